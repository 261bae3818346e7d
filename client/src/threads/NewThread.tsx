import type { Thread, ThreadDraft } from '@concordance/shared/threads/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemarkWish } from '../editor/contract.ts';
import { CommentForm } from './CommentForm.tsx';
import type { Colleague } from './card-house.ts';
import { holdsObjects, proposalDraft } from './proposal-draft.ts';
import { beginThread, type Subject } from './queries.ts';
import styles from './threads.module.css';
import { useKeptWords } from './use-kept-words.ts';
import { showThread } from './use-thread-act.ts';

interface NewThreadProps {
  readonly programmeId: string;
  readonly subject: Subject;
  /** What is meant; null for the record as a whole. */
  readonly wish: RemarkWish | null;
  readonly people: readonly Colleague[];
  readonly onBegun: (thread: Thread) => void;
  readonly onCancel: () => void;
}

/** Something new to be said: about words, about the whole, or as other wording. */
export function NewThread({ programmeId, subject, wish, people, onBegun, onCancel }: NewThreadProps) {
  const { t } = useTranslation('threads');
  const cache = useQueryClient();
  const id = useId();
  const words = wish?.words ?? null;
  const [kind, setKind] = useState(wish?.kind ?? 'comment');
  const [text, setText] = useKeptWords(`new-${subject.id}`);
  const [wording, setWording] = useState((words?.quote ?? '').replaceAll('\uFFFC', ''));
  const begin = useMutation({
    mutationFn: (draft: ThreadDraft) => beginThread(programmeId, draft),
    onSuccess: (thread) => {
      showThread(cache, programmeId, subject.id, thread.id, thread);
      setText('');
      onBegun(thread);
    },
  });
  const suggests = kind === 'suggest' && wish !== null;
  const proposal = suggests ? proposalDraft(words, wish.caret, wording) : null;
  const blocked = suggests
    ? holdsObjects(words)
      ? t('new.objects')
      : proposal === null
        ? t(words ? 'new.same' : 'new.nothing')
        : undefined
    : undefined;
  const send = (said: string, mentions: readonly string[]) =>
    begin.mutate({
      subjectKind: subject.kind,
      subjectId: subject.id,
      text: said,
      mentions: [...mentions],
      anchor: proposal ? proposal.anchor : suggests ? null : words,
      suggestion: proposal?.suggestion ?? null,
    });
  return (
    <section className={styles.new} aria-label={t('new.label')}>
      {wish ? (
        <div className={styles.kinds} role="group" aria-label={t('new.kind')}>
          {(['comment', 'suggest'] as const).map((each) => (
            <button key={each} type="button" aria-pressed={kind === each} onClick={() => setKind(each)}>
              {t(`new.${each}`)}
            </button>
          ))}
        </div>
      ) : null}
      {words ? <blockquote className={styles.quote}>{words.quote.replaceAll('\uFFFC', '')}</blockquote> : null}
      {!words && !suggests ? <p className={styles.note}>{t('new.whole')}</p> : null}
      {suggests ? (
        <div className={styles.field}>
          <label htmlFor={`${id}-wording`}>{t(words ? 'new.wording' : 'new.putIn')}</label>
          <textarea
            id={`${id}-wording`}
            className={styles.wording}
            rows={3}
            maxLength={5000}
            // biome-ignore lint/a11y/noAutofocus: the field was just asked for
            autoFocus
            value={wording}
            onChange={(event) => setWording(event.currentTarget.value)}
          />
        </div>
      ) : null}
      <CommentForm
        label={t(suggests ? 'new.whyLabel' : 'new.textLabel')}
        verb={t(suggests ? 'new.propose' : 'form.send')}
        words={text}
        onWords={setText}
        people={people}
        mayBeEmpty={suggests}
        reason={blocked}
        busy={begin.isPending}
        error={begin.error}
        onSend={send}
        onCancel={onCancel}
        focus={!suggests}
      />
    </section>
  );
}
