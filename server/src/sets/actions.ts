import { crc32 } from 'node:zlib';
import { SCHEMA_VERSION } from '@concordance/shared/collaboration/wire';
import { Problem } from '@concordance/shared/problems';
import { type RecommendationSet, type setChanges, type setFields, setReference } from '@concordance/shared/sets/schema';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Change } from '../events/journal.ts';
import { newId, newSecret } from '../ids.ts';
import { firstUpdate } from '../recommendations/first-update.ts';
import type { Act } from '../registers/actions.ts';
import { requireNameable } from '../registers/mentions.ts';
import type { Reader, Transaction } from '../storage/database.ts';
import type { SetTable } from '../storage/tables.ts';
import { findSet, lockSet, teamOf } from './store.ts';
import { viewSet } from './view.ts';
import type { SetWorld } from './world.ts';

type Draft = z.output<typeof setFields>;
type Changes = z.output<typeof setChanges>;

/** The line that the feed and the activity page get. */
export function changeOfSet(
  row: Pick<SetTable, 'programme_id' | 'id' | 'number' | 'title' | 'version'>,
  by: string | null,
  action: Change['action'] = 'changed',
): Change {
  const { programme_id: programmeId, id, title, version } = row;
  return { programmeId, kind: 'set', id, ref: setReference(row.number), title, version, action, by };
}

/** Makes a set with its preface, a document of its own that begins with one empty paragraph, once and for all. */
export async function createSet(world: SetWorld, act: Act, draft: Draft): Promise<RecommendationSet> {
  const row = await world.journal.change(async (tx, note) => {
    await requireLists(tx, act.programmeId, draft, world.now());
    const id = newId();
    const at = world.now().toISOString();
    const documentId = await addPreface(tx, act, id, at);
    const made: SetTable = {
      id,
      programme_id: act.programmeId,
      number: await nextSetNumber(tx, act.programmeId),
      version: 1,
      title: draft.title,
      note: draft.note,
      quorum: draft.quorum,
      signing_order: draft.order,
      due_on: draft.dueOn,
      document_id: documentId,
      salt: newSecret(),
      state: 'draft',
      state_reason: '',
      state_at: at,
      state_by: act.userId,
      round: 0,
      edition: null,
      superseded_by: null,
      created_at: at,
      updated_at: at,
      updated_by: act.userId,
    };
    await tx.insertInto('sets').values(made).execute();
    await saveLists(tx, id, draft);
    await note(changeOfSet(made, act.userId, 'created'));
    return made;
  });
  return viewSet(world.database.reader, row, world.now().toISOString());
}

