import { Problem } from '@concordance/shared/problems';
import { DRAFTERS, mayRead, mayReply } from '@concordance/shared/threads/rules';
import type { Thread } from '@concordance/shared/threads/schema';
import { findSubject, type Subject } from '../notices/subjects.ts';
import type { TableAtHand } from '../roundtables/table-gate.ts';
import type { Reader, Transaction } from '../storage/database.ts';
import type { ThreadTable } from '../storage/tables.ts';
import { readThread } from './reading.ts';
import { findThread, lockThread, standingOf } from './store.ts';
import { type Acting, tellScreens, threadChange } from './telling.ts';
import { atThread, tableOf, toThreads } from './view.ts';
import type { Asker, ThreadWorld } from './world.ts';

/** What an act on a thread that is there has at hand; the thread and its table are held until the act is through. */
export interface ActingOn extends Acting {
  readonly row: ThreadTable;
  readonly subject: Subject;
}

/** Why somebody may not speak: a table that is not open now is told, whatever else is wrong is a right they have not. */
export function refusal(asker: Asker, table: TableAtHand | null): Problem {
  return table !== null && !table.open && asker.role !== 'observer' ? new Problem('table-not-open') : new Problem('no-right');
}

type Work<Result> = (tx: Transaction, note: Acting['note']) => Promise<Result>;

/**
 * Changes something and notes it; at a table one act after the other. They would all wait for the table's row anyway, and
 * a hall that speaks at once would hold every connection to the database while it does.
 */
export function takingTurns<Result>(world: ThreadWorld, tableId: string | null, work: Work<Result>): Promise<Result> {
  return tableId === null ? world.journal.change(work) : world.inTurn(tableId, () => world.journal.change(work));
}

/**
 * Runs an act on a thread: finds it, holds it and its table, lets through who may read it, and tells screens when it is
 * through. `work` returns the thread as it is then, or null where it is gone.
 */
export async function actOn(
  world: ThreadWorld,
  asker: Asker,
  id: string,
  work: (acting: ActingOn) => Promise<ThreadTable | null>,
): Promise<Thread | null> {
  const told = new Set<string>();
  const found = await findThread(world.database.reader, asker, id);
  const after = await takingTurns(world, found.table_id, async (tx, note) => {
    // The table first, as everybody does: two that hold one each and want the other's would wait for ever.
    if (found.table_id !== null) await world.gate.hold(tx, found.table_id);
    const row = await lockThread(tx, asker, id);
    const table = await tableOf(world, tx, asker, row);
    if (!mayRead(atThread(asker, table)) || (row.table_id !== null && table === null)) throw new Problem('not-found');
    const subject = await findSubject(tx, asker.programmeId, { kind: row.subject_kind, id: row.subject_id });
    const acting: ActingOn = { tx, asker, table, at: world.now().toISOString(), told, note, row, subject };
    const changed = await work(acting);
    await note(threadChange(changed ?? row, subject, asker.userId, changed === null ? 'removed' : 'changed'));
    return changed;
  });
  tellScreens(world, found, told);
  return after === null ? null : readThread(world, asker, id);
}

/** The same for acts that leave the thread there. */
export async function changeThread(
  world: ThreadWorld,
  asker: Asker,
  id: string,
  work: (acting: ActingOn) => Promise<ThreadTable>,
): Promise<Thread> {
  const thread = await actOn(world, asker, id, work);
  if (thread === null) throw new Problem('not-found');
  return thread;
}

/** Throws `stale-version` with the thread as it is now. */
export async function requireVersion(
  world: ThreadWorld,
  { tx, asker, row }: Pick<ActingOn, 'tx' | 'asker' | 'row'>,
  version: number,
): Promise<void> {
  if (row.version === version) return;
  throw await staleThread(world, tx, asker, row);
}

export async function staleThread(world: ThreadWorld, reader: Reader, asker: Asker, row: ThreadTable): Promise<Problem> {
  const [current] = await toThreads(world, reader, asker, [row]);
  return new Problem('stale-version', { current });
}

/** Throws `suggestion-decided` while proposed wording is on its way into the text: nothing may end the thread under it. */
export function requireUndecided({ row }: ActingOn): void {
  if (row.accepting_client !== null) throw new Problem('suggestion-decided');
}

export function requireReply({ asker, table, row }: ActingOn): void {
  if (mayReply(atThread(asker, table), standingOf(row))) return;
  throw row.state === 'ended' ? new Problem('thread-ended') : refusal(asker, table);
}

export function refuseFlood({ remarks }: ThreadWorld, { userId }: Asker): void {
  const retryAfter = remarks.wait(userId);
  if (retryAfter > 0) throw new Problem('too-many-attempts', { retryAfter });
  remarks.fail(userId);
}

/** Only members are named: guests know nobody by name, and are named to nobody. */
export async function requireMentionable(tx: Transaction, asker: Asker, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const known = asker.seatAt === null ? await membersAmong(tx, asker.programmeId, ids, [...DRAFTERS, 'observer']) : [];
  if (known.length < ids.length) throw new Problem('unknown-record', { fields: [{ path: 'mentions', rule: 'not-allowed' }] });
}

export async function requireDrafters(tx: Transaction, asker: Asker, ids: readonly string[], path: string): Promise<void> {
  if (ids.length === 0) return;
  const known = await membersAmong(tx, asker.programmeId, ids, DRAFTERS);
  if (known.length < ids.length) throw new Problem('unknown-record', { fields: [{ path, rule: 'not-allowed' }] });
}

function membersAmong(tx: Transaction, programmeId: string, ids: readonly string[], roles: readonly string[]) {
  return tx
    .selectFrom('memberships')
    .select('user_id')
    .where('programme_id', '=', programmeId)
    .where('user_id', 'in', [...ids])
    .where('role', 'in', [...roles])
    .execute();
}
