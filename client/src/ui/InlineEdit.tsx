import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client.ts';
import { Button } from './Button.tsx';
import styles from './InlineEdit.module.css';
import { InlineField } from './InlineField.tsx';
import { fromDraft, type InlineKind, type InlineValue, toDraft } from './inline-value.ts';
import { useFieldWords, useProblemWords } from './problem-words.ts';

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

type Phase =
  | { readonly at: 'rest' }
  | { readonly at: 'editing'; readonly problem: unknown }
  | { readonly at: 'saving' }
  | { readonly at: 'conflict'; readonly current: unknown };

interface ConflictProps {
  readonly mine: string;
  readonly theirs: string;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** Both values, and a choice: nothing is overwritten silently. */
function Conflict({ mine, theirs, onMine, onTheirs }: ConflictProps) {
  const { t } = useTranslation();
  return (
    <div role="alert" className={styles.conflict}>
      <p>{t('conflict.title')}</p>
      <dl>
        <dt>{t('conflict.mine')}</dt>
        <dd>{mine || t('conflict.nothing')}</dd>
        <dt>{t('conflict.theirs')}</dt>
        <dd>{theirs || t('conflict.nothing')}</dd>
      </dl>
      <div className={styles.acts}>
        <Button size="small" variant="main" onClick={onMine}>
          {t('conflict.keepMine')}
        </Button>
        <Button size="small" onClick={onTheirs}>
          {t('conflict.takeTheirs')}
        </Button>
      </div>
    </div>
  );
}

/** A value that becomes a field in its own place. Enter or leaving saves, Esc gives up. */
export function InlineEdit<Value extends InlineValue>(props: InlineEditProps<Value>) {
  const { label, kind, value, field = '', options = [], none, children, empty, readOnly = false, onSave, theirs, onTakeTheirs } = props;
  const { t } = useTranslation();
  const [phase, setPhase] = useState<Phase>({ at: 'rest' });
  const [draft, setDraft] = useState(toDraft(value));
  const rest = useRef<HTMLButtonElement>(null);
  const returning = useRef(false);
  const problemWords = useProblemWords();
  const problem = phase.at === 'editing' ? phase.problem : null;
  const fieldWords = useFieldWords(problem);

  useEffect(() => {
    if (phase.at !== 'rest' || !returning.current) return;
    returning.current = false;
    rest.current?.focus();
  }, [phase]);

  const begin = () => {
    setDraft(toDraft(value));
    setPhase({ at: 'editing', problem: null });
  };
  const leave = (focus: boolean) => {
    returning.current = focus;
    setPhase({ at: 'rest' });
  };
  const save = async (focus: boolean, text = draft, over?: unknown) => {
    const next = fromDraft(kind, text);
    if (over === undefined && (next === undefined || next === value)) return leave(focus);
    setPhase({ at: 'saving' });
    try {
      // The kind decides what `fromDraft` gives, and the caller chose kind and value together.
      await onSave(next as Value, over);
      leave(focus);
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'stale-version' && theirs) setPhase({ at: 'conflict', current: error.current });
      else setPhase({ at: 'editing', problem: error });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      leave(true);
    } else if (event.key === 'Enter' && (kind !== 'lines' || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save(true);
    }
  };

  const word = (text: string) => options.find((option) => option.value === text)?.label ?? text;
  if (readOnly)
    return (
      <span className={styles.plain}>{children ?? (word(toDraft(value)) || <span className={styles.faint}>{empty ?? '—'}</span>)}</span>
    );
  if (phase.at === 'conflict') {
    return (
      <Conflict
        mine={word(draft)}
        theirs={word(theirs?.(phase.current) ?? '')}
        onMine={() => void save(true, draft, phase.current)}
        onTheirs={() => {
          onTakeTheirs?.(phase.current);
          leave(true);
        }}
      />
    );
  }
  if (phase.at === 'rest') {
    const shown = children ?? word(toDraft(value));
    const blank = children === undefined && toDraft(value) === '';
    return (
      <button
        ref={rest}
        type="button"
        className={styles.rest}
        data-kind={kind}
        aria-label={`${label}: ${word(toDraft(value)) || (empty ?? t('conflict.nothing'))}. ${t('action.edit')}`}
        onClick={begin}
      >
        {blank ? <span className={styles.faint}>{empty ?? t('inline.add')}</span> : shown}
      </button>
    );
  }
  return (
    <span className={styles.editing}>
      <InlineField
        kind={kind}
        label={label}
        draft={draft}
        options={options}
        none={none}
        busy={phase.at === 'saving'}
        invalid={problem !== null}
        min={props.min}
        max={props.max}
        maxLength={props.maxLength}
        onDraft={setDraft}
        onKeyDown={onKeyDown}
        onChoose={(text) => {
          setDraft(text);
          void save(true, text);
        }}
        onLeave={() => {
          if (phase.at === 'editing' && problem === null) void save(false);
        }}
      />
      {problem === null ? null : (
        <span role="alert" className={styles.problem}>
          {fieldWords(field) ?? problemWords(problem)}
        </span>
      )}
    </span>
  );
}
