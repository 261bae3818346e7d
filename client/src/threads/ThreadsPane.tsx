import type { Thread } from '@concordance/shared/threads/schema';
import { type ReactNode, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorHandle, RemarkWish } from '../editor/contract.ts';
import { useThreadPlaces } from '../editor/thread-places.ts';
import { IconButton } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import type { CardHouse } from './card-house.ts';
import { NewThread } from './NewThread.tsx';
import type { Subject } from './queries.ts';
import { ThreadList } from './ThreadList.tsx';
import { countThreads, FILTERS, type Filter, filterOf, isProposed, listThreads, overlapping } from './thread-list.ts';
import styles from './threads.module.css';
import { type Threads, useColleagues } from './use-threads.ts';

interface ThreadsPaneProps {
  readonly programmeId: string;
  readonly subject: Subject;
  readonly threads: Threads;
  readonly mayWrite: boolean;
  /** The text whose words are spoken about; null while it is not there. */
  readonly handle: EditorHandle | null;
  readonly active: string | null;
  readonly onActive: (id: string | null) => void;
  /** What somebody wants to speak about; `whole` for the record. */
  readonly wish: RemarkWish | 'whole' | null;
  readonly onWish: (wish: 'whole' | null) => void;
  readonly linkTo: (id: string) => string;
  /** What else belongs to the head of the pane. */
  readonly extra?: ReactNode;
}

/** Everything that is said about a text, in its order: open, resolved, and what has lost its words. */
export function ThreadsPane(props: ThreadsPaneProps) {
  const { programmeId, subject, threads, handle, active, onActive, wish, onWish, linkTo } = props;
  const { t } = useTranslation('threads');
  const people = useColleagues(programmeId);
  const places = useThreadPlaces(handle?.threads);
  const [filter, setFilter] = useState<Filter>('open');
  const [told, setTold] = useState<string | null>(null);
  const all = threads.all;
  const shown = useMemo(() => listThreads(all ?? [], places, filter), [all, places, filter]);
  const counts = useMemo(() => countThreads(all ?? [], places), [all, places]);
  useFilterOfActive(
    all?.find(({ id }) => id === active),
    shown,
    (thread) => setFilter(filterOf(thread, places)),
  );
  const overlaps = useMemo(() => overlapping(all ?? [], places), [all, places]);
  const alike = useMemo(() => countAlike(all ?? []), [all]);
  const house = useMemo<CardHouse>(
    () => ({
      programmeId,
      subjectId: subject.id,
      people,
      onActive,
      onTold: setTold,
      linkTo,
      onShow: (id) => {
        onActive(id);
        handle?.showThread(id);
      },
      selected: handle ? () => handle.selectedAnchor() : undefined,
    }),
    [programmeId, subject.id, people, onActive, linkTo, handle],
  );
  const step = (by: 1 | -1) => {
    const at = shown.findIndex(({ id }) => id === active);
    const next = at < 0 ? shown[by > 0 ? 0 : shown.length - 1] : shown[(at + by + shown.length) % shown.length];
    if (next) house.onShow?.(next.id);
  };
  return (
    <>
      <div className={styles.bar}>
        <div className={styles.filters} role="group" aria-label={t('pane.filters')}>
          {FILTERS.filter((each) => each !== 'removed' || counts.removed > 0 || filter === 'removed').map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={filter === each}
              onClick={() => {
                setFilter(each);
                setTold(null);
              }}
            >
              {t(`pane.${each}`)} <span>{counts[each]}</span>
            </button>
          ))}
        </div>
        <div className={styles.steps}>
          {props.mayWrite ? <IconButton icon="plus" size="small" label={t('pane.new')} onClick={() => onWish('whole')} /> : null}
          <IconButton icon="up" size="small" label={t('pane.previous')} onClick={() => step(-1)} />
          <IconButton icon="down" size="small" label={t('pane.next')} onClick={() => step(1)} />
        </div>
      </div>
      <p role="status" className={styles.told}>
        {told}
      </p>
      {props.extra ? <div className={styles.head}>{props.extra}</div> : null}
      {wish !== null ? (
        <NewThread
          key={wish === 'whole' ? 'whole' : wish.caret.start + wish.kind}
          programmeId={programmeId}
          subject={subject}
          wish={wish === 'whole' ? null : wish}
          people={people}
          onBegun={(thread) => {
            setFilter('open');
            onWish(null);
            onActive(thread.id);
          }}
          onCancel={() => onWish(null)}
        />
      ) : null}
      {threads.error ? (
        <div className={styles.wait}>
          <ErrorLine error={threads.error} onRetry={threads.again} />
        </div>
      ) : null}
      {!all && !threads.error ? (
        <div className={styles.wait}>
          <Skeleton lines={6} />
        </div>
      ) : null}
      {all && shown.length === 0 && wish === null ? <Empty filter={filter} mayWrite={props.mayWrite} hasText={handle !== null} /> : null}
      {threads.more ? <p className={styles.wait}>{t('pane.more')}</p> : null}
      <ThreadList house={house} threads={shown} active={active} places={places} overlaps={overlaps} alike={alike} />
    </>
  );
}

function Empty({ filter, mayWrite, hasText }: { readonly filter: Filter; readonly mayWrite: boolean; readonly hasText: boolean }) {
  const { t } = useTranslation('threads');
  return (
    <p className={styles.empty}>
      {t(`pane.none.${filter}`)} {filter === 'open' && mayWrite && hasText ? t('pane.how') : null}
    </p>
  );
}

/** A thread that is asked for is shown, also where another filter hides it. */
function useFilterOfActive(active: Thread | undefined, shown: readonly Thread[], onHidden: (thread: Thread) => void): void {
  const hidden = active !== undefined && !shown.some(({ id }) => id === active.id);
  const look = useEffectEvent(() => {
    if (active && hidden) onHidden(active);
  });
  const id = active?.id;
  // Only when it is asked for: whoever changes the filter afterwards means it.
  useEffect(() => {
    if (id !== undefined) look();
  }, [id]);
}

const authorOf = (thread: Thread) => thread.comments[0]?.author.id ?? '';

/** How many proposals each person has waiting. */
function countAlike(threads: readonly Thread[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const thread of threads) {
    const author = authorOf(thread);
    if (author !== '' && isProposed(thread)) counts.set(author, (counts.get(author) ?? 0) + 1);
  }
  return counts;
}
