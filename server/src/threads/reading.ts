import { Problem } from '@concordance/shared/problems';
import { THREADS_MOST, type Thread, type ThreadQuery } from '@concordance/shared/threads/schema';
import { findThread, listThreads, saveReads } from './store.ts';
import { toThreads } from './view.ts';
import type { Asker, ThreadWorld } from './world.ts';

/** Threads as this reader may have them, in the order they were begun. */
export async function readThreads(
  world: ThreadWorld,
  asker: Asker,
  query: ThreadQuery,
): Promise<{ readonly threads: Thread[]; readonly more: boolean }> {
  const { reader } = world.database;
  const rows = await listThreads(reader, asker, query);
  return { threads: [...(await toThreads(world, reader, asker, rows.slice(0, THREADS_MOST)))], more: rows.length > THREADS_MOST };
}

/** One thread. Throws `not-found`, also for one that this reader may not see. */
export async function readThread(world: ThreadWorld, asker: Asker, id: string): Promise<Thread> {
  const { reader } = world.database;
  const [thread] = await toThreads(world, reader, asker, [await findThread(reader, asker, id)]);
  if (!thread) throw new Problem('not-found');
  return thread;
}

/** Notes that this reader has seen these threads as they are now; what they may not see is passed over. */
export async function markSeen(world: ThreadWorld, asker: Asker, ids: readonly string[]): Promise<void> {
  const { reader } = world.database;
  let query = reader.selectFrom('threads').selectAll().where('programme_id', '=', asker.programmeId);
  query = query.where('id', 'in', [...new Set(ids)]);
  const rows = await (asker.seatAt === null ? query : query.where('table_id', '=', asker.seatAt)).execute();
  const seen = new Set((await toThreads(world, reader, asker, rows)).map((thread) => thread.id));
  const mine = rows.filter((row) => seen.has(row.id));
  await world.database.write(async (tx) => {
    await saveReads(tx, asker.userId, mine);
    const at = world.now().toISOString();
    const notices = tx.updateTable('notices').set({ read_at: at }).where('user_id', '=', asker.userId).where('read_at', 'is', null);
    if (mine.length > 0) await notices.where('thread_id', 'in', [...seen]).execute();
  });
}
