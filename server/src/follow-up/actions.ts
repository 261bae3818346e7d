import type { FollowedItem, FollowUp, followUpDraft } from '@concordance/shared/follow-up/schema';
import { Problem } from '@concordance/shared/problems';
import { setReference } from '@concordance/shared/sets/schema';
import type { z } from 'zod';
import { appendAudit } from '../audit/chain.ts';
import { documentOf, editionLines, findEdition } from '../editions/store.ts';
import { keepBytes, type ReadFile } from '../files/actions.ts';
import { newId } from '../ids.ts';
import type { Act, RegisterWorld } from '../registers/actions.ts';
import { findSet } from '../sets/store.ts';
import type { Reader } from '../storage/database.ts';
import type { FollowUpTable } from '../storage/tables.ts';

/**
 * Writes down what became of a delivered recommendation. Throws `move-not-allowed` for an edition that was never
 * delivered, `unknown-record` for a recommendation that it does not hold.
 */
export async function recordFollowUp(
  world: RegisterWorld,
  act: Act,
  idOrRef: string,
  draft: z.output<typeof followUpDraft>,
): Promise<FollowedItem> {
  const set = await world.journal.change(async (tx, note) => {
    const row = await findSet(tx, act.programmeId, idOrRef);
    const edition = documentOf(await findEdition(tx, row.id, draft.edition));
    const line = (await editionLines(tx, [row.id])).get(row.id)?.find((one) => one.number === draft.edition);
    if (!line || line.deliveredOn === null) throw new Problem('move-not-allowed');
    const held = edition.substance.recommendations.find((one) => one.id === draft.recommendationId);
    if (!held) throw new Problem('unknown-record', { fields: [{ path: 'recommendationId', rule: 'not-allowed' }] });
    const at = world.now().toISOString();
    const last = await tx
      .selectFrom('follow_ups')
      .select((from) => from.fn.max('step').as('step'))
      .where('set_id', '=', row.id)
      .where('edition', '=', draft.edition)
      .where('recommendation_id', '=', draft.recommendationId)
      .executeTakeFirst();
    const written: FollowUpTable = {
      id: newId(),
      programme_id: act.programmeId,
      set_id: row.id,
      edition: draft.edition,
      recommendation_id: draft.recommendationId,
      step: Number(last?.step ?? 0) + 1,
      outcome: draft.outcome,
      on_day: draft.on,
      reference: draft.reference,
      note: draft.note,
      review_on: draft.reviewOn,
      at,
      by_id: act.userId,
      attachment: null,
      attachment_hash: null,
    };
    await tx.insertInto('follow_ups').values(written).execute();
    const change = {
      programmeId: act.programmeId,
      kind: 'follow-up' as const,
      id: written.id,
      ref: held.ref,
      title: held.title,
      version: 1,
    };
    await note({ ...change, action: 'created', by: act.userId, fields: [draft.outcome] });
    await appendAudit(
      tx,
      {
        programmeId: act.programmeId,
        by: act.userId,
        act: 'follow-up.recorded',
        recordId: held.id,
        ref: held.ref,
        fingerprint: line.sha256,
        details: { set: setReference(row.number), edition: draft.edition, outcome: draft.outcome, on: draft.on },
      },
      at,
    );
    return row;
  });
  return itemOf(world.database.reader, act.programmeId, set.id, draft.edition, draft.recommendationId);
}

