import type { Thread } from '@concordance/shared/threads/schema';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { CardHouse } from './card-house.ts';
import { ThreadCard } from './ThreadCard.tsx';
import type { Fit } from './thread-list.ts';
import styles from './threads.module.css';
import { useSeen } from './use-threads.ts';

/** Typical height of a card; each is measured once it is drawn. */
const CARD = 190;
/** Height of what covers the top of the panel: its tabs and the bar of filters. */
const COVERED = 96;

interface ThreadListProps {
  readonly house: CardHouse;
  readonly threads: readonly Thread[];
  readonly active: string | null;
  readonly fitOf: (thread: Thread) => Fit;
  readonly overlaps: ReadonlySet<string>;
  /** How many proposals of the same person wait. */
  readonly alike: (thread: Thread) => number;
}

/** The cards of many threads: only those near the window of the panel are drawn. */
export function ThreadList({ house, threads, active, fitOf, overlaps, alike }: ThreadListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  const scroller = () => list.current?.closest('aside') ?? null;
  const virtual = useVirtualizer({
    count: threads.length,
    getScrollElement: scroller,
    estimateSize: () => CARD,
    overscan: 4,
    scrollMargin: margin,
    scrollPaddingStart: COVERED,
    getItemKey: (index) => threads[index]?.id ?? index,
  });
  // What stands above the list, such as a new remark, moves it.
  useLayoutEffect(() => {
    const panel = list.current?.closest('aside');
    if (!list.current || !panel) return;
    const top = Math.round(list.current.getBoundingClientRect().top - panel.getBoundingClientRect().top + panel.scrollTop);
    if (top !== margin) setMargin(top);
  });
  const { startIndex = 0, endIndex = -1 } = virtual.range ?? {};
  useSeen(house.programmeId, threads.slice(startIndex, endIndex + 1));
  const bringForward = useEffectEvent((id: string) => {
    const index = threads.findIndex((thread) => thread.id === id);
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  });
  const listed = threads.some(({ id }) => id === active);
  useEffect(() => {
    if (active !== null && listed) bringForward(active);
  }, [active, listed]);
  return (
    <div ref={list} className={styles.list} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const thread = threads[index];
        if (!thread) return null;
        return (
          <div
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            className={styles.slot}
            style={{ transform: `translateY(${start - margin}px)` }}
          >
            <ThreadCard
              house={house}
              thread={thread}
              active={thread.id === active}
              fit={fitOf(thread)}
              overlaps={overlaps.has(thread.id)}
              alike={alike(thread)}
            />
          </div>
        );
      })}
    </div>
  );
}
