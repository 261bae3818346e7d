import { CERTAINTIES, PRIORITIES, type Recommendation, STATUSES, STRENGTHS, type Status } from '@concordance/shared/recommendations/schema';
import { HORIZONS } from '@concordance/shared/trends/schema';

/** What the list can be narrowed by, in the order of the chips. */
export const LIST_FILTERS = ['status', 'addressee', 'owner', 'horizon', 'priority'] as const;
/** Filters that an address may carry (a link from elsewhere) and that show as a chip only while they are set. */
const MORE_FILTERS = ['responsible', 'strength', 'certainty', 'topic'] as const;
export const ALL_FILTERS = [...LIST_FILTERS, ...MORE_FILTERS] as const;
export type ListFilter = (typeof ALL_FILTERS)[number];

/** Filters whose values are a closed list; the others name records, people or free words. */
export const CLOSED_VALUES: Readonly<Partial<Record<ListFilter, readonly string[]>>> = {
  status: STATUSES,
  horizon: HORIZONS,
  priority: PRIORITIES,
  strength: STRENGTHS,
  certainty: CERTAINTIES,
};

/** In the order of status the list stands in groups. */
export function isGrouped(sort: string | undefined): boolean {
  return sort === 'status' || sort === '-status';
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

/** What a row says under its title: the first sentence of the statement, or nothing when the title says it all. */
export function firstLine(row: Pick<Recommendation, 'title' | 'statement'>): string {
  const [first = ''] = row.statement.split('\n');
  return first.trim() === row.title.trim() ? '' : first.trim();
}
