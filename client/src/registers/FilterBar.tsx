import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FindBox } from '../ui/FindBox.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { ListSearch } from '../ui/list-search.ts';
import type { FilterSpec, RegisterName } from './definition.ts';
import styles from './FilterBar.module.css';
import { ArchivedChip, FilterChip } from './FilterChip.tsx';
import { type Filters, withFilter } from './list-view.ts';
import type { Room } from './use-room.ts';

interface FilterBarProps {
  readonly register: RegisterName;
  readonly specs: readonly FilterSpec[];
  readonly search: ListSearch;
  readonly filters: Filters;
  readonly room: Room;
  readonly onSearch: (
    patch: { readonly [Name in keyof ListSearch]?: ListSearch[Name] | undefined },
    options?: { readonly replace?: boolean },
  ) => void;
  /** Rows of this view and of the whole register; null before the first answer. */
  readonly shown: number | null;
  readonly total: number | null;
}

/** Chips that are always there in this much room; the others wait behind "more" until they narrow something. */
function chipsFor({ width, narrow }: Room): number {
  if (narrow) return 0;
  return width >= 880 ? 4 : width >= 640 ? 3 : 2;
}

/** The row above the table: find, filter chips, how many of how many. */
export function FilterBar({ register, specs, search, filters, room, onSearch, shown, total }: FilterBarProps) {
  const { t } = useTranslation('registers');
  const [more, setMore] = useState(false);
  const active = Object.keys(filters).length + (search.archived === undefined ? 0 : 1);
  const always = chipsFor(room);
  const visible = specs.filter((spec, index) => more || index < always || filters[spec.field] !== undefined);
  const set = (field: string, values: readonly string[]) => onSearch({ filter: withFilter(filters, field, values) });
  return (
    <search className={styles.bar} aria-label={t('filter.label')}>
      <FindBox
        label={t(`find.${register}`)}
        find={search.find ?? ''}
        onFind={(find) => onSearch({ find: find === '' ? undefined : find }, { replace: true })}
      />
      {visible.map((spec) => (
        <FilterChip
          key={spec.field}
          register={register}
          spec={spec}
          values={filters[spec.field] ?? []}
          onValues={(values) => set(spec.field, values)}
        />
      ))}
      {more || search.archived !== undefined ? (
        <ArchivedChip archived={search.archived} onArchived={(archived) => onSearch({ archived })} />
      ) : null}
      <button type="button" className={styles.more} aria-expanded={more} onClick={() => setMore(!more)}>
        <Icon name="filter" size={12} />
        {t(more ? 'filter.fewer' : room.narrow ? 'filter.open' : 'filter.more')}
      </button>
      {active > 1 ? (
        <button type="button" className={styles.more} onClick={() => onSearch({ filter: undefined, archived: undefined })}>
          {t('filter.clearAll')}
        </button>
      ) : null}
      <span className={styles.count} role="status">
        {shown === null || total === null ? '' : shown === total ? t('count.all', { count: total }) : t('count.some', { shown, total })}
      </span>
    </search>
  );
}
