import { Problem } from '@concordance/shared/problems';
import { mayBegin, mayChangeComment, mayDecide, mayMoveAnchor, mayRead, mayReply } from '@concordance/shared/threads/rules';
import {
  type anchorChange,
  type assigneeChange,
  COMMENTS_MOST,
  type commentChange,
  type commentDraft,
  THREADS_MOST,
  type Thread,
  type ThreadQuery,
  type threadDraft,
} from '@concordance/shared/threads/schema';
import type { z } from 'zod';
import { newId } from '../ids.ts';
import { findSubject, type Subject } from '../notices/subjects.ts';
import { nextNumber } from '../registers/store.ts';
import type { TableAtHand } from '../roundtables/table-gate.ts';
import type { Reader, Transaction } from '../storage/database.ts';
import type { CommentTable, ThreadTable } from '../storage/tables.ts';
import { commentsOf, findThread, listThreads, lockThread, removeThread, saveReads, saveThread, standingOf } from './store.ts';
import { type Acting, listenersTo, partnersIn, tellOf, tellScreens, threadChange } from './telling.ts';
import { atThread, tableOf, toThreads } from './view.ts';
import type { Asker, ThreadWorld } from './world.ts';

type Draft = z.output<typeof threadDraft>;

/** What an act on a thread that is there has at hand; the thread and its table are held until the act is through. */
export interface ActingOn extends Acting {
  readonly row: ThreadTable;
  readonly subject: Subject;
}

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

/** Why somebody may not speak: a table that is not open now is told, whatever else is wrong is a right they have not. */
function refusal(asker: Asker, table: TableAtHand | null): Problem {
  return table !== null && !table.open && asker.role !== 'observer' ? new Problem('table-not-open') : new Problem('no-right');
}

/**
 * Begins a thread. Throws `table-not-open`, `archived`; `unknown-record` for a subject that is not there, or not on the
 * agenda of the table it is said at.
 */
export async function beginThread(world: ThreadWorld, asker: Asker, draft: Draft): Promise<Thread> {
  refuseFlood(world, asker);
  const told = new Set<string>();
  const row = await world.journal.change(async (tx, note) => {
    const tableId = asker.seatAt ?? draft.roundTableId;
    if (tableId !== null) await world.gate.hold(tx, tableId);
    const table = await tableOf(world, tx, asker, { table_id: tableId });
    if (tableId !== null && table === null) throw new Problem('not-found');
    if (!mayBegin(atThread(asker, table))) throw refusal(asker, table);
    const subject = await findSubject(tx, asker.programmeId, { kind: draft.subjectKind, id: draft.subjectId });
    requirePlace(draft, subject, table);
    await requireDrafters(tx, asker, draft.assigneeId === null ? [] : [draft.assigneeId], 'assigneeId');
    await requireMentionable(tx, asker, draft.mentions);
    const acting: Acting = { tx, asker, table, at: world.now().toISOString(), told, note };
    const begun = await insertThread(acting, draft, subject, tableId);
    await insertComment(acting, begun, { text: draft.text, mentions: draft.mentions });
    await note(threadChange(begun, subject, asker.userId, 'created'));
    await tellBeginning(acting, begun, draft, subject);
    return begun;
  });
  tellScreens(world, row, told);
  return readThread(world, asker, row.id);
}

function requirePlace(draft: Draft, subject: Subject, table: TableAtHand | null): void {
  if (subject.archived) throw new Problem('archived');
  const elsewhere = table !== null && !(subject.kind === 'recommendation' && table.agenda.has(subject.id));
  if (elsewhere) throw new Problem('unknown-record', { fields: [{ path: 'subjectId', rule: 'not-allowed' }] });
  if (draft.anchor !== null && subject.documentId === null)
    throw new Problem('invalid', { fields: [{ path: 'anchor', rule: 'not-allowed' }] });
}

async function insertThread({ tx, asker, at }: Acting, draft: Draft, subject: Subject, tableId: string | null): Promise<ThreadTable> {
  const { anchor, suggestion } = draft;
  const row: ThreadTable = {
    id: newId(),
    programme_id: asker.programmeId,
    number: await nextNumber(tx, asker.programmeId, 'thread'),
    version: 1,
    subject_kind: subject.kind,
    subject_id: subject.id,
    document_id: anchor === null ? null : subject.documentId,
    anchor_start: anchor?.start ?? null,
    anchor_end: anchor?.end ?? null,
    // Taken from the screen it was said on: the text may have moved on, and may even be behind what a writer sees.
    quote: anchor?.quote ?? '',
    prefix: anchor?.prefix ?? '',
    suffix: anchor?.suffix ?? '',
    table_id: tableId,
    state: 'open',
    disposition: null,
    reason: '',
    ended_at: null,
    ended_by: null,
    assignee_id: draft.assigneeId,
    suggestion_kind: suggestion?.kind ?? null,
    suggestion_text: suggestion?.text ?? '',
    suggestion_state: suggestion === null ? null : 'proposed',
    accepting_client: null,
    accepting_by: null,
    last_position: 1,
    created_by: asker.userId,
    created_at: at,
    updated_at: at,
  };
  await tx.insertInto('threads').values(row).execute();
  return row;
}

