import { Problem } from '@concordance/shared/problems';
import type { Thread } from '@concordance/shared/threads/schema';
import { refuseFlood } from './acting.ts';
import { readThread } from './reading.ts';
import type { Asker, ThreadWorld } from './world.ts';

/** Thrown inside a write, which is undone by it: the same remark was stored by another request in the meantime. */
export class SaidAlready extends Error {}

interface Sending {
  readonly key: string | undefined;
  /** The thread that is answered; null where one is begun. */
  readonly threadId: string | null;
}

/**
 * Says something unless it was said already under this key; then answers with the thread as it is now, also where nothing
 * could be said any more. Two that come at once may both find nothing: the index over the keys stops the later one.
 */
export async function saidOnce(world: ThreadWorld, asker: Asker, sending: Sending, say: () => Promise<Thread>): Promise<Thread> {
  const before = await saidUnder(world, asker, sending);
  if (before) return before;
  refuseFlood(world, asker);
  try {
    return await say();
  } catch (error) {
    const meanwhile = error instanceof SaidAlready ? await saidUnder(world, asker, sending) : null;
    if (meanwhile) return meanwhile;
    throw error;
  }
}

/** The thread with what was said under a key. Throws `invalid` where something else was said under it. */
async function saidUnder(world: ThreadWorld, asker: Asker, { key, threadId }: Sending): Promise<Thread | null> {
  if (key === undefined) return null;
  const said = await world.database.reader
    .selectFrom('comments')
    .select(['thread_id', 'position'])
    .where('author_id', '=', asker.userId)
    .where('sent_as', '=', key)
    .executeTakeFirst();
  if (!said) return null;
  const sameAct = threadId === null ? said.position === 1 : said.position > 1 && said.thread_id === threadId;
  if (!sameAct) throw new Problem('invalid', { fields: [{ path: 'key', rule: 'not-allowed' }] });
  return readThread(world, asker, said.thread_id);
}
