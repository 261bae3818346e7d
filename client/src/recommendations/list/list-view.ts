import { CERTAINTIES, PRIORITIES, type Recommendation, STATUSES, STRENGTHS, type Status } from '@concordance/shared/recommendations/schema';
import { HORIZONS } from '@concordance/shared/trends/schema';
import type { ListSearch } from '../../ui/list-search.ts';

/** What the list can be narrowed by, in the order of the chips. */
export const LIST_FILTERS = ['status', 'addressee', 'owner', 'horizon', 'priority'] as const;
/** Filters that an address may carry (a link from elsewhere) and that show as a chip only while they are set. */
export const MORE_FILTERS = ['responsible', 'strength', 'certainty', 'topic'] as const;
export type ListFilter = (typeof LIST_FILTERS)[number] | (typeof MORE_FILTERS)[number];

/** Filters whose values are a closed list; the others name records, people or free words. */
export const CLOSED_VALUES: Readonly<Partial<Record<ListFilter, readonly string[]>>> = {
  status: STATUSES,
  horizon: HORIZONS,
  priority: PRIORITIES,
  strength: STRENGTHS,
  certainty: CERTAINTIES,
};

export type Sort = 'ref' | 'title' | 'status' | 'priority' | 'dueOn' | 'updatedAt';

/** Values chosen for one filter. */
export function chosen(search: ListSearch, filter: ListFilter): readonly string[] {
  const start = `${filter}:`;
  return (search.filter ?? []).filter((one) => one.startsWith(start)).map((one) => one.slice(start.length));
}

/** The filters of the address with one value switched on or off. */
export function toggleValue(search: ListSearch, filter: ListFilter, value: string): readonly string[] {
  const one = `${filter}:${value}`;
  const now = search.filter ?? [];
  return now.includes(one) ? now.filter((each) => each !== one) : [...now, one];
}

/** The filters of the address without any value of this one. */
export function withoutFilter(search: ListSearch, filter: ListFilter): readonly string[] {
  return (search.filter ?? []).filter((each) => !each.startsWith(`${filter}:`));
}

export function isNarrowed(search: ListSearch): boolean {
  return Boolean(search.find) || Boolean(search.archived) || (search.filter ?? []).length > 0;
}

/** The next order when a column head is pressed: ascending, descending, ascending… */
export function nextSort(current: string, column: Sort): string {
  return current === column ? `-${column}` : column;
}

/** In the order of status the list stands in groups. */
export function isGrouped(search: ListSearch): boolean {
  return search.sort === 'status' || search.sort === '-status';
}

/** The query of the server's list for one page of it. */
export function listQueryOf(search: ListSearch, offset: number, limit: number) {
  return {
    find: search.find ?? '',
    sort: search.sort ?? 'ref',
    filter: search.filter ?? [],
    archived: search.archived ?? 'no',
    offset,
    limit,
  } as const;
}

/** A line of the virtual list: a group's head or a recommendation. */
export type ListLine =
  | { readonly kind: 'head'; readonly status: Status; readonly count: number }
  | { readonly kind: 'row'; readonly row: Recommendation; readonly index: number };

/** Rows as they came, with a head where the status changes while grouped. `index` counts rows only, for the keyboard. */
export function listLines(rows: readonly Recommendation[], grouped: boolean): readonly ListLine[] {
  return rows.flatMap((row, index): readonly ListLine[] => {
    const line: ListLine = { kind: 'row', row, index };
    if (!grouped || rows[index - 1]?.status === row.status) return [line];
    return [{ kind: 'head', status: row.status, count: rows.filter((one) => one.status === row.status).length }, line];
  });
}