async function insertComment(
  { tx, asker, at }: Acting,
  row: Pick<ThreadTable, 'id' | 'last_position'>,
  { text, mentions }: { readonly text: string; readonly mentions: readonly string[] },
): Promise<void> {
  const comment: CommentTable = {
    id: newId(),
    thread_id: row.id,
    position: row.last_position,
    version: 1,
    author_id: asker.userId,
    text,
    mentions: JSON.stringify(mentions),
    created_at: at,
    edited_at: null,
    deleted: 0,
  };
  await tx.insertInto('comments').values(comment).execute();
}

async function tellBeginning(acting: Acting, row: ThreadTable, draft: Draft, subject: Subject): Promise<void> {
  await tellOf(acting, row, 'mention', draft.mentions);
  if (row.assignee_id !== null) await tellOf(acting, row, 'assigned', [row.assignee_id]);
  const named = new Set([...draft.mentions, row.assignee_id]);
  const listeners = await listenersTo(acting.tx, row, subject);
  await tellOf(
    acting,
    row,
    'remark',
    listeners.filter((id) => !named.has(id)),
  );
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
  const after = await world.journal.change(async (tx, note) => {
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

async function staleThread(world: ThreadWorld, reader: Reader, asker: Asker, row: ThreadTable): Promise<Problem> {
  const [current] = await toThreads(world, reader, asker, [row]);
  return new Problem('stale-version', { current });
}

/** Throws `suggestion-decided` while proposed wording is on its way into the text: nothing may end the thread under it. */
export function requireUndecided({ row }: ActingOn): void {
  if (row.accepting_client !== null) throw new Problem('suggestion-decided');
}

function requireReply({ asker, table, row }: ActingOn): void {
  if (mayReply(atThread(asker, table), standingOf(row))) return;
  throw row.state === 'ended' ? new Problem('thread-ended') : refusal(asker, table);
}

/** Answers in a thread. Throws `thread-ended`, `table-not-open`. */
export async function reply(world: ThreadWorld, asker: Asker, id: string, draft: z.output<typeof commentDraft>): Promise<Thread> {
  refuseFlood(world, asker);
  return changeThread(world, asker, id, async (acting) => {
    const { tx, row, at } = acting;
    requireReply(acting);
    if (row.last_position >= COMMENTS_MOST) throw new Problem('too-large');
    await requireMentionable(tx, asker, draft.mentions);
    const partners = await partnersIn(tx, row);
    const after = await tx
      .updateTable('threads')
      .set({ last_position: row.last_position + 1, updated_at: at })
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await insertComment(acting, after, draft);
    await tellOf(acting, row, 'mention', draft.mentions);
    await tellOf(
      acting,
      row,
      'reply',
      partners.filter((one) => !draft.mentions.includes(one)),
    );
    return after;
  });
}

async function ownComment({ tx, asker, table, row }: ActingOn, commentId: string): Promise<CommentTable> {
  const comment = await tx
    .selectFrom('comments')
    .selectAll()
    .where('id', '=', commentId)
    .where('thread_id', '=', row.id)
    .where('deleted', '=', 0)
    .executeTakeFirst();
  if (!comment) throw new Problem('not-found');
  if (mayChangeComment(atThread(asker, table), standingOf(row), { authorId: comment.author_id })) return comment;
  if (comment.author_id !== asker.userId) throw new Problem('no-right');
  throw row.state === 'ended' ? new Problem('thread-ended') : refusal(asker, table);
}

/** Writes one's own comment anew. Who is named in it only now is told. */
export async function changeComment(
  world: ThreadWorld,
  asker: Asker,
  id: string,
  commentId: string,
  change: z.output<typeof commentChange>,
): Promise<Thread> {
  return changeThread(world, asker, id, async (acting) => {
    const { tx, row, at } = acting;
    const comment = await ownComment(acting, commentId);
    if (comment.version !== change.version) throw await staleThread(world, tx, asker, row);
    const speaksForItself = comment.position === 1 && row.suggestion_state !== null;
    if (change.text === '' && !speaksForItself) throw new Problem('invalid', { fields: [{ path: 'text', rule: 'required' }] });
    const before = JSON.parse(comment.mentions) as readonly string[];
    const fresh = change.mentions.filter((one) => !before.includes(one));
    await requireMentionable(tx, asker, fresh);
    const values = { text: change.text, mentions: JSON.stringify(change.mentions), version: comment.version + 1, edited_at: at };
    await tx.updateTable('comments').set(values).where('id', '=', comment.id).execute();
    await tellOf(acting, row, 'mention', fresh);
    return tx.updateTable('threads').set({ updated_at: at }).where('id', '=', row.id).returningAll().executeTakeFirstOrThrow();
  });
}

/**
 * Takes one's own comment back: its words go for good. Where somebody has answered, a mark stays; the last comment goes
 * without one, and with the only one the thread.
 */
export async function removeComment(world: ThreadWorld, asker: Asker, id: string, commentId: string): Promise<Thread | null> {
  return actOn(world, asker, id, async (acting) => {
    const { tx, row, at } = acting;
    const comment = await ownComment(acting, commentId);
    requireUndecided(acting);
    const others = ((await commentsOf(tx, [row.id])).get(row.id) ?? []).filter((one) => one.id !== comment.id);
    if (others.every((one) => one.deleted === 1)) {
      await removeThread(tx, row.id);
      return null;
    }
    if (others.some((one) => one.position > comment.position)) {
      const values = { text: '', mentions: '[]', deleted: 1, version: comment.version + 1 };
      await tx.updateTable('comments').set(values).where('id', '=', comment.id).execute();
    } else {
      // Its position is not given again, or who has read this far would never see the next one as new.
      await tx.deleteFrom('comments').where('id', '=', comment.id).execute();
    }
    const withdrawn = comment.position === 1 && row.suggestion_state === 'proposed';
    return saveThread(tx, row, withdrawn ? { suggestion_state: 'withdrawn' } : {}, at);
  });
}

/** Ties a thread to other words of its text. Throws `suggestion-decided` where its wording is on its way or in. */
export async function moveAnchor(world: ThreadWorld, asker: Asker, id: string, change: z.output<typeof anchorChange>): Promise<Thread> {
  return changeThread(world, asker, id, async (acting) => {
    const { tx, row, table, at } = acting;
    if (!mayMoveAnchor(atThread(asker, table), standingOf(row))) {
      requireReply(acting);
      throw new Problem('no-right');
    }
    await requireVersion(world, acting, change.version);
    if (row.document_id === null) throw new Problem('invalid', { fields: [{ path: 'anchor', rule: 'not-allowed' }] });
    requireUndecided(acting);
    const { anchor } = change;
    const wantsWords = row.suggestion_kind !== 'insert';
    if (wantsWords === (anchor.quote === '')) throw new Problem('invalid', { fields: [{ path: 'anchor', rule: 'format' }] });
    const { start, end, quote, prefix, suffix } = anchor;
    return saveThread(tx, row, { anchor_start: start, anchor_end: end, quote, prefix, suffix }, at);
  });
}

/** Makes somebody responsible for an answer, or nobody. Throws `unknown-record` for who does not draft here. */
export async function assign(world: ThreadWorld, asker: Asker, id: string, change: z.output<typeof assigneeChange>): Promise<Thread> {
  return changeThread(world, asker, id, async (acting) => {
    const { tx, row, table, at } = acting;
    if (!mayDecide(atThread(asker, table))) throw new Problem('no-right');
    await requireVersion(world, acting, change.version);
    const { assigneeId } = change;
    await requireDrafters(tx, asker, assigneeId === null ? [] : [assigneeId], 'assigneeId');
    const after = await saveThread(tx, row, { assignee_id: assigneeId }, at);
    if (assigneeId !== null && assigneeId !== row.assignee_id) await tellOf(acting, after, 'assigned', [assigneeId]);
    return after;
  });
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

function refuseFlood({ remarks }: ThreadWorld, { userId }: Asker): void {
  const retryAfter = remarks.wait(userId);
  if (retryAfter > 0) throw new Problem('too-many-attempts', { retryAfter });
  remarks.fail(userId);
}

/** Only members are named: guests know nobody by name, and are named to nobody. */
async function requireMentionable(tx: Transaction, asker: Asker, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const known = asker.seatAt === null ? await membersAmong(tx, asker.programmeId, ids, ['lead', 'researcher', 'observer']) : [];
  if (known.length < ids.length) throw new Problem('unknown-record', { fields: [{ path: 'mentions', rule: 'not-allowed' }] });
}

async function requireDrafters(tx: Transaction, asker: Asker, ids: readonly string[], path: string): Promise<void> {
  if (ids.length === 0) return;
  const known = await membersAmong(tx, asker.programmeId, ids, ['lead', 'researcher']);
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
