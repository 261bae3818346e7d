import { Problem } from '@concordance/shared/problems';
import { mayDecide, missingToEnd, type SuggestionState, suggestionAfter } from '@concordance/shared/threads/rules';
import type { suggestionDecline, Thread, threadEnd } from '@concordance/shared/threads/schema';
import type { z } from 'zod';
import { type ActingOn, changeThread, requireUndecided, requireVersion } from './acting.ts';
import { saveThread } from './store.ts';
import { tellOf } from './telling.ts';
import { atThread } from './view.ts';
import type { Asker, ThreadWorld } from './world.ts';

/** Throws `no-right`, `stale-version`, `suggestion-decided`. */
export async function requireDecider(world: ThreadWorld, acting: ActingOn, version: number): Promise<void> {
  if (!mayDecide(atThread(acting.asker, acting.table))) throw new Problem('no-right');
  await requireVersion(world, acting, version);
  requireUndecided(acting);
}

/**
 * Ends a thread, at a round table with a disposition. Whoever began it is told. Throws `thread-ended`; `invalid` with the
 * field that is missing.
 */
export async function endThread(world: ThreadWorld, asker: Asker, id: string, end: z.output<typeof threadEnd>): Promise<Thread> {
  return changeThread(world, asker, id, async (acting) => {
    const { tx, row, at } = acting;
    await requireDecider(world, acting, end.version);
    if (row.state === 'ended') throw new Problem('thread-ended');
    const missing = missingToEnd(end, row.table_id !== null);
    if (missing !== null) throw new Problem('invalid', { fields: [{ path: missing, rule: 'required' }] });
    const { disposition, reason } = end;
    const suggestion = suggestionAfter(row.suggestion_state as SuggestionState | null, disposition);
    const ended = { state: 'ended', ended_at: at, ended_by: asker.userId, disposition, reason, suggestion_state: suggestion };
    const after = await saveThread(tx, row, ended, at);
    await tellOf(acting, after, 'decision', [row.created_by]);
    return after;
  });
}

/** Declines proposed wording, with a reason, which ends its thread. Throws `suggestion-decided` where there is none to decline. */
export async function decline(world: ThreadWorld, asker: Asker, id: string, how: z.output<typeof suggestionDecline>): Promise<Thread> {
  return changeThread(world, asker, id, async (acting) => {
    const { tx, row, at } = acting;
    await requireDecider(world, acting, how.version);
    if (row.state === 'ended' || row.suggestion_state !== 'proposed') throw new Problem('suggestion-decided');
    const declined = { disposition: 'rejected', reason: how.reason, suggestion_state: 'declined' };
    const after = await saveThread(tx, row, { state: 'ended', ended_at: at, ended_by: asker.userId, ...declined }, at);
    await tellOf(acting, after, 'decision', [row.created_by]);
    return after;
  });
}

/** Opens an ended thread again; wording that did not get into the text can be decided on anew. */
export async function reopenThread(world: ThreadWorld, asker: Asker, id: string, version: number): Promise<Thread> {
  return changeThread(world, asker, id, async (acting) => {
    const { tx, row, at } = acting;
    await requireDecider(world, acting, version);
    if (row.state !== 'ended') throw new Problem('move-not-allowed');
    const again = row.suggestion_state === 'declined' || row.suggestion_state === 'settled' ? 'proposed' : row.suggestion_state;
    const open = { state: 'open', ended_at: null, ended_by: null, disposition: null, reason: '', suggestion_state: again };
    return saveThread(tx, row, open, at);
  });
}
