import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Conflict } from './Conflict.tsx';
import styles from './InlineEdit.module.css';
import { InlineField } from './InlineField.tsx';
import { type InlineKind, type InlineValue, toDraft } from './inline-value.ts';
import { useFieldWords, useProblemWords } from './problem-words.ts';
import { useInlineEdit } from './use-inline-edit.ts';

interface InlineEditProps<Value extends InlineValue> {
  /** What is being edited: the field's name for screen readers. */
  readonly label: string;
  readonly kind: InlineKind;
  readonly value: Value;
  /** The field's name in the change, to find the server's problem with it. */
  readonly field?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** A choice that may be empty says here what "nothing" is called. */
  readonly none?: string;
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
  /** How the value looks at rest; the plain value where left out. */
  readonly children?: ReactNode;
  /** Words at rest for an empty value. */
  readonly empty?: string;
  readonly readOnly?: boolean;
  /**
   * Saves. Rejects with the `ApiProblem`. `over` is the server's newer record when the person, shown both values, keeps
   * their own: save it on that record's version.
   */
  readonly onSave: (value: Value, over?: unknown) => Promise<unknown>;
  /** The other person's value, read from the newer record of a `stale-version` problem. */
  readonly theirs?: (current: unknown) => string;
  /** The other person's value is taken: show the newer record. */
  readonly onTakeTheirs?: (current: unknown) => void;
}

/** A value that becomes a field in its own place. Enter or leaving saves, Esc gives up. */
export function InlineEdit<Value extends InlineValue>(props: InlineEditProps<Value>) {
  const { label, kind, value, field = '', options = [], children, empty, readOnly = false } = props;
  const { t } = useTranslation('common');
  const edit = useInlineEdit(props);
  const { phase } = edit;
  const problemWords = useProblemWords();
  const problem = phase.at === 'editing' ? phase.problem : null;
  const fieldWords = useFieldWords(problem);
  const unreadable = phase.at === 'editing' && phase.unreadable;
  const said = unreadable ? t('field.format') : problem === null ? null : (fieldWords(field) ?? problemWords(problem));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      edit.leave(true);
    } else if (event.key === 'Enter' && (kind !== 'lines' || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void edit.save(true);
    }
  };

  const word = (text: string) => options.find((option) => option.value === text)?.label ?? text;
  const plain = word(toDraft(value));
  if (readOnly) return <span className={styles.plain}>{children ?? (plain || <span className={styles.faint}>{empty ?? '—'}</span>)}</span>;
  if (phase.at === 'conflict') {
    return <Conflict mine={word(edit.draft)} theirs={word(phase.theirs)} onMine={() => void edit.keepMine()} onTheirs={edit.takeTheirs} />;
  }
  if (phase.at === 'rest') {
    const blank = children === undefined && toDraft(value) === '';
    // Whoever speaks to their machine says what they see: the name of the button holds it.
    const shown = blank ? (empty ?? t('inline.add')) : typeof children === 'string' ? children : plain || t('conflict.nothing');
    return (
      <button
        ref={edit.rest}
        type="button"
        className={styles.rest}
        data-kind={kind}
        aria-label={`${label}: ${shown}. ${t('action.edit')}`}
        onClick={edit.begin}
      >
        {blank ? <span className={styles.faint}>{shown}</span> : (children ?? plain)}
      </button>
    );
  }
  return (
    <span className={styles.editing}>
      <InlineField
        kind={kind}
        label={label}
        draft={edit.draft}
        options={options}
        none={props.none}
        busy={phase.at === 'saving'}
        invalid={said !== null}
        min={props.min}
        max={props.max}
        maxLength={props.maxLength}
        onDraft={edit.setDraft}
        onKeyDown={onKeyDown}
        onChoose={(text) => {
          edit.setDraft(text);
          void edit.save(true, text);
        }}
        onLeave={() => {
          if (phase.at === 'editing' && said === null) void edit.save(false);
        }}
      />
      {said === null ? null : (
        <span role="alert" className={styles.problem}>
          {said}
        </span>
      )}
    </span>
  );
}
