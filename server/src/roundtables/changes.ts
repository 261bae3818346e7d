import { tableReference } from '@concordance/shared/roundtables/schema';
import type { Change } from '../events/journal.ts';
import type { RoundTableTable } from '../storage/tables.ts';
import type { TableWorld } from './world.ts';

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
export function tellTable(world: TableWorld, row: RoundTableTable): void {
  world.journal.tell(tableChange(row, null, 'changed'));
}
