import { crc32 } from 'node:zlib';
import { SCHEMA_VERSION } from '@concordance/shared/collaboration/wire';
import type { EditorJson } from '@concordance/shared/editor/json';
import { reference } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import type { Language } from '@concordance/shared/programmes/schema';
import { type AttributionRule, nextStates, type TableState } from '@concordance/shared/roundtables/rules';
import { type Table, tableReference } from '@concordance/shared/roundtables/schema';
import { newId } from '../ids.ts';
import { firstUpdate } from '../recommendations/first-update.ts';
import type { Act } from '../registers/actions.ts';
import type { RoundTableTable } from '../storage/tables.ts';
import { tableChange } from './changes.ts';
import { type Happened, minutesText } from './minutes-text.ts';
import { roundsOf } from './rating.ts';
import { remarksOf } from './remarks.ts';
import { findTable, lockTable, readTable } from './store.ts';
import type { TableWorld } from './world.ts';

/** What happened at a table up to now. The wording of each item is that of the closing. */
async function happenedAt(world: TableWorld, table: RoundTableTable): Promise<Happened> {
  const { reader } = world.database;
  const [guests, items, remarks, rounds] = await Promise.all([
    reader
      .selectFrom('seats')
      .innerJoin('users', 'users.id', 'seats.user_id')
      .select(['users.name', 'organisation'])
      .where('table_id', '=', table.id)
      .where('revoked_at', 'is', null)
      .orderBy('users.name')
      .execute(),
    reader
      .selectFrom('agenda_items')
      .innerJoin('recommendations', 'recommendations.id', 'agenda_items.recommendation_id')
      .select(['recommendation_id', 'number', 'title', 'statement', 'closing_text'])
      .where('table_id', '=', table.id)
      .orderBy('position')
      .execute(),
    remarksOf(reader, table.id),
    roundsOf(world, table),
  ]);
  return {
    ref: tableReference(table.number),
    title: table.title,
    description: table.description,
    heldOn: table.held_on,
    openedAt: table.opened_at ?? table.created_at,
    closedAt: table.closed_at ?? table.created_at,
    rule: table.rule as AttributionRule,
    guests,
    items: items.map((item) => {
      const closing = item.closing_text ? (JSON.parse(item.closing_text) as { title: string; statement: string }) : item;
      return {
        recommendationId: item.recommendation_id,
        ref: reference('recommendation', item.number),
        title: closing.title,
        statement: closing.statement,
      };
    }),
    remarks,
    rounds,
  };
}

/**
 * Begins the minutes of a closed table: writes them from what happened, once, as a document that the team then edits
 * together. Throws `move-not-allowed` unless the table is closed and has none yet.
 */
export async function beginMinutes(world: TableWorld, act: Act, idOrRef: string, language: Language): Promise<Table> {
  const found = await findTable(world.database.reader, act.programmeId, idOrRef);
  const { update, clientId } = firstUpdate(minutesText(await happenedAt(world, found), language));
  const saved = await world.journal.change(async (tx, note) => {
    // Two who begin at once: the second finds the table minuted. A text seeded twice would say everything twice.
    const table = await lockTable(tx, found.id);
    if (!nextStates(table.state as TableState).includes('minuted')) throw new Problem('move-not-allowed');
    const at = world.now().toISOString();
    const id = newId();
    const document = { id, programme_id: act.programmeId, kind: 'minutes', owner_id: table.id, epoch: 1, schema: SCHEMA_VERSION };
    await tx
      .insertInto('documents')
      .values({ ...document, seq: 1, created_at: at })
      .execute();
    await tx
      .insertInto('updates')
      .values({ document_id: id, seq: 1, user_id: act.userId, bytes: update, checksum: crc32(update), at })
      .execute();
    await tx.insertInto('document_clients').values({ document_id: id, client_id: clientId, user_id: act.userId }).execute();
    const row = await tx
      .updateTable('round_tables')
      .set({ state: 'minuted', minutes_document_id: id, version: table.version + 1 })
      .where('id', '=', table.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await note(tableChange(row, act.userId, 'changed', ['minutes']));
    return row;
  });
  return readTable(world.database.reader, saved, world.present);
}

/** The minutes as they are now, with the name of their table. Throws `not-found` before they were begun. */
export async function readMinutes(
  world: TableWorld,
  programmeId: string,
  idOrRef: string,
): Promise<{ readonly documentId: string; readonly ref: string; readonly title: string; readonly text: EditorJson }> {
  const table = await findTable(world.database.reader, programmeId, idOrRef);
  if (table.minutes_document_id === null) throw new Problem('not-found');
  const text = (await world.readText(table.minutes_document_id)) ?? { type: 'doc' };
  return { documentId: table.minutes_document_id, ref: tableReference(table.number), title: table.title, text };
}
