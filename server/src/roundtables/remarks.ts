import type { AttributionRule } from '@concordance/shared/roundtables/rules';
import { type Disposition, shownAuthor } from '@concordance/shared/threads/rules';
import { sql } from 'kysely';
import type { Reader } from '../storage/database.ts';

export interface RemarkCount {
  readonly all: number;
  readonly unanswered: number;
}

/** A remark made at a table, as minutes may tell it. */
export interface Remark {
  readonly recommendationId: string;
  /** The words it was made about; empty for the recommendation as a whole. */
  readonly quote: string;
  readonly text: string;
  /** Wording that was proposed in place of the quote; null for a remark without. */
  readonly proposal: string | null;
  /** Who said it, as far as the table's rule lets it be said. */
  readonly author: string | null;
  /** What became of it; null while it waits for an answer. */
  readonly disposition: Disposition | null;
  readonly reason: string;
}

/** How many remarks were made at a table, by recommendation. */
export async function remarkCounts(reader: Reader, tableId: string): Promise<ReadonlyMap<string, RemarkCount>> {
  const rows = await reader
    .selectFrom('threads')
    .select(['subject_id', 'state', sql<number>`count(*)`.as('count')])
    .where('table_id', '=', tableId)
    .groupBy(['subject_id', 'state'])
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.subject_id)].map(([id, some]) => [
      id,
      {
        all: some.reduce((sum, row) => sum + Number(row.count), 0),
        unanswered: some.filter((row) => row.state === 'open').reduce((sum, row) => sum + Number(row.count), 0),
      },
    ]),
  );
}

/** The remarks made at a table, in the order they were made; those that were taken back are not told. */
export async function remarksOf(reader: Reader, tableId: string): Promise<readonly Remark[]> {
  const { rule } = await reader.selectFrom('round_tables').select('rule').where('id', '=', tableId).executeTakeFirstOrThrow();
  const rows = await reader
    .selectFrom('threads')
    .innerJoin('comments', 'comments.thread_id', 'threads.id')
    .innerJoin('users', 'users.id', 'threads.created_by')
    .leftJoin('seats', (join) => join.onRef('seats.table_id', '=', 'threads.table_id').onRef('seats.user_id', '=', 'threads.created_by'))
    .select(['threads.subject_id', 'threads.quote', 'threads.suggestion_kind', 'threads.suggestion_text', 'threads.disposition'])
    .select(['threads.reason', 'threads.state', 'comments.text', 'users.name', 'seats.organisation'])
    .where('threads.table_id', '=', tableId)
    .where('comments.position', '=', 1)
    .where('comments.deleted', '=', 0)
    .orderBy('threads.number')
    .execute();
  return rows.map((row) => ({
    recommendationId: row.subject_id,
    quote: row.quote,
    text: row.text,
    proposal: row.suggestion_kind === null ? null : row.suggestion_text,
    author: shownAuthor(rule as AttributionRule, {
      name: row.name,
      organisation: row.organisation ?? '',
      guest: row.organisation !== null,
    }).label,
    disposition: row.disposition as Remark['disposition'],
    reason: row.state === 'ended' ? row.reason : '',
  }));
}
