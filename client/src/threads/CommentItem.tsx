import type { Comment, Thread } from '@concordance/shared/threads/schema';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../ui/Avatar.tsx';
import { TextButton } from '../ui/Button.tsx';
import { ConfirmInline } from '../ui/ConfirmInline.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useFormat } from '../ui/use-format.ts';
import { CommentForm } from './CommentForm.tsx';
import type { Colleague } from './card-house.ts';
import { mentionParts } from './mention-text.ts';
import { changeComment, takeBack } from './queries.ts';
import styles from './threads.module.css';
import { useAuthorWords } from './use-author-words.ts';
import type { useThreadAct } from './use-thread-act.ts';

interface CommentItemProps {
  readonly programmeId: string;
  readonly thread: Thread;
  readonly comment: Comment;
  readonly people: readonly Colleague[];
  readonly act: ReturnType<typeof useThreadAct>;
  /** What stands under the name of the first: what is proposed. */
  readonly note?: string | undefined;
}

/** The face of whoever said it; a shape where nobody is told. */
export function Face({ name, colour, hidden }: { readonly name: string; readonly colour: number | null; readonly hidden: boolean }) {
  return hidden ? (
    <span className={styles.nobody} aria-hidden="true">
      <Icon name="person" size={14} />
    </span>
  ) : (
    <Avatar name={name} colour={colour} />
  );
}

export function CommentItem({ programmeId, thread, comment, people, act, note }: CommentItemProps) {
  const { t } = useTranslation('threads');
  const { time } = useFormat();
  const nameOf = useAuthorWords();
  const [doing, setDoing] = useState<'edit' | 'remove' | null>(null);
  const { author } = comment;
  const name = nameOf(author);
  const colour = people.find(({ id }) => id === author.id)?.colour ?? null;
  const end = () => setDoing(null);
  return (
    <div className={styles.comment} data-unread={comment.unread || undefined}>
      <Face name={name} colour={colour} hidden={author.label === null} />
      <div>
        <p className={styles.who}>
          <b>{name}</b> <time dateTime={comment.at}>{time(comment.at)}</time>
          {comment.editedAt && !comment.deleted ? <span> · {t('comment.edited')}</span> : null}
          {comment.unread ? <strong>{t('comment.new')}</strong> : null}
        </p>
        {note ? <p className={styles.note}>{note}</p> : null}
        {doing === 'edit' ? (
          <EditComment programmeId={programmeId} thread={thread} comment={comment} people={people} act={act} onEnd={end} />
        ) : comment.deleted ? (
          <p className={styles.note}>{t('comment.deleted')}</p>
        ) : comment.text ? (
          <p className={styles.said}>
            {mentionParts(comment.text, comment.mentions).map((part, place) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: a piece of a text is known by its place
              part.mention ? <b key={place}>{part.text}</b> : part.text,
            )}
          </p>
        ) : null}
        {doing === 'remove' ? (
          <ConfirmInline
            verb={t('comment.remove')}
            busy={act.isPending}
            onConfirm={() => act.mutate(async () => (await takeBack(programmeId, thread.id, comment.id)).thread, { onSuccess: end })}
            onCancel={end}
          >
            {t(thread.comments.length > 1 ? 'comment.removeAsk' : 'comment.removeLast')}
          </ConfirmInline>
        ) : null}
        {doing === 'remove' && act.error ? <ErrorLine error={act.error} /> : null}
        {comment.mayChange && !comment.deleted && doing === null ? (
          <p className={styles.own}>
            <TextButton onClick={() => setDoing('edit')}>{t('comment.edit')}</TextButton>
            <TextButton onClick={() => setDoing('remove')}>{t('comment.remove')}</TextButton>
          </p>
        ) : null}
      </div>
    </div>
  );
}

type EditCommentProps = Omit<CommentItemProps, 'note'> & { readonly onEnd: () => void };

function EditComment({ programmeId, thread, comment, people, act, onEnd }: EditCommentProps) {
  const { t } = useTranslation('threads');
  const [words, setWords] = useState(comment.text);
  return (
    <CommentForm
      label={t('comment.change')}
      verb={t('common:action.save')}
      words={words}
      onWords={setWords}
      people={people}
      mentioned={comment.mentions}
      mayBeEmpty={thread.suggestion !== null && thread.comments[0]?.id === comment.id}
      busy={act.isPending}
      error={act.error}
      onSend={(text, mentions) => act.mutate(() => changeComment(programmeId, thread.id, comment, text, mentions), { onSuccess: onEnd })}
      onCancel={onEnd}
    />
  );
}
