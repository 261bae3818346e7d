import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Filters, withFilter } from '../../registers/list-view.ts';
import { FindBox } from '../../ui/FindBox.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { ListSearch } from '../../ui/list-search.ts';
import { FilterChip } from './FilterChip.tsx';
import styles from './list.module.css';
import { ALL_FILTERS, isGrouped, LIST_FILTERS, type ListFilter } from './list-view.ts';

interface ListBarProps {
  readonly programmeId: string;
  readonly search: ListSearch;
  readonly filters: Filters;
  /** How many rows the whole answer has; undefined before the first one. */
  readonly total: number | undefined;
  readonly onSearch: (
    patch: { readonly [Name in keyof ListSearch]?: ListSearch[Name] | undefined },
    options?: { readonly replace?: boolean },
  ) => void;
}

/** Find, filter chips, grouping, and how many there are. */
export function ListBar({ programmeId, search, filters, total, onSearch }: ListBarProps) {
  const { t } = useTranslation('recommendations');
  const [open, setOpen] = useState(false);
  const shown = ALL_FILTERS.filter((field) => (LIST_FILTERS as readonly ListFilter[]).includes(field) || filters[field]);
  const active = Object.keys(filters).length + (search.archived ? 1 : 0);
  const grouped = isGrouped(search.sort);
  return (
    <search className={styles.bar} aria-label={t('list.narrow')} data-open={open || undefined}>
      <FindBox
        label={t('list.find')}
        find={search.find ?? ''}
        onFind={(find) => onSearch({ find: find.trim() === '' ? undefined : find }, { replace: true })}
      />
      <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="filter" size={12} />
        {t('list.filters')}
        {active > 0 ? <b>{active}</b> : null}
      </button>
      <div className={styles.chips}>
        {shown.map((field) => (
          <FilterChip
            key={field}
            programmeId={programmeId}
            field={field}
            values={filters[field] ?? []}
            onValues={(values) => onSearch({ filter: withFilter(filters, field, values) })}
          />
        ))}
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={grouped}
          onClick={() => onSearch({ sort: grouped ? undefined : 'status' })}
        >
          {t('list.group')}
        </button>
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={search.archived === 'yes'}
          onClick={() => onSearch({ archived: search.archived === 'yes' ? undefined : 'yes' })}
        >
          {t('list.archived')}
        </button>
        {active > 1 ? (
          <button type="button" className={styles.toggle} onClick={() => onSearch({ filter: undefined, archived: undefined })}>
            {t('list.clearAll')}
          </button>
        ) : null}
      </div>
      <span className={styles.count} role="status">
        {total === undefined ? '' : t('list.count', { count: total })}
      </span>
    </search>
  );
}