async function nextSetNumber(tx: Transaction, programmeId: string): Promise<number> {
  const row = await tx
    .insertInto('counters')
    .values({ programme_id: programmeId, kind: 'set', last: 1 })
    .onConflict((conflict) => conflict.columns(['programme_id', 'kind']).doUpdateSet({ last: sql`counters.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return row.last;
}

async function addPreface(tx: Transaction, act: Act, setId: string, at: string): Promise<string> {
  const id = newId();
  const { update, clientId } = firstUpdate({ type: 'doc', content: [{ type: 'paragraph' }] });
  await tx
    .insertInto('documents')
    .values({
      id,
      programme_id: act.programmeId,
      kind: 'preface',
      owner_id: setId,
      epoch: 1,
      schema: SCHEMA_VERSION,
      seq: 1,
      created_at: at,
    })
    .execute();
  await tx
    .insertInto('updates')
    .values({ document_id: id, seq: 1, user_id: act.userId, bytes: update, checksum: crc32(update), at })
    .execute();
  await tx.insertInto('document_clients').values({ document_id: id, client_id: clientId, user_id: act.userId }).execute();
  return id;
}

/** Changes what a set is made of. While it is in approval, who approves it and how stays as it was opened. */
export async function changeSet(world: SetWorld, act: Act, idOrRef: string, version: number, changes: Changes): Promise<RecommendationSet> {
  const row = await world.journal.change(async (tx, note) => {
    const before = await lockSet(tx, act.programmeId, idOrRef);
    await requireVersion(tx, before, version, world.now());
    if (before.state === 'in-approval' && touchesApproval(changes)) throw new Problem('in-approval');
    await requireLists(tx, act.programmeId, changes, world.now());
    const after: SetTable = {
      ...before,
      version: version + 1,
      title: changes.title ?? before.title,
      note: changes.note ?? before.note,
      quorum: changes.quorum ?? before.quorum,
      signing_order: changes.order ?? before.signing_order,
      due_on: changes.dueOn === undefined ? before.due_on : changes.dueOn,
      updated_at: world.now().toISOString(),
      updated_by: act.userId,
    };
    await tx.updateTable('sets').set(after).where('id', '=', before.id).execute();
    await saveLists(tx, before.id, changes);
    await note({ ...changeOfSet(after, act.userId), fields: Object.keys(changes) });
    return after;
  });
  return viewSet(world.database.reader, row, world.now().toISOString());
}

const touchesApproval = (changes: Changes) =>
  changes.approverIds !== undefined || changes.quorum !== undefined || changes.order !== undefined;

/** Throws `stale-version` with the set as it is now. */
export async function requireVersion(reader: Reader, row: SetTable, version: number, now: Date): Promise<void> {
  if (row.version !== version) throw new Problem('stale-version', { current: await viewSet(reader, row, now.toISOString()) });
}

async function requireLists(
  tx: Transaction,
  programmeId: string,
  lists: Partial<Pick<Draft, 'addresseeIds' | 'itemIds' | 'approverIds'>>,
  now: Date,
): Promise<void> {
  const named = [
    { field: 'addresseeIds', of: 'body' as const, ids: lists.addresseeIds ?? [] },
    { field: 'itemIds', of: 'recommendation' as const, ids: lists.itemIds ?? [] },
  ];
  await requireNameable(tx, programmeId, named, null);
  if (!lists.approverIds || lists.approverIds.length === 0) return;
  const { leads } = await teamOf(tx, programmeId, now.toISOString());
  if (!lists.approverIds.every((id) => leads.has(id)))
    throw new Problem('unknown-record', { fields: [{ path: 'approverIds', rule: 'not-allowed' }] });
}

async function saveLists(
  tx: Transaction,
  setId: string,
  lists: Partial<Pick<Draft, 'addresseeIds' | 'itemIds' | 'approverIds'>>,
): Promise<void> {
  const { addresseeIds, itemIds, approverIds } = lists;
  if (itemIds !== undefined) {
    await tx.deleteFrom('set_items').where('set_id', '=', setId).execute();
    const rows = itemIds.map((id, position) => ({ set_id: setId, recommendation_id: id, position }));
    if (rows.length > 0) await tx.insertInto('set_items').values(rows).execute();
  }
  if (addresseeIds !== undefined) {
    await tx.deleteFrom('set_addressees').where('set_id', '=', setId).execute();
    const rows = addresseeIds.map((id, position) => ({ set_id: setId, body_id: id, position }));
    if (rows.length > 0) await tx.insertInto('set_addressees').values(rows).execute();
  }
  if (approverIds !== undefined) {
    await tx.deleteFrom('set_approvers').where('set_id', '=', setId).execute();
    const rows = approverIds.map((id, position) => ({ set_id: setId, user_id: id, position }));
    if (rows.length > 0) await tx.insertInto('set_approvers').values(rows).execute();
  }
}

/** A set by id or reference. Throws `not-found`. */
export async function readSet(world: SetWorld, programmeId: string, idOrRef: string): Promise<RecommendationSet> {
  return viewSet(world.database.reader, await findSet(world.database.reader, programmeId, idOrRef), world.now().toISOString());
}
