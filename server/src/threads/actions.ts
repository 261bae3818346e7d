import { Problem } from '@concordance/shared/problems';
import { mayBegin, mayDecide, mayMoveAnchor } from '@concordance/shared/threads/rules';
import type { anchorChange, assigneeChange, Thread, threadDraft } from '@concordance/shared/threads/schema';
import type { z } from 'zod';
import { newId } from '../ids.ts';
import { findSubject, type Subject } from '../notices/subjects.ts';
import { nextNumber } from '../registers/store.ts';
import type { TableAtHand } from '../roundtables/table-gate.ts';
import type { ThreadTable } from '../storage/tables.ts';
import {
  changeThread,
  refusal,
  requireDrafters,
  requireMentionable,
  requireReply,
  requireUndecided,
  requireVersion,
  takingTurns,
} from './acting.ts';
import { insertComment } from './comments.ts';
import { readThread } from './reading.ts';
import { saidOnce } from './said-once.ts';
import { saveThread, standingOf } from './store.ts';
import { type Acting, listenersTo, tellOf, tellScreens, threadChange } from './telling.ts';
import { atThread, tableOf } from './view.ts';
import type { Asker, ThreadWorld } from './world.ts';

type Draft = z.output<typeof threadDraft>;

/**
 * Begins a thread. Throws `table-not-open`, `archived`; `unknown-record` for a subject that is not there, or not on the
 * agenda of the table it is said at.
 */
export function beginThread(world: ThreadWorld, asker: Asker, draft: Draft): Promise<Thread> {
  return saidOnce(world, asker, { key: draft.key, threadId: null }, () => begin(world, asker, draft));
}

async function begin(world: ThreadWorld, asker: Asker, draft: Draft): Promise<Thread> {
  const told = new Set<string>();
  const tableId = asker.seatAt ?? draft.roundTableId;
  const row = await takingTurns(world, tableId, async (tx, note) => {
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
    await insertComment(acting, begun, draft);
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
