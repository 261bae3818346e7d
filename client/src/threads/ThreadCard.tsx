import type { Thread } from '@concordance/shared/threads/schema';
import { memo, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';
import { useFormat } from '../ui/use-format.ts';
import { CommentItem } from './CommentItem.tsx';
import type { CardHouse } from './card-house.ts';
import { ProposalNotes } from './ProposalNotes.tsx';
import { ProposedWording } from './ProposedWording.tsx';
import { ThreadActs } from './ThreadActs.tsx';
import { fitOf, isProposed } from './thread-list.ts';
import styles from './threads.module.css';
import { useAuthorWords } from './use-author-words.ts';
import { useThreadAct } from './use-thread-act.ts';

interface ThreadCardProps {
  readonly house: CardHouse;
  readonly thread: Thread;
  readonly active: boolean;
  /** What stands at its words now; null where they are gone, undefined where there is no text, or not yet. */
  readonly now?: string | null | undefined;
  readonly overlaps: boolean;
  /** Proposals of the same person that wait, this one included. */
  readonly alike: number;
}

/** A thread: what it is about, what is proposed, what was said, what was decided. */
export const ThreadCard = memo(function ThreadCard({ house, thread, active, now, overlaps, alike }: ThreadCardProps) {
  const { t } = useTranslation('threads');
  const id = useId();
  const act = useThreadAct(house.programmeId, house.subjectId, thread.id);
  const [folded, setFolded] = useState(true);
  const { suggestion, anchor, comments } = thread;
  const fit = fitOf(thread, now);
  const gone = anchor !== null && fit.kind === 'gone';
  const note = suggestion ? t(`proposal.${suggestion.kind}`) : undefined;
  const [first, ...answers] = comments;
  // A long exchange shows how it began and how it stands; the rest on demand.
  const hidden = folded && !active && answers.length > 3 ? answers.length - 2 : 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: every act inside has a button of its own; a press beside them only brings the card forward
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <article
      className={styles.card}
      aria-labelledby={id}
      data-thread-card={thread.id}
      data-active={active || undefined}
      onClick={() => {
        if (!active) house.onActive(thread.id);
      }}
    >
      <h3 id={id} className={styles.about}>
        {anchor === null ? (
          <span className={styles.whole}>{t('card.whole')}</span>
        ) : suggestion && !gone ? (
          <button type="button" className={styles.place} onClick={() => house.onShow?.(thread.id)}>
            {t('card.show')}
          </button>
        ) : (
          <button type="button" className={styles.quote} data-gone={gone || undefined} onClick={() => house.onShow?.(thread.id)}>
            {anchor.quote.replaceAll('\uFFFC', '').trim() || t('card.place')}
          </button>
        )}
      </h3>
      {gone ? (
        <p className={styles.warning}>
          <Icon name="warn" size={14} />
          {t('card.gone')}
        </p>
      ) : null}
      {thread.roundTable ? (
        <p className={styles.from} title={thread.roundTable.title}>
          {t('card.fromTable', { ref: thread.roundTable.ref })}
        </p>
      ) : null}
      {first ? (
        <CommentItem programmeId={house.programmeId} thread={thread} comment={first} people={house.people} act={act} note={note} />
      ) : null}
      {suggestion ? (
        <p className={styles.proposal}>
          <ProposedWording quote={anchor?.quote ?? ''} suggestion={suggestion} />
        </p>
      ) : null}
      {isProposed(thread) ? <ProposalNotes fit={gone ? { kind: 'fits' } : fit} overlaps={overlaps} /> : null}
      {hidden > 0 ? (
        <button type="button" className={styles.more} onClick={() => setFolded(false)}>
          {t('card.between', { count: hidden })}
        </button>
      ) : null}
      {answers.slice(hidden).map((comment) => (
        <CommentItem key={comment.id} programmeId={house.programmeId} thread={thread} comment={comment} people={house.people} act={act} />
      ))}
      <Ended thread={thread} />
      {thread.assignee && thread.life.state === 'open' ? (
        <p className={styles.from}>{t('card.assigned', { name: thread.assignee.name })}</p>
      ) : null}
      <ThreadActs house={house} thread={thread} active={active} fit={fit} alike={alike} act={act} />
    </article>
  );
});

/** What was decided, why, by whom. */
function Ended({ thread: { life } }: { readonly thread: Thread }) {
  const { t } = useTranslation('threads');
  const { day } = useFormat();
  const nameOf = useAuthorWords();
  if (life.state === 'open') return null;
  return (
    <p className={styles.ended} data-disposition={life.disposition ?? undefined}>
      <Icon name={life.disposition === 'rejected' ? 'close' : life.disposition === 'deferred' ? 'clock' : 'check'} size={14} />
      <span>
        <b>{t(`end.${life.disposition ?? 'settled'}`)}</b>
        {life.reason ? `: ${life.reason}` : ''}
        <small>
          {nameOf(life.by)} · {day(life.at)}
        </small>
      </span>
    </p>
  );
}
