import { Problem } from '@concordance/shared/problems';
import type { SuggestionState, ThreadStanding } from '@concordance/shared/threads/rules';
import { THREADS_MOST, type ThreadQuery } from '@concordance/shared/threads/schema';
import type { Reader, Transaction } from '../storage/database.ts';
import type { CommentTable, ThreadTable } from '../storage/tables.ts';
import type { Asker } from './world.ts';

/** A thread of the programme; from a seat, of that table only. Throws `not-found`. */
export async function findThread(reader: Reader, asker: Asker, id: string): Promise<ThreadTable> {
  const query = reader.selectFrom('threads').selectAll().where('programme_id', '=', asker.programmeId).where('id', '=', id);
  const row = await (asker.seatAt === null ? query : query.where('table_id', '=', asker.seatAt)).executeTakeFirst();
  if (!row) throw new Problem('not-found');
  return row;
}

/** The same, locked until the transaction ends: acts on one thread come one after the other. */
export async function lockThread(tx: Transaction, asker: Asker, id: string): Promise<ThreadTable> {
  const found = await findThread(tx, asker, id);
  const row = await tx
    .updateTable('threads')
    .set((from) => ({ version: from.ref('version') }))
    .where('id', '=', found.id)
    .returningAll()
    .executeTakeFirst();
  // Taken back between the two.
  if (!row) throw new Problem('not-found');
  return row;
}

export async function listThreads(reader: Reader, asker: Asker, query: ThreadQuery): Promise<readonly ThreadTable[]> {
  let asked = reader.selectFrom('threads').selectAll().where('programme_id', '=', asker.programmeId);
  const table = asker.seatAt ?? query.roundTable;
  if (table !== undefined) asked = asked.where('table_id', '=', table);
  if (query.subject !== undefined) asked = asked.where('subject_id', '=', query.subject);
  if (query.assigned === 'me') asked = asked.where('assignee_id', '=', asker.userId);
  if (query.state !== 'all') asked = asked.where('state', '=', query.state);
  return asked
    .orderBy('number')
    .limit(THREADS_MOST + 1)
    .execute();
}

/** Comments of threads by thread, in the order they were made. */
export async function commentsOf(reader: Reader, threadIds: readonly string[]): Promise<ReadonlyMap<string, readonly CommentTable[]>> {
  if (threadIds.length === 0) return new Map();
  const rows = await reader.selectFrom('comments').selectAll().where('thread_id', 'in', threadIds).orderBy('position').execute();
  return Map.groupBy(rows, (row) => row.thread_id);
}

/** How far somebody has read each of these threads; 0 where they have not looked. */
export async function readsOf(reader: Reader, userId: string, threadIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (threadIds.length === 0) return new Map();
  const rows = await reader
    .selectFrom('thread_reads')
    .select(['thread_id', 'position'])
    .where('user_id', '=', userId)
    .where('thread_id', 'in', threadIds)
    .execute();
  return new Map(rows.map((row) => [row.thread_id, row.position]));
}

/** Notes that somebody has seen everything in these threads up to now. */
export async function saveReads(
  tx: Transaction,
  userId: string,
  rows: readonly Pick<ThreadTable, 'id' | 'last_position'>[],
): Promise<void> {
  for (const { id, last_position: position } of rows) {
    await tx
      .insertInto('thread_reads')
      .values({ thread_id: id, user_id: userId, position })
      .onConflict((conflict) => conflict.columns(['thread_id', 'user_id']).doUpdateSet({ position }))
      .execute();
  }
}

/** Writes a change of a thread; its version grows. Returns the thread as it is then. */
export async function saveThread(tx: Transaction, row: ThreadTable, values: Partial<ThreadTable>, at: string): Promise<ThreadTable> {
  return tx
    .updateTable('threads')
    .set({ ...values, version: row.version + 1, updated_at: at })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Removes a thread with all that hangs on it. */
export async function removeThread(tx: Transaction, id: string): Promise<void> {
  await tx.deleteFrom('comments').where('thread_id', '=', id).execute();
  await tx.deleteFrom('thread_reads').where('thread_id', '=', id).execute();
  await tx.deleteFrom('notices').where('thread_id', '=', id).execute();
  await tx.deleteFrom('threads').where('id', '=', id).execute();
}

export function standingOf(row: ThreadTable): ThreadStanding {
  return { ended: row.state === 'ended', authorId: row.created_by, suggestion: row.suggestion_state as SuggestionState | null };
}
