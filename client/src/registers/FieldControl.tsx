import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProgramme } from '../programmes/use-programme.ts';
import type { FieldSpec } from './definition.ts';
import styles from './FieldControl.module.css';
import { LANGUAGE_CODES } from './language-codes.ts';
import { peopleQuery } from './queries.ts';
import { RecordsControl } from './RecordsControl.tsx';
import { useWords } from './words.ts';

export interface FieldControlProps {
  readonly id: string;
  readonly field: FieldSpec;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** Name for screen readers where no label stands beside the control. */
  readonly label?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  readonly autoFocus?: boolean;
}

interface Attributes {
  readonly id: string;
  readonly className: string | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: true | undefined;
  readonly autoFocus?: boolean | undefined;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

function ChoiceControl({
  attributes,
  options,
  nullable,
  value,
  onChange,
  labelOf,
}: {
  readonly attributes: Attributes;
  readonly options: readonly string[];
  readonly nullable: boolean;
  readonly value: string;
  readonly onChange: (value: string | null) => void;
  readonly labelOf: (option: string) => string;
}) {
  const { t } = useTranslation('registers');
  return (
    <select
      {...attributes}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    >
      {nullable ? <option value="">{t('form.notSet')}</option> : null}
      {options.map((option) => (
        <option key={option} value={option}>
          {labelOf(option)}
        </option>
      ))}
    </select>
  );
}

function PersonControl({
  attributes,
  value,
  onChange,
}: {
  readonly attributes: Attributes;
  readonly value: string;
  readonly onChange: (value: string | null) => void;
}) {
  const { id: p } = useProgramme();
  const { data: people = [] } = useQuery(peopleQuery(p));
  const drafters = people.filter((person) => person.role === 'lead' || person.role === 'researcher' || person.id === value);
  return (
    <ChoiceControl
      attributes={attributes}
      nullable
      options={drafters.map((person) => person.id)}
      value={value}
      onChange={onChange}
      labelOf={(id) => drafters.find((person) => person.id === id)?.name ?? id}
    />
  );
}

function TextControl({
  attributes,
  field,
  value,
  onChange,
}: {
  readonly attributes: Attributes;
  readonly field: FieldSpec;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation('registers');
  if (field.type === 'prose' || field.type === 'lines') {
    const text = field.type === 'lines' ? (Array.isArray(value) ? value.join('\n') : '') : asText(value);
    const write = (next: string) => onChange(field.type === 'lines' ? next.split('\n') : next);
    return (
      <textarea
        {...attributes}
        rows={field.type === 'lines' ? 3 : 4}
        placeholder={field.type === 'lines' ? t('form.oneALine') : undefined}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
    );
  }
  if (field.type === 'day') {
    return (
      <input
        {...attributes}
        type="date"
        value={asText(value)}
        onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      />
    );
  }
  return (
    <input
      {...attributes}
      type={field.type === 'url' ? 'url' : 'text'}
      inputMode={field.type === 'url' ? 'url' : undefined}
      value={asText(value)}
      maxLength={field.type === 'line' ? field.max : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The control of one field, whatever its type: the form, the panel and the row edit all use it. */
export function FieldControl({ id, field, value, onChange, label, describedBy, invalid = false, autoFocus = false }: FieldControlProps) {
  const words = useWords();
  const attributes: Attributes = {
    id,
    className: styles.control,
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': invalid || undefined,
    autoFocus: autoFocus || undefined,
  };
  switch (field.type) {
    case 'line':
    case 'prose':
    case 'url':
    case 'day':
    case 'lines':
      return <TextControl attributes={attributes} field={field} value={value} onChange={onChange} />;
    case 'choice':
      return (
        <ChoiceControl
          attributes={attributes}
          options={field.options}
          nullable={field.nullable}
          value={asText(value)}
          onChange={onChange}
          labelOf={(option) => words.word(field.values, option)}
        />
      );
    case 'level':
      return (
        <ChoiceControl
          attributes={attributes}
          options={field.options.map(String)}
          nullable
          value={typeof value === 'number' ? String(value) : ''}
          onChange={(next) => onChange(next === null ? null : Number(next))}
          labelOf={(option) => `${option} · ${words.word(field.values, option)}`}
        />
      );
    case 'language': {
      const code = asText(value);
      const codes = code === '' || LANGUAGE_CODES.includes(code) ? LANGUAGE_CODES : [code, ...LANGUAGE_CODES];
      return <ChoiceControl attributes={attributes} options={codes} nullable value={code} onChange={onChange} labelOf={words.language} />;
    }
    case 'flag':
      return (
        <input
          {...attributes}
          className={styles.flag}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'person':
      return <PersonControl attributes={attributes} value={asText(value)} onChange={onChange} />;
    case 'record':
      return (
        <RecordsControl
          id={id}
          label={label}
          kinds={field.kinds}
          value={typeof value === 'string' ? [value] : []}
          single
          autoFocus={autoFocus}
          onChange={(ids) => onChange(ids[0] ?? null)}
        />
      );
    case 'records':
      return (
        <RecordsControl
          id={id}
          label={label}
          kinds={field.kinds}
          value={Array.isArray(value) ? (value as string[]) : []}
          autoFocus={autoFocus}
          onChange={onChange}
        />
      );
    case 'custom':
      return <field.Edit id={id} value={value} onChange={onChange} />;
    default:
      return field satisfies never;
  }
}
