import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { namesQuery, peopleQuery } from '../../registers/queries.ts';
import { Icon } from '../../ui/Icon.tsx';
import { RecordPicker } from '../RecordPicker.tsx';
import styles from './list.module.css';
import { CLOSED_VALUES, type ListFilter } from './list-view.ts';

interface FilterChipProps {
  readonly programmeId: string;
  readonly field: ListFilter;
  readonly values: readonly string[];
  readonly onValues: (values: readonly string[]) => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

function Chip({
  label,
  chosen,
  onClear,
  children,
}: {
  readonly label: string;
  readonly chosen: string;
  readonly onClear: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('recommendations');
  const [open, setOpen] = useState(false);
  const on = chosen !== '';
  return (
    <Popover opened={open} onChange={setOpen} trapFocus returnFocus position="bottom-start">
      <span className={styles.chip} data-on={on || undefined}>
        <Popover.Target>
          <button type="button" onClick={() => setOpen(!open)}>
            {label} <b>{on ? chosen : t('list.any')}</b>
            {on ? null : <Icon name="down" size={12} />}
          </button>
        </Popover.Target>
        {on ? (
          <button type="button" className={styles.cross} aria-label={t('list.clear', { filter: label })} onClick={onClear}>
            <Icon name="close" size={12} />
          </button>
        ) : null}
      </span>
      <Popover.Dropdown className={styles.drop ?? ''} aria-label={label}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}

function Checks({
  options,
  values,
  onToggle,
}: {
  readonly options: readonly Option[];
  readonly values: readonly string[];
  readonly onToggle: (value: string) => void;
}) {
  return (
    <ul className={styles.options}>
      {options.map((option) => (
        <li key={option.value}>
          <label>
            <input type="checkbox" checked={values.includes(option.value)} onChange={() => onToggle(option.value)} />
            <span>{option.label}</span>
          </label>
        </li>
      ))}
    </ul>
  );
}

/** The options of a filter: its closed list, the people, or what is chosen of the records. */
function useOptions({ programmeId, field, values }: Omit<FilterChipProps, 'onValues'>): readonly Option[] {
  const { t } = useTranslation('recommendations');
  const records = field === 'addressee' || field === 'responsible';
  const people = useQuery({ ...peopleQuery(programmeId), enabled: field === 'owner' });
  const names = useQuery({ ...namesQuery(programmeId, values), enabled: records && values.length > 0 });
  const closed = CLOSED_VALUES[field];
  if (closed) return closed.map((value) => ({ value, label: field === 'status' ? t(`common:status.${value}`) : t(`${field}.${value}`) }));
  if (field === 'owner') {
    return (people.data ?? [])
      .filter((person) => person.role === 'lead' || person.role === 'researcher')
      .map(({ id, name }) => ({ value: id, label: name }));
  }
  return values.map((value) => ({ value, label: records ? (names.data?.find((one) => one.id === value)?.title ?? '…') : value }));
}

/** One way to narrow the list; several values of it mean any of them. */
export function FilterChip({ programmeId, field, values, onValues }: FilterChipProps) {
  const { t } = useTranslation('recommendations');
  const options = useOptions({ programmeId, field, values });
  const label = t(field === 'addressee' ? 'facts.addressee' : `facts.${field}`);
  const [first = ''] = values;
  const chosen =
    values.length > 1
      ? t('list.several', { count: values.length })
      : first && (options.find((option) => option.value === first)?.label ?? '…');
  const toggle = (value: string) => onValues(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  const records = field === 'addressee' || field === 'responsible';
  return (
    <Chip label={label} chosen={chosen} onClear={() => onValues([])}>
      {options.length > 0 ? <Checks options={options} values={values} onToggle={toggle} /> : null}
      {records ? (
        <RecordPicker
          programmeId={programmeId}
          kinds={['body']}
          label={t('facts.findBody')}
          chosen={values}
          onPick={(found) => toggle(found.id)}
          multiple
        />
      ) : null}
    </Chip>
  );
}