/** A line of follow-up in a programme. Throws `not-found`. */
export async function findFollowUp(reader: Reader, programmeId: string, id: string): Promise<FollowUpTable> {
  const row = await reader
    .selectFrom('follow_ups')
    .selectAll()
    .where('programme_id', '=', programmeId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Problem('not-found');
  return row;
}

/**
 * Puts the file to a line that came with it. Like the line itself it is given once, and never replaced: another file
 * belongs to another line. Throws `not-found`, `move-not-allowed` where there is one already.
 */
export async function attachToFollowUp(world: RegisterWorld, act: Act, id: string, file: ReadFile): Promise<FollowedItem> {
  const row = await world.journal.change(async (tx, note) => {
    const line = await findFollowUp(tx, act.programmeId, id);
    const at = world.now().toISOString();
    await keepBytes(tx, file, at);
    const given = await tx
      .updateTable('follow_ups')
      .set({ attachment: JSON.stringify(file.attachment), attachment_hash: file.attachment.hash })
      .where('id', '=', id)
      .where('attachment', 'is', null)
      .executeTakeFirst();
    if (given.numUpdatedRows !== 1n) throw new Problem('move-not-allowed');
    const edition = await findEdition(tx, line.set_id, line.edition);
    const held = documentOf(edition).substance.recommendations.find((one) => one.id === line.recommendation_id);
    const { ref = '', title = '' } = held ?? {};
    const change = { programmeId: act.programmeId, kind: 'follow-up' as const, id, ref, title, version: 1 };
    await note({ ...change, action: 'changed', by: act.userId, fields: ['attachment'] });
    await appendAudit(
      tx,
      {
        programmeId: act.programmeId,
        by: act.userId,
        act: 'follow-up.recorded',
        recordId: line.recommendation_id,
        ref,
        fingerprint: edition.sha256,
        details: { line: id, edition: line.edition, attachment: file.attachment.hash },
      },
      at,
    );
    return line;
  });
  return itemOf(world.database.reader, act.programmeId, row.set_id, row.edition, row.recommendation_id);
}

async function itemOf(
  reader: Reader,
  programmeId: string,
  setId: string,
  edition: number,
  recommendationId: string,
): Promise<FollowedItem> {
  const items = await followedItems(reader, programmeId);
  const item = items.find((one) => one.setId === setId && one.edition === edition && one.recommendationId === recommendationId);
  if (!item) throw new Problem('not-found');
  return item;
}

/** Every recommendation of every edition that was delivered and still counts, or was answered, with its newest line. */
export async function followedItems(reader: Reader, programmeId: string): Promise<readonly FollowedItem[]> {
  const sets = await reader.selectFrom('sets').select(['id', 'number']).where('programme_id', '=', programmeId).orderBy('number').execute();
  const ids = sets.map((set) => set.id);
  if (ids.length === 0) return [];
  const lines = await editionLines(reader, ids);
  const delivered = sets.flatMap((set) =>
    (lines.get(set.id) ?? []).filter((line) => line.deliveredOn !== null).map((line) => ({ set, line })),
  );
  const rows = await reader
    .selectFrom('follow_ups')
    .leftJoin('users', 'users.id', 'follow_ups.by_id')
    .selectAll('follow_ups')
    .select('users.name as by_name')
    .where('programme_id', '=', programmeId)
    .orderBy('step')
    .execute();
  const items: FollowedItem[] = [];
  for (const { set, line } of delivered) {
    const { substance } = documentOf(await findEdition(reader, set.id, line.number));
    for (const one of substance.recommendations) {
      const mine = rows.filter((row) => row.set_id === set.id && row.edition === line.number && row.recommendation_id === one.id);
      // What a later edition has taken over is followed there, unless it was answered.
      if (line.state !== 'delivered' && mine.length === 0) continue;
      const last = mine.at(-1);
      const base = { setId: set.id, setRef: setReference(set.number), edition: line.number };
      items.push({
        ...base,
        deliveredOn: line.deliveredOn ?? '',
        recommendationId: one.id,
        ref: one.ref,
        title: one.title,
        bodies: one.addressees.length > 0 ? one.addressees : substance.set.addressees,
        latest: last ? toFollowUp(last, { ...base, ref: one.ref, title: one.title }) : null,
        lines: mine.length,
      });
    }
  }
  return items;
}

function toFollowUp(
  row: FollowUpTable & { readonly by_name: string | null },
  named: Pick<FollowUp, 'setId' | 'setRef' | 'edition' | 'ref' | 'title'>,
): FollowUp {
  return {
    id: row.id as FollowUp['id'],
    ...named,
    recommendationId: row.recommendation_id as FollowUp['recommendationId'],
    outcome: row.outcome as FollowUp['outcome'],
    on: row.on_day,
    reference: row.reference,
    note: row.note,
    reviewOn: row.review_on,
    byName: row.by_name,
    at: row.at,
    attachment: row.attachment === null ? null : JSON.parse(row.attachment),
  };
}
