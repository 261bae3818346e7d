import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProgramme } from '../programmes/use-programme.ts';
import { Icon } from '../ui/Icon.tsx';
import { useFormat } from '../ui/use-format.ts';
import type { FilterSpec, RegisterName } from './definition.ts';
import styles from './FilterBar.module.css';
import { peopleQuery, saidQuery } from './queries.ts';
import { RecordsControl } from './RecordsControl.tsx';
import { useNames } from './use-names.ts';
import { useWords } from './words.ts';

interface Option {
  readonly value: string;
  readonly label: string;
  /** How many records it would find. */
  readonly count?: number;
}

interface ChipProps {
  readonly label: string;
  /** What is chosen, in words; undefined while the filter is off. */
  readonly chosen: string | undefined;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** The chip itself: its name, what is chosen, a list that opens, a cross while it narrows. */
function Chip({ label, chosen, onClear, children }: ChipProps) {
  const { t } = useTranslation('registers');
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus withinPortal withRoles={false}>
      <Popover.Target>
        <span className={styles.chip} data-on={chosen !== undefined || undefined}>
          <button type="button" aria-expanded={open} aria-haspopup="dialog" className={styles.name} onClick={() => setOpen(!open)}>
            {label} <b>{chosen ?? t('filter.any')}</b>
            {chosen === undefined ? <Icon name="down" size={12} /> : null}
          </button>
          {chosen === undefined ? null : (
            <button type="button" className={styles.cross} aria-label={t('filter.clear', { label })} onClick={onClear}>
              <Icon name="close" size={12} />
            </button>
          )}
        </span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={label} className={styles.drop}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}

function Options({
  options,
  values,
  onValues,
}: {
  readonly options: readonly Option[];
  readonly values: readonly string[];
  readonly onValues: (values: readonly string[]) => void;
}) {
  const { number } = useFormat();
  const toggle = (value: string) => onValues(values.includes(value) ? values.filter((each) => each !== value) : [...values, value]);
  return (
    <ul className={styles.options}>
      {options.map(({ value, label, count }) => (
        <li key={value}>
          <label className={styles.option}>
            <input type="checkbox" checked={values.includes(value)} onChange={() => toggle(value)} />
            <span>{label}</span>
            {count === undefined ? null : <span className={styles.many}>{number(count)}</span>}
          </label>
        </li>
      ))}
    </ul>
  );
}

const said = (options: readonly Option[], values: readonly string[], several: string): string | undefined => {
  if (values.length === 0) return undefined;
  if (values.length > 1) return several;
  return options.find((option) => option.value === values[0])?.label ?? values[0];
};

interface FilterChipProps {
  readonly register: RegisterName;
  readonly spec: FilterSpec;
  readonly values: readonly string[];
  readonly onValues: (values: readonly string[]) => void;
}

function ValuesChip({
  label,
  options,
  values,
  onValues,
}: { readonly label: string; readonly options: readonly Option[] } & Pick<FilterChipProps, 'values' | 'onValues'>) {
  const { t } = useTranslation('registers');
  return (
    <Chip
      label={label}
      chosen={said(options, values, t('count.some', { shown: values.length, total: options.length }))}
      onClear={() => onValues([])}
    >
      <Options options={options} values={values} onValues={onValues} />
    </Chip>
  );
}

function PersonChip({ label, values, onValues }: { readonly label: string } & Pick<FilterChipProps, 'values' | 'onValues'>) {
  const { id: p } = useProgramme();
  const { data: people = [] } = useQuery(peopleQuery(p));
  return (
    <ValuesChip
      label={label}
      options={people.map((person) => ({ value: person.id, label: person.name }))}
      values={values}
      onValues={onValues}
    />
  );
}

function SaidChip({
  label,
  register,
  field,
  values,
  onValues,
}: { readonly label: string; readonly field: string } & Pick<FilterChipProps, 'register' | 'values' | 'onValues'>) {
  const { t } = useTranslation('registers');
  const { id: p } = useProgramme();
  const { data: inUse = [] } = useQuery(saidQuery(p, register, field));
  // What an address asks for stays in the list, also where no record says it any more.
  const gone = values.filter((value) => value !== 'none' && !inUse.some((one) => one.value === value));
  const options = [
    ...inUse.map(({ value, count }) => ({ value, label: value, count })),
    ...gone.map((value) => ({ value, label: value, count: 0 })),
    { value: 'none', label: t('filter.unsaid') },
  ];
  return <ValuesChip label={label} options={options} values={values} onValues={onValues} />;
}

function RecordChip({
  label,
  spec,
  values,
  onValues,
}: { readonly label: string; readonly spec: Extract<FilterSpec, { type: 'record' }> } & Pick<FilterChipProps, 'values' | 'onValues'>) {
  const { t } = useTranslation('registers');
  const id = useId();
  const ids = values.filter((value) => value !== 'none');
  const names = useNames(ids);
  const options = [{ value: 'none', label: t('filter.none') }, ...ids.map((each) => ({ value: each, label: names.get(each)?.ref ?? '…' }))];
  return (
    <Chip label={label} chosen={said(options, values, t('filter.several', { count: values.length }))} onClear={() => onValues([])}>
      <div className={styles.records}>
        {spec.none ? (
          <label className={styles.option}>
            <input
              type="checkbox"
              checked={values.includes('none')}
              onChange={() => onValues(values.includes('none') ? ids : ['none', ...ids])}
            />
            <span>{t('filter.none')}</span>
          </label>
        ) : null}
        <RecordsControl
          id={id}
          label={label}
          kinds={[spec.kind]}
          value={ids}
          onChange={(next) => onValues(values.includes('none') ? ['none', ...next] : next)}
        />
      </div>
    </Chip>
  );
}

/** One filter of the register. */
export function FilterChip({ register, spec, values, onValues }: FilterChipProps) {
  const { t } = useTranslation('registers');
  const words = useWords();
  const label = t([`filter.field.${register}.${spec.field}`, `filter.field.all.${spec.field}`]);
  if (spec.type === 'person') return <PersonChip label={label} values={values} onValues={onValues} />;
  if (spec.type === 'said') return <SaidChip label={label} register={register} field={spec.field} values={values} onValues={onValues} />;
  if (spec.type === 'record') return <RecordChip label={label} spec={spec} values={values} onValues={onValues} />;
  const numbered = spec.options.every((option) => /^[A-F\d]$/.test(option));
  const options = spec.options.map((value) => ({
    value,
    label: numbered ? `${value} · ${words.word(spec.values, value)}` : words.word(spec.values, value),
  }));
  return <ValuesChip label={label} options={options} values={values} onValues={onValues} />;
}

interface ArchivedChipProps {
  readonly archived: 'yes' | 'all' | undefined;
  readonly onArchived: (archived: 'yes' | 'all' | undefined) => void;
}

/** Whether archived records are left out (as usual), shown alone, or shown among the others. */
export function ArchivedChip({ archived, onArchived }: ArchivedChipProps) {
  const { t } = useTranslation('registers');
  const name = useId();
  return (
    <Chip
      label={t('filter.field.all.archived')}
      chosen={archived === undefined ? undefined : t(`filter.archived.${archived}`)}
      onClear={() => onArchived(undefined)}
    >
      <ul className={styles.options}>
        {([undefined, 'yes', 'all'] as const).map((value) => (
          <li key={value ?? 'no'}>
            <label className={styles.option}>
              <input type="radio" name={name} checked={archived === value} onChange={() => onArchived(value)} />
              <span>{t(`filter.archived.${value ?? 'no'}`)}</span>
            </label>
          </li>
        ))}
      </ul>
    </Chip>
  );
}
