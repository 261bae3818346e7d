import { tableReference } from '@concordance/shared/roundtables/schema';
import type { Change, Journal } from '../events/journal.ts';
import { newId } from '../ids.ts';
import type { RoundTableTable } from '../storage/tables.ts';

/** The line that the feed and the activity page get. Who came and who said something is not told by it. */
export function tableChange(
  row: Pick<RoundTableTable, 'id' | 'programme_id' | 'number' | 'title' | 'version'>,
  by: string | null,
  action: Change['action'],
  fields: readonly string[] = [],
): Change {
  return {
    programmeId: row.programme_id,
    kind: 'round-table',
    id: row.id,
    ref: tableReference(row.number),
    title: row.title,
    version: row.version,
    action,
    by,
    fields,
  };
}

/** Tells open screens that something about a table is new, without a line on the activity page. */
export function tellTable({ journal }: { readonly journal: Journal }, row: RoundTableTable): void {
  journal.tell(tableChange(row, null, 'changed'));
}

/**
 * Tells the team's screens that somebody came, went, or got a link. Guests do not hear of it, or each of a hundred who
 * arrive would have all the others fetch the table again. The id is of no seat: it leads to nobody.
 */
export function tellSeats({ journal }: { readonly journal: Journal }, row: RoundTableTable): void {
  journal.tell({ ...tableChange(row, null, 'changed'), kind: 'seat', id: newId() });
}
