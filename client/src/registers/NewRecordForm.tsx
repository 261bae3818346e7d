import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client.ts';
import { useProgramme } from '../programmes/use-programme.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Panel } from '../ui/Panel.tsx';
import { useFieldWords } from '../ui/problem-words.ts';
import { RegisterMark } from '../ui/RegisterMark.tsx';
import { useNarrow } from '../ui/use-width.ts';
import { refreshLists } from './cache.ts';
import type { Fields } from './conflict.ts';
import { type FieldSpec, KIND_OF, type RegisterDefinition, type RegisterItem } from './definition.ts';
import { FieldControl } from './FieldControl.tsx';
import styles from './NewRecordForm.module.css';
import { draftToSend, emptyDraft, formFields, missingFields } from './new-record.ts';
import { createRecord } from './queries.ts';
import { useWords } from './words.ts';

interface NewRecordFormProps<Item extends RegisterItem> {
  readonly definition: RegisterDefinition<Item>;
  /** What was typed so far; it belongs to the page, so that closing the form by mistake loses nothing. */
  readonly draft: Fields;
  readonly onDraft: (change: (before: Fields) => Fields) => void;
  readonly onCreated: (item: Item) => void;
  readonly onClose: () => void;
}

interface FormFieldProps {
  readonly id: string;
  readonly label: string;
  readonly field: FieldSpec;
  readonly value: unknown;
  readonly problem: string | undefined;
  readonly autoFocus?: boolean;
  readonly onChange: (value: unknown) => void;
}

function FormField({ id, label, field, value, problem, autoFocus = false, onChange }: FormFieldProps) {
  const { t } = useTranslation('registers');
  if (field.type === 'custom') {
    return (
      <fieldset className={styles.field}>
        <legend className={styles.legend}>{label}</legend>
        <FieldControl id={id} field={field} value={value} onChange={onChange} />
        {problem === undefined ? null : (
          <p className={styles.problem}>
            <Icon name="warn" size={12} />
            {problem}
          </p>
        )}
      </fieldset>
    );
  }
  return (
    <div className={styles.field} data-flag={field.type === 'flag' || undefined}>
      <label htmlFor={id}>
        {label}
        {field.required ? <span className={styles.required}> {t('form.required')}</span> : null}
      </label>
      <FieldControl
        id={id}
        field={field}
        value={value}
        autoFocus={autoFocus}
        invalid={problem !== undefined}
        describedBy={problem === undefined ? undefined : `${id}-why`}
        onChange={onChange}
      />
      {problem === undefined ? null : (
        <p id={`${id}-why`} className={styles.problem}>
          <Icon name="warn" size={12} />
          {problem}
        </p>
      )}
    </div>
  );
}

function useForm<Item extends RegisterItem>({ definition, draft, onDraft, onCreated }: NewRecordFormProps<Item>) {
  const { id: p } = useProgramme();
  const client = useQueryClient();
  const { t } = useTranslation('common');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [refusals, setRefusals] = useState(0);
  const fieldWords = useFieldWords(error);
  const fields = formFields(definition.fields);
  const full = { ...emptyDraft(fields.required), ...draft };

  const submit = async () => {
    const open = missingFields(fields.required, full);
    setMissing(open);
    setRefusals((count) => count + 1);
    if (open.length > 0 || busy) return;
    setBusy(true);
    setError(null);
    try {
      const item = await createRecord<Item>(p, definition.name, draftToSend(full));
      refreshLists(client, p, definition.name);
      onDraft(() => ({}));
      onCreated(item);
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure;
      setError(failure);
      setRefusals((count) => count + 1);
    } finally {
      setBusy(false);
    }
  };
  return {
    fields,
    full,
    busy,
    error,
    refusals,
    submit,
    problemOf: (name: string) => (missing.includes(name) ? t('field.required') : fieldWords(name)),
    change: (name: string, value: unknown) => {
      setMissing((before) => before.filter((each) => each !== name));
      onDraft((before) => ({ ...before, [name]: value }));
    },
  };
}

/** A new record of a register: what is required first, the rest folded. A refused request keeps every word. */
export function NewRecordForm<Item extends RegisterItem>(props: NewRecordFormProps<Item>) {
  const { definition, onClose } = props;
  const { t } = useTranslation('registers');
  const words = useWords();
  const id = useId();
  const narrow = useNarrow();
  const form = useRef<HTMLFormElement>(null);
  const { fields, full, busy, error, refusals, submit, problemOf, change } = useForm(props);
  const folded = fields.rest.some((field) => full[field.name] !== undefined || problemOf(field.name) !== undefined);
  // After every refusal the person stands at the first field that needs them.
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    }
  };
  const row = (field: FieldSpec, first: boolean) => (
    <FormField
      key={field.name}
      id={`${id}-${field.name}`}
      label={words.field(definition.name, field.name)}
      field={field}
      value={full[field.name]}
      problem={problemOf(field.name)}
      autoFocus={first}
      onChange={(value) => change(field.name, value)}
    />
  );
  return (
    <Panel label={t(`add.${definition.name}`)} onClose={onClose}>
      <form ref={form} noValidate className={styles.form} onSubmit={onSubmit} onKeyDown={onKeyDown}>
        <div className={styles.top}>
          <RegisterMark kind={KIND_OF[definition.name]} />
          <h2>{t(`add.${definition.name}`)}</h2>
          {narrow ? null : <IconButton icon="close" size="small" label={t('panel.close')} onClick={onClose} />}
        </div>
        {fields.required.map((field, index) => row(field, index === 0))}
        <details className={styles.rest} open={folded || undefined}>
          <summary>{t('form.more', { count: fields.rest.length })}</summary>
          <div className={styles.fields}>{fields.rest.map((field) => row(field, false))}</div>
        </details>
        <div className={styles.acts}>
          {error === null ? null : <ErrorLine error={error} />}
          <Button variant="main" type="submit" busy={busy}>
            {t('form.create')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {t('form.later')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
