import type { ListSearch } from '../ui/list-search.ts';

/** Filter values by field, in the order they were chosen; a field without values is absent. */
export type Filters = Readonly<Record<string, readonly string[]>>;

export const DEFAULT_SORT = 'ref';

/**
 * The filters an address holds. Fields this register does not know are dropped, so that an old or mangled link still
 * opens the register; a value is named once.
 */
export function filtersOf(search: ListSearch, fields: readonly string[]): Filters {
  const filters: Record<string, string[]> = {};
  for (const each of search.filter ?? []) {
    const colon = each.indexOf(':');
    const [field, value] = [each.slice(0, colon), each.slice(colon + 1)];
    if (colon < 1 || value === '' || !fields.includes(field)) continue;
    const values = filters[field] ?? [];
    if (!values.includes(value)) filters[field] = [...values, value];
  }
  return filters;
}

/** The `filter` part of an address after one field's values were replaced; undefined where nothing is left. */
export function withFilter(filters: Filters, field: string, values: readonly string[]): readonly string[] | undefined {
  const all = { ...filters, [field]: values };
  const list = Object.entries(all).flatMap(([name, chosen]) => chosen.map((value) => `${name}:${value}`));
  return list.length === 0 ? undefined : list;
}

/** A click on a head: ascending, then descending, then back to the order by reference (undefined). */
export function nextSort(sort: string | undefined, field: string): string | undefined {
  const current = sort ?? DEFAULT_SORT;
  if (current === field) return `-${field}`;
  if (current === `-${field}` || field === DEFAULT_SORT) return undefined;
  return field;
}

/** The state of one head for assistive technology. */
export function sortOf(sort: string | undefined, field: string): 'ascending' | 'descending' | 'none' {
  const current = sort ?? DEFAULT_SORT;
  if (current === field) return 'ascending';
  return current === `-${field}` ? 'descending' : 'none';
}

/** Whether anything narrows the list: then an empty list means "nothing matches", not "nothing yet". */
export function isNarrowed(search: ListSearch, filters: Filters): boolean {
  return (search.find ?? '').trim() !== '' || search.archived !== undefined || Object.keys(filters).length > 0;
}

/** What is asked of the server for a view, without its window. It is a cache key too, so its order is fixed. */
export interface ListAsk {
  readonly find: string | undefined;
  readonly sort: string;
  readonly filter: readonly string[];
  readonly archived: 'yes' | 'all' | undefined;
}

/** The request of a view; which record is open beside it does not matter. */
export function listAsk(search: ListSearch, filters: Filters): ListAsk {
  const find = (search.find ?? '').trim().slice(0, 200);
  const sort = search.sort ?? DEFAULT_SORT;
  return {
    find: find === '' ? undefined : find,
    sort: /^-?[A-Za-z]{1,39}$/.test(sort) ? sort : DEFAULT_SORT,
    filter: [...(withFilter(filters, '', []) ?? [])].sort(),
    archived: search.archived,
  };
}
