import { type AttributionRule, guestLabel, isOpen, type TableState } from '@concordance/shared/roundtables/rules';
import type { Reader } from '../storage/database.ts';

/** A text on the agenda of a table where somebody sits. */
export interface SeatedAt {
  readonly tableId: string;
  readonly number: number;
  readonly label: string | null;
}

/**
 * The open table by which a guest may read a document now; null where there is none. This is all that a participant can
 * ever reach of a programme's texts.
 */
export async function openTableFor(reader: Reader, userId: string, documentId: string, now: Date): Promise<SeatedAt | null> {
  const rows = await reader
    .selectFrom('seats')
    .innerJoin('round_tables', 'round_tables.id', 'seats.table_id')
    .innerJoin('agenda_items', 'agenda_items.table_id', 'round_tables.id')
    .innerJoin('recommendations', 'recommendations.id', 'agenda_items.recommendation_id')
    .innerJoin('users', 'users.id', 'seats.user_id')
    .select(['round_tables.id', 'state', 'closes_at', 'rule', 'seats.number', 'organisation', 'users.name'])
    .where('seats.user_id', '=', userId)
    .where('seats.revoked_at', 'is', null)
    .where('recommendations.document_id', '=', documentId)
    .execute();
  const at = now.toISOString();
  const open = rows.find((row) => isOpen({ state: row.state as TableState, closesAt: row.closes_at }, at));
  return open ? { tableId: open.id, number: open.number, label: guestLabel(open.rule as AttributionRule, open) } : null;
}

/** Ids that a guest may hear of: their tables, and while a table is open the recommendations on its agenda. */
export async function heardBy(reader: Reader, programmeId: string, userId: string, now: Date): Promise<ReadonlySet<string>> {
  const tables = await reader
    .selectFrom('seats')
    .innerJoin('round_tables', 'round_tables.id', 'seats.table_id')
    .select(['round_tables.id', 'state', 'closes_at'])
    .where('programme_id', '=', programmeId)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .execute();

  const open = tables.filter((row) => isOpen({ state: row.state as TableState, closesAt: row.closes_at }, now.toISOString()));
  const items =
    open.length === 0
      ? []
      : await reader
          .selectFrom('agenda_items')
          .select('recommendation_id')
          .where(
            'table_id',
            'in',
            open.map((row) => row.id),
          )
          .execute();
  return new Set([...tables.map((row) => row.id), ...items.map((item) => item.recommendation_id)]);
}
