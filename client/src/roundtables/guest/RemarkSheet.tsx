import type { Anchor, Thread } from '@concordance/shared/threads/schema';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { holdsObjects, proposalDraft } from '../../threads/proposal-draft.ts';
import { GuestButton } from './GuestButton.tsx';
import styles from './guest.module.css';
import { type AtTable, remark } from './queries.ts';
import { Trouble } from './Trouble.tsx';
import { NotSent } from './Unsent.tsx';
import type { KeptDraft } from './use-kept-draft.ts';

/** A remark that is being written. */
export interface RemarkDraft {
  readonly kind: 'comment' | 'suggest';
  /** The words it is about; null for the item as a whole. */
  readonly words: Anchor | null;
  /** Where words are to be put in; drafts that were kept before there was such a place have none. */
  readonly place?: Anchor | null;
  readonly text: string;
  readonly wording: string;
}

export const remarkKey = (itemId: string) => `concordance-remark-${itemId}`;

/** A draft as words that can be kept elsewhere. */
export const draftLines = ({ words, place, text, wording, kind }: RemarkDraft): readonly string[] =>
  [
    words ? `“${shown(words)}”` : place ? around(place).join('…') : '',
    kind === 'suggest' && wording !== words?.quote ? `→ ${wording}` : '',
    text,
  ].filter(Boolean);

export const shown = ({ quote }: Pick<Anchor, 'quote'>): string => quote.replaceAll('\uFFFC', '').trim();

/** The words before a place and behind it, as far as they are known. */
const around = ({ prefix, suffix }: Anchor): readonly [string, string] => [
  shown({ quote: prefix.split('\n').at(-1) ?? '' }),
  shown({ quote: suffix.split('\n')[0] ?? '' }),
];

interface RemarkSheetProps {
  readonly at: AtTable;
  readonly recommendationId: string;
  readonly kept: KeptDraft<RemarkDraft>;
  readonly draft: RemarkDraft;
  readonly open: boolean;
  /** How the table's rule shows who says it. */
  readonly rule: string;
  readonly onSent: (thread: Thread) => void;
  readonly onClose: () => void;
}

/** What a guest says: about words, or about the whole; or how else it should read. */
export function RemarkSheet({ at, recommendationId, kept, draft, open, rule, onSent, onClose }: RemarkSheetProps) {
  const { t } = useTranslation(['roundtables', 'threads', 'common']);
  const id = useId();
  const { kind, words, place = null, text, wording } = draft;
  const caret = words ?? place;
  const suggests = kind === 'suggest' && caret !== null;
  const proposal = suggests ? proposalDraft(words, caret, wording) : null;
  const send = useMutation({
    mutationFn: () =>
      remark(at, {
        subjectId: recommendationId,
        anchor: proposal?.anchor ?? words,
        text: text.trim(),
        suggestion: proposal?.suggestion ?? null,
      }),
    onSuccess: (thread) => {
      kept.drop();
      onSent(thread);
    },
  });
  const missing = suggests
    ? holdsObjects(words)
      ? t('remark.objects')
      : proposal === null
        ? t(words ? 'remark.same' : 'threads:new.nothing')
        : undefined
    : text.trim() === ''
      ? t('remark.empty')
      : undefined;
  return (
    <Sheet label={t('remark.label')} onClose={onClose}>
      {words ? (
        <div className={styles.kinds} role="group" aria-label={t('threads:new.kind')}>
          {(['comment', 'suggest'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={kind === each}
              disabled={!open}
              onClick={() => kept.change({ ...draft, kind: each })}
            >
              {t(`threads:new.${each}`)}
            </button>
          ))}
        </div>
      ) : suggests ? (
        <PlaceBetween words={around(caret)} />
      ) : (
        <h2>{t('remark.whole')}</h2>
      )}
      {words && !suggests ? <blockquote className={styles.quote}>{shown(words)}</blockquote> : null}
      {suggests ? (
        <div className={styles.field}>
          <label htmlFor={`${id}-wording`}>{t(words ? 'remark.wording' : 'remark.putIn')}</label>
          <textarea
            id={`${id}-wording`}
            className={styles.wording}
            rows={3}
            maxLength={5000}
            readOnly={!open}
            value={wording}
            onChange={(event) => kept.change({ ...draft, wording: event.currentTarget.value })}
          />
        </div>
      ) : null}
      <div className={styles.field}>
        <label htmlFor={`${id}-text`}>{t(suggests ? 'threads:new.whyLabel' : 'threads:new.textLabel')}</label>
        <textarea
          id={`${id}-text`}
          rows={suggests ? 2 : 3}
          maxLength={5000}
          readOnly={!open}
          value={text}
          onChange={(event) => kept.change({ ...draft, text: event.currentTarget.value })}
        />
      </div>
      {open ? (
        <>
          <p className={styles.note}>{rule}</p>
          {send.error ? <Trouble error={send.error} onRetry={() => send.mutate()} /> : null}
          <div className={styles.sheetActs}>
            <GuestButton onClick={onClose}>{t('common:action.cancel')}</GuestButton>
            <GuestButton variant="main" busy={send.isPending} reason={missing} onClick={() => send.mutate()}>
              {t('threads:form.send')}
            </GuestButton>
          </div>
        </>
      ) : (
        <>
          <NotSent why={t('remark.closed')} lines={draftLines(draft)} onDrop={kept.drop} />
          <GuestButton onClick={onClose}>{t('common:action.close')}</GuestButton>
        </>
      )}
    </Sheet>
  );
}

/** A place between two letters: what stands before it and behind it. */
function PlaceBetween({ words: [before, behind] }: { readonly words: readonly [string, string] }) {
  const { t } = useTranslation('roundtables');
  return (
    <>
      <h2>{t('remark.here')}</h2>
      <p className={styles.quote}>
        {before}
        <mark className={styles.place} aria-label={t('remark.place')} role="img" />
        {behind}
      </p>
    </>
  );
}

interface SheetProps {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A sheet from below over the text, which stays in sight. */
function Sheet({ label, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {children}
    </dialog>
  );
}
