import type { Thread } from '@concordance/shared/threads/schema';
import { startTransition, useEffect, useRef, useState } from 'react';
import type { ThreadPlace } from '../editor/contract.ts';
import type { CardHouse } from './card-house.ts';
import { ThreadCard } from './ThreadCard.tsx';
import styles from './threads.module.css';
import { useSeen } from './use-seen.ts';

/** So many cards are drawn at once, and so many more whenever the browser has nothing else to do. */
const FIRST = 24;
const STRIDE = 32;

interface ThreadListProps {
  readonly house: CardHouse;
  readonly threads: readonly Thread[];
  readonly active: string | null;
  readonly places: ReadonlyMap<string, ThreadPlace>;
  readonly overlaps: ReadonlySet<string>;
  /** How many proposals wait, by who made them. */
  readonly alike: ReadonlyMap<string, number>;
}

/**
 * The cards of many threads. All of them are in the page, so that the browser's own search and a screen reader find them;
 * those out of view are left out of layout and paint by the browser.
 */
export function ThreadList({ house, threads, active, places, overlaps, alike }: ThreadListProps) {
  const list = useRef<HTMLDivElement>(null);
  const wanted = threads.findIndex(({ id }) => id === active) + 1;
  const count = useDrawn(threads.length, wanted);
  useSeen(house.programmeId, list, threads);
  useEffect(() => {
    if (active === null || wanted === 0) return;
    const card = list.current?.querySelector(`[data-thread-card="${active}"]`);
    card?.scrollIntoView({ block: 'nearest' });
  }, [active, wanted]);
  return (
    <div ref={list} className={styles.list}>
      {threads.slice(0, count).map((thread) => (
        <ThreadCard
          key={thread.id}
          house={house}
          thread={thread}
          active={thread.id === active}
          now={wordsAt(places.get(thread.id))}
          overlaps={overlaps.has(thread.id)}
          alike={alike.get(thread.comments[0]?.author.id ?? '') ?? 0}
        />
      ))}
    </div>
  );
}

/** As words, and not as a place: that shifts with every letter typed before it, and no card needs to know. */
const wordsAt = (place: ThreadPlace | undefined) => (place?.kind === 'removed' ? null : place?.words);

/** How many cards to draw now; it grows while the browser is idle, and at once to one that is asked for. */
function useDrawn(all: number, wanted: number): number {
  const [drawn, setDrawn] = useState(FIRST);
  const count = Math.min(all, Math.max(drawn, wanted + 4));
  useEffect(() => {
    if (count >= all) return;
    const grow = () => startTransition(() => setDrawn(count + STRIDE));
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(grow, 60);
      return () => clearTimeout(timer);
    }
    const waiting = requestIdleCallback(grow, { timeout: 500 });
    return () => cancelIdleCallback(waiting);
  }, [count, all]);
  return count;
}
