import type { Comment, Thread, ThreadLife } from '@concordance/shared/threads/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProposedWording } from '../../threads/ProposedWording.tsx';
import { useAuthorWords } from '../../threads/use-author-words.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { GuestButton } from './GuestButton.tsx';
import styles from './guest.module.css';
import { type AtTable, changeComment, reply, takeBack, threadsKey } from './queries.ts';
import { shown } from './RemarkSheet.tsx';
import { Trouble } from './Trouble.tsx';
import { NotSent } from './Unsent.tsx';
import { useKeptDraft } from './use-kept-draft.ts';

/** What was decided, and why. */
export function Decision({ life }: { readonly life: ThreadLife }) {
  const { t } = useTranslation(['roundtables', 'threads']);
  if (life.state === 'open') return <p className={styles.waiting}>{t('remark.waiting')}</p>;
  const { disposition } = life;
  return (
    <p className={styles.decided}>
      <Icon name={disposition === 'rejected' ? 'close' : disposition === 'deferred' ? 'clock' : 'check'} />
      <span>
        <b>{t(`threads:end.${disposition ?? 'settled'}`)}</b>
        {life.reason ? `: ${life.reason}` : ''}
      </span>
    </p>
  );
}

interface GuestThreadProps {
  readonly at: AtTable;
  readonly thread: Thread;
  readonly active: boolean;
}

/** A remark at this table with its answers. */
export function GuestThread({ at, thread, active }: GuestThreadProps) {
  const { t } = useTranslation(['roundtables', 'threads']);
  const kept = useKeptDraft<string>(`concordance-reply-${thread.id}`);
  const [answering, setAnswering] = useState(kept.draft !== null);
  const { anchor, suggestion, comments, life } = thread;
  const [first, ...answers] = comments;
  return (
    <article className={styles.thread} data-active={active || undefined} data-thread-card={thread.id}>
      {anchor && !suggestion ? <blockquote className={styles.quote}>{shown(anchor)}</blockquote> : null}
      {anchor === null ? <p className={styles.note}>{t('remark.whole')}</p> : null}
      {first ? (
        <GuestComment at={at} thread={thread} comment={first} note={suggestion ? t(`threads:proposal.${suggestion.kind}`) : ''} />
      ) : null}
      {suggestion ? (
        <p className={styles.proposal}>
          <ProposedWording quote={anchor?.quote ?? ''} suggestion={suggestion} />
        </p>
      ) : null}
      {answers.map((comment) => (
        <GuestComment key={comment.id} at={at} thread={thread} comment={comment} note="" />
      ))}
      {life.state === 'ended' ? <Decision life={life} /> : null}
      {answering ? (
        <SayForm
          label={t('threads:act.replyLabel')}
          words={kept.draft ?? ''}
          onWords={kept.change}
          closed={!thread.may.reply}
          act={(text) => reply(at, thread.id, text)}
          at={at}
          onEnd={() => {
            kept.drop();
            setAnswering(false);
          }}
        />
      ) : thread.may.reply ? (
        <GuestButton variant="quiet" onClick={() => setAnswering(true)}>
          {t('threads:act.reply')}
        </GuestButton>
      ) : null}
    </article>
  );
}

interface GuestCommentProps {
  readonly at: AtTable;
  readonly thread: Thread;
  readonly comment: Comment;
  readonly note: string;
  readonly children?: ReactNode;
}

function GuestComment({ at, thread, comment, note, children }: GuestCommentProps) {
  const { t } = useTranslation(['roundtables', 'threads', 'common']);
  const { time } = useFormat();
  const nameOf = useAuthorWords();
  const cache = useQueryClient();
  const [doing, setDoing] = useState<'edit' | 'remove' | null>(null);
  const [words, setWords] = useState(comment.text);
  const remove = useMutation({
    mutationFn: () => takeBack(at, thread.id, comment.id),
    onSuccess: () => cache.invalidateQueries({ queryKey: threadsKey(at) }),
  });
  return (
    <div className={styles.said}>
      <p className={styles.label}>
        <b>{comment.author.mine ? t('remark.you') : nameOf(comment.author)}</b> {time(comment.at)}
        {comment.unread ? <strong> {t('threads:comment.new')}</strong> : null}
        {note ? <span> · {note}</span> : null}
      </p>
      {children}
      {doing === 'edit' ? (
        <SayForm
          label={t('threads:comment.change')}
          words={words}
          onWords={setWords}
          closed={!comment.mayChange}
          act={(text) => changeComment(at, thread.id, comment, text)}
          at={at}
          mayBeEmpty={thread.suggestion !== null && thread.comments[0]?.id === comment.id}
          onEnd={() => setDoing(null)}
        />
      ) : (
        (comment.deleted || comment.text) && <p>{comment.deleted ? t('threads:comment.deleted') : comment.text}</p>
      )}
      {doing === 'remove' ? (
        <div className={styles.ask} role="group" aria-label={t('threads:comment.remove')}>
          <p>{t(thread.comments.length > 1 ? 'threads:comment.removeAsk' : 'threads:comment.removeLast')}</p>
          {remove.error ? <Trouble error={remove.error} /> : null}
          <GuestButton busy={remove.isPending} onClick={() => remove.mutate()}>
            {t('threads:comment.remove')}
          </GuestButton>
          <GuestButton variant="quiet" onClick={() => setDoing(null)}>
            {t('common:action.cancel')}
          </GuestButton>
        </div>
      ) : null}
      {comment.mayChange && !comment.deleted && doing === null ? (
        <div className={styles.ownActs}>
          <GuestButton variant="quiet" onClick={() => setDoing('edit')}>
            {t('threads:comment.edit')}
          </GuestButton>
          <GuestButton variant="quiet" onClick={() => setDoing('remove')}>
            {t('threads:comment.remove')}
          </GuestButton>
        </div>
      ) : null}
    </div>
  );
}

interface SayFormProps {
  readonly label: string;
  readonly words: string;
  readonly onWords: (words: string) => void;
  /** The table closed, or the thread ended: nothing can be sent any more, and nothing written is lost. */
  readonly closed: boolean;
  readonly act: (text: string) => Promise<Thread>;
  readonly at: AtTable;
  readonly mayBeEmpty?: boolean;
  readonly onEnd: () => void;
}

function SayForm({ label, words, onWords, closed, act, at, mayBeEmpty = false, onEnd }: SayFormProps) {
  const { t } = useTranslation(['roundtables', 'threads', 'common']);
  const cache = useQueryClient();
  const send = useMutation({
    mutationFn: () => act(words.trim()),
    onSuccess: () => {
      onEnd();
      void cache.invalidateQueries({ queryKey: threadsKey(at) });
    },
  });
  if (closed) return words.trim() === '' ? null : <NotSent why={t('remark.closed')} lines={[words]} onDrop={onEnd} />;
  return (
    <form
      className={styles.say}
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() !== '' || mayBeEmpty) send.mutate();
      }}
    >
      <div className={styles.field}>
        <textarea rows={2} maxLength={5000} aria-label={label} value={words} onChange={(event) => onWords(event.currentTarget.value)} />
      </div>
      {send.error ? <Trouble error={send.error} onRetry={() => send.mutate()} /> : null}
      <div className={styles.sheetActs}>
        <GuestButton onClick={onEnd}>{t('common:action.cancel')}</GuestButton>
        <GuestButton
          type="submit"
          variant="main"
          busy={send.isPending}
          reason={words.trim() === '' && !mayBeEmpty ? t('remark.empty') : undefined}
        >
          {t('threads:form.send')}
        </GuestButton>
      </div>
    </form>
  );
}
