import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../ui/Button.tsx';
import { useFieldWords, useProblemWords } from '../ui/problem-words.ts';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import { isBlank } from './blank.ts';
import { sameValue } from './conflict.ts';
import type { FieldSpec, RegisterName, SaveFields } from './definition.ts';
import styles from './EditableField.module.css';
import { FieldControl } from './FieldControl.tsx';
import { FieldValue } from './FieldValue.tsx';
import { useWords } from './words.ts';

export interface EditableFieldProps {
  readonly register: RegisterName;
  readonly field: FieldSpec;
  readonly value: unknown;
  readonly editable: boolean;
  readonly save: SaveFields;
  /** `bare` for the title and the summary, which need no label beside them. */
  readonly look?: 'row' | 'block' | 'bare';
}

/** One choice is one act; these are saved the moment they are made. */
const INSTANT: readonly FieldSpec['type'][] = ['choice', 'level', 'language', 'person', 'flag'];
/** Values that hold links or parts of their own cannot be a button; a pencil beside the label opens them. */
const WITH_PENCIL: readonly FieldSpec['type'][] = ['record', 'records', 'url', 'custom'];
const BLOCKS: readonly FieldSpec['type'][] = ['prose', 'records', 'lines', 'custom'];

/** An empty line of a list is no item of it. */
const tidy = (field: FieldSpec, value: unknown): unknown =>
  field.type === 'lines' && Array.isArray(value) ? value.filter((line) => String(line).trim() !== '') : value;

function Resting({
  field,
  label,
  value,
  onEdit,
}: {
  readonly field: FieldSpec;
  readonly label: string;
  readonly value: unknown;
  readonly onEdit: () => void;
}) {
  const { t } = useTranslation('registers');
  const blank = field.type !== 'flag' && isBlank(value);
  if (!blank && WITH_PENCIL.includes(field.type)) {
    return (
      <div className={styles.withPencil}>
        <div>
          <FieldValue field={field} value={value} />
        </div>
        <IconButton icon="edit" size="small" label={t('edit', { label })} onClick={onEdit} />
      </div>
    );
  }
  return (
    <button type="button" className={styles.rest} onClick={onEdit}>
      <VisuallyHidden>{t('edit', { label })}: </VisuallyHidden>
      {blank ? <span className={styles.add}>{t('form.add')}</span> : <FieldValue field={field} value={value} />}
    </button>
  );
}

interface EditingProps extends EditableFieldProps {
  readonly label: string;
  readonly onEnd: () => void;
}

function Editing({ field, label, onEnd, ...props }: EditingProps) {
  const { t } = useTranslation('registers');
  const id = useId();
  // What somebody else makes of the record while the field is open is not what this person read: a write against that
  // would overwrite it unseen.
  const [{ value, save }] = useState(props);
  const [draft, setDraft] = useState(value);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const over = useRef(false);
  const problemWords = useProblemWords();
  const fieldWords = useFieldWords(problem);

  const finish = async (next = draft) => {
    if (over.current) return;
    const written = tidy(field, next);
    over.current = true;
    if (sameValue(written, value)) return onEnd();
    setBusy(true);
    const outcome = await save({ [field.name]: written });
    setBusy(false);
    if (outcome.kind !== 'failed') return onEnd();
    over.current = false;
    setProblem(outcome.problem);
  };
  const cancel = () => {
    over.current = true;
    onEnd();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const several = field.type === 'prose' || field.type === 'lines' || field.type === 'custom';
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      cancel();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || !several)) {
      event.preventDefault();
      void finish();
    }
  };
  const onBlur = (event: FocusEvent<HTMLFieldSetElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget) && problem === null) void finish();
  };
  const change = (next: unknown) => {
    setDraft(next);
    if (INSTANT.includes(field.type)) void finish(next);
  };
  return (
    <fieldset
      className={styles.editing}
      tabIndex={-1}
      aria-label={label}
      aria-busy={busy || undefined}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      <FieldControl
        id={id}
        field={field}
        value={draft}
        label={label}
        autoFocus
        invalid={problem !== null}
        describedBy={problem === null ? undefined : `${id}-why`}
        onChange={change}
      />
      {problem === null ? null : (
        <p id={`${id}-why`} role="alert" className={styles.problem}>
          {fieldWords(field.name) ?? problemWords(problem)}
        </p>
      )}
      {INSTANT.includes(field.type) && problem === null ? null : (
        <div className={styles.acts}>
          <Button size="small" variant="main" busy={busy} onClick={() => void finish()}>
            {t('form.save')}
          </Button>
          <Button size="small" variant="quiet" onClick={cancel}>
            {t('form.cancel')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/**
 * One field of the open record: read, or edited in its own place. Leaving it saves, Esc gives up; when the server
 * refuses, the typed value stays with the reason beside it.
 */
export function EditableField(props: EditableFieldProps) {
  const { register, field, value, editable } = props;
  const words = useWords();
  const [editing, setEditing] = useState(false);
  const place = useRef<HTMLElement | null>(null);
  const returning = useRef(false);
  const label = words.field(register, field.name);
  // A named record needs the whole width for its title; an empty one is only a word.
  const wide = BLOCKS.includes(field.type) || (field.type === 'record' && !isBlank(value));
  const look = props.look ?? (wide ? 'block' : 'row');

  useEffect(() => {
    if (editing || !returning.current) return;
    returning.current = false;
    // Focus goes back only if it was lost with the control; a person who clicked elsewhere stays there.
    if (document.activeElement === document.body || document.activeElement === null) place.current?.querySelector('button')?.focus();
  }, [editing]);

  if (!editable && field.type !== 'flag' && isBlank(value)) return null;
  const end = () => {
    returning.current = true;
    setEditing(false);
  };
  const content = !editable ? (
    <FieldValue field={field} value={value} />
  ) : editing ? (
    <Editing {...props} label={label} onEnd={end} />
  ) : (
    <Resting field={field} label={label} value={value} onEdit={() => setEditing(true)} />
  );
  if (look === 'bare')
    return (
      <div
        ref={(element) => {
          place.current = element;
        }}
        className={styles.field}
        data-field={field.name}
      >
        {content}
      </div>
    );
  return (
    <div className={styles.field} data-look={look} data-field={field.name}>
      <dt>{label}</dt>
      <dd
        ref={(element) => {
          place.current = element;
        }}
      >
        {content}
      </dd>
    </div>
  );
}
