import { CERTAINTIES, PRIORITIES, STATUSES, STRENGTHS, type Recommendation, type Status } from '@concordance/shared/recommendations/schema';
import { HORIZONS } from '@concordance/shared/trends/schema';
import { z } from 'zod';

/** What the list can be narrowed by, in the order of the chips. */
export const LIST_FILTERS = ['status', 'addressee', 'owner', 'horizon', 'priority'] as const;
/** Filters that an address may carry (a link from elsewhere) and that show as a chip only while they are set. */
export const MORE_FILTERS = ['responsible', 'strength', 'certainty', 'topic'] as const;
export type ListFilter = (typeof LIST_FILTERS)[number] | (typeof MORE_FILTERS)[number];
export const ALL_FILTERS: readonly ListFilter[] = [...LIST_FILTERS, ...MORE_FILTERS];

/** Filters whose values are a closed list; the others name records, people or free words. */
export const CLOSED_VALUES: Readonly<Partial<Record<ListFilter, readonly string[]>>> = {
  status: STATUSES,
  horizon: HORIZONS,
  priority: PRIORITIES,
  strength: STRENGTHS,
  certainty: CERTAINTIES,
};

export const SORTS = ['ref', 'title', 'status', 'priority', 'dueOn', 'updatedAt'] as const;
export type Sort = (typeof SORTS)[number];

const word = z.string().max(400).optional().catch(undefined);

/** The search part of the list's address. Values of a filter are joined by commas; anything unreadable is left out. */
export const listSearch = z.object({
  find: word,
  sort: z.string().regex(/^-?(ref|title|status|priority|dueOn|updatedAt)$/).optional().catch(undefined),
  group: z.literal('status').optional().catch(undefined),
  archived: z.enum(['yes', 'all']).optional().catch(undefined),
  status: word, addressee: word, owner: word, horizon: word, priority: word,
  responsible: word, strength: word, certainty: word, topic: word,
});
export type ListSearch = z.infer<typeof listSearch>;

/** Values chosen for one filter. */
export function chosen(search: ListSearch, filter: ListFilter): readonly string[] {
  return (search[filter] ?? '').split(',').filter(Boolean);
}

/** The search with one value of a filter switched on or off; an empty filter leaves the address. */
export function toggleValue(search: ListSearch, filter: ListFilter, value: string): ListSearch {
  const now = chosen(search, filter);
  const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
  return { ...search, [filter]: next.join(',') || undefined };
}

/** The search without any filter or words; order and grouping stay. */
export function clearFilters(search: ListSearch): ListSearch {
  return { sort: search.sort, group: search.group };
}

export function isNarrowed(search: ListSearch): boolean {
  return Boolean(search.find) || Boolean(search.archived) || ALL_FILTERS.some((filter) => chosen(search, filter).length > 0);
}

/** The next order when a column head is pressed: ascending, descending, ascending… */
export function nextSort(current: string, column: Sort): string {
  return current === column ? `-${column}` : column;
}

/** The query of the server's list for one page of it. While grouped, rows come in the order of their status. */
export function listParameters(search: ListSearch, offset: number, limit: number): URLSearchParams {
  const query = new URLSearchParams();
  if (search.find) query.set('find', search.find);
  query.set('sort', search.group === 'status' ? 'status' : (search.sort ?? 'ref'));
  for (const filter of ALL_FILTERS) {
    for (const value of chosen(search, filter)) query.append('filter', `${filter}:${value}`);
  }
  if (search.archived) query.set('archived', search.archived);
  query.set('offset', String(offset));
  query.set('limit', String(limit));
  return query;
}

/** A line of the virtual list: a group's head or a recommendation. */
export type ListLine =
  | { readonly kind: 'head'; readonly status: Status; readonly count: number }
  | { readonly kind: 'row'; readonly row: Recommendation; readonly index: number };

/** Rows with a head before each status that occurs. `index` counts rows as they stand, for the keyboard. */
export function listLines(rows: readonly Recommendation[], grouped: boolean): readonly ListLine[] {
  const groups = grouped ? STATUSES.map((status) => rows.filter((row) => row.status === status)) : [rows];
  let index = 0;
  return groups.flatMap((group): readonly ListLine[] => {
    const lines = group.map((row): ListLine => ({ kind: 'row', row, index: index++ }));
    const first = group[0];
    return grouped && first ? [{ kind: 'head', status: first.status, count: group.length }, ...lines] : lines;
  });
}
