import { Problem } from '@concordance/shared/problems';
import { nextStates, type TableState } from '@concordance/shared/roundtables/rules';
import type { Table, TableChanges, tableFields } from '@concordance/shared/roundtables/schema';
import { tableReference } from '@concordance/shared/roundtables/schema';
import type { z } from 'zod';
import { newId } from '../ids.ts';
import { hintInboxes, type Told, tellPeople } from '../notices/tell.ts';
import type { Act } from '../registers/actions.ts';
import { nextNumber } from '../registers/store.ts';
import type { Transaction } from '../storage/database.ts';
import type { RoundTableTable } from '../storage/tables.ts';
import { tableChange } from './changes.ts';
import { closeRounds } from './rating.ts';
import { findTable, lockTable, readTable, seatedUsers } from './store.ts';
import type { TableWorld } from './world.ts';

type Draft = z.output<typeof tableFields>;

async function saveAgenda(tx: Transaction, act: Act, tableId: string, agenda: Draft['agenda']): Promise<void> {
  const ids = agenda.map((item) => item.recommendationId);
  const known =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('recommendations')
          .select('id')
          .where('programme_id', '=', act.programmeId)
          .where('archived_at', 'is', null)
          .where('id', 'in', ids)
          .execute();
  if (known.length !== ids.length) throw new Problem('unknown-record', { fields: [{ path: 'agenda', rule: 'not-allowed' }] });
  await tx.deleteFrom('agenda_items').where('table_id', '=', tableId).execute();
  for (const [position, item] of agenda.entries()) {
    await tx
      .insertInto('agenda_items')
      .values({
        id: newId(),
        table_id: tableId,
        recommendation_id: item.recommendationId,
        position,
        minutes: item.minutes,
        closing_text: null,
      })
      .execute();
  }
}

/** Plans a table. Throws `unknown-record` for an item that is not in the programme. */
export async function createTable(world: TableWorld, act: Act, draft: Draft): Promise<Table> {
  const row = await world.journal.change(async (tx, note) => {
    const table: RoundTableTable = {
      id: newId(),
      programme_id: act.programmeId,
      number: await nextNumber(tx, act.programmeId, 'round-table'),
      version: 1,
      title: draft.title,
      description: draft.description,
      held_on: draft.heldOn,
      closes_at: draft.closesAt,
      rule: draft.rule,
      state: 'planned',
      opened_at: null,
      closed_at: null,
      minutes_document_id: null,
      current_item_id: null,
      current_since: null,
      created_at: world.now().toISOString(),
      created_by: act.userId,
    };
    await tx.insertInto('round_tables').values(table).execute();
    await saveAgenda(tx, act, table.id, draft.agenda);
    await note(tableChange(table, act.userId, 'created'));
    return table;
  });
  return readTable(world.database.reader, row, world.present);
}

/** What may not change once people have come: they came on these terms, for these texts. */
const TERMS = ['rule', 'agenda'] as const;

/** Changes a table that has not begun, or the words and hours of one that is open. Throws `table-begun`, `stale-version`. */
export async function changeTable(world: TableWorld, act: Act, idOrRef: string, version: number, changes: TableChanges): Promise<Table> {
  const outcome = await world.journal.change(async (tx, note) => {
    const row = await lockTable(tx, (await findTable(tx, act.programmeId, idOrRef)).id);
    if (row.version !== version) return { stale: row };
    const begun = row.state !== 'planned';
    if (begun && TERMS.some((term) => changes[term] !== undefined)) throw new Problem('table-begun');
    if (row.state !== 'planned' && row.state !== 'open') throw new Problem('table-begun');
    const { agenda, heldOn, closesAt, ...plain } = changes;
    const values = {
      ...plain,
      ...(heldOn !== undefined && { held_on: heldOn }),
      ...(closesAt !== undefined && { closes_at: closesAt }),
      version: version + 1,
    };
    const saved = await tx.updateTable('round_tables').set(values).where('id', '=', row.id).returningAll().executeTakeFirstOrThrow();
    if (agenda) await saveAgenda(tx, act, row.id, agenda);
    await note(tableChange(saved, act.userId, 'changed', Object.keys(changes)));
    return { saved };
  });
  if (outcome.stale) throw new Problem('stale-version', { current: await readTable(world.database.reader, outcome.stale, world.present) });
  return readTable(world.database.reader, outcome.saved, world.present);
}

/**
 * Opens or closes a table. When this resolves, every open screen of its guests has been judged anew: what they may read
 * and say is what the new state allows. Throws `move-not-allowed`, `stale-version`; `invalid` for a table without items.
 */
export async function moveTable(
  world: TableWorld,
  act: Act,
  idOrRef: string,
  version: number,
  to: 'open' | 'closed',
  byHand = true,
): Promise<Table> {
  const told = new Set<string>();
  const found = await findTable(world.database.reader, act.programmeId, idOrRef);
  const texts = to === 'closed' ? await closingTexts(world, found.id) : new Map<string, string>();
  const outcome = await world.journal.change(async (tx, note) => {
    const row = await lockTable(tx, found.id);
    if (row.version !== version) return { stale: row };
    if (!nextStates(row.state as TableState).includes(to)) throw new Problem('move-not-allowed');
    const saved = await (to === 'open' ? open(tx, world, row) : close(tx, world, row, texts));
    await note(tableChange(saved, act.userId, 'changed', ['state']));
    await tellMoved(tx, told, saved, byHand ? act.userId : '', world.now().toISOString());
    return { saved };
  });
  if (outcome.stale) throw new Problem('stale-version', { current: await readTable(world.database.reader, outcome.stale, world.present) });
  hintInboxes(world.journal, act.programmeId, told);
  await world.rights.touched({ userIds: await seatedUsers(world.database.reader, found.id) });
  if (to === 'closed') await keepClosed(world, outcome.saved, byHand ? act.userId : null);
  return readTable(world.database.reader, outcome.saved, world.present);
}

/** Keeps what was on the agenda as the table left it. */
async function keepClosed(world: TableWorld, row: RoundTableTable, by: string | null): Promise<void> {
  const items = await world.database.reader.selectFrom('agenda_items').select('recommendation_id').where('table_id', '=', row.id).execute();
  const recommendationIds = items.map((item) => item.recommendation_id);
  await world.keep({ cause: 'round-table', by, note: tableReference(row.number), recommendationIds });
}

/** Tells everybody in the programme whom it concerns that a table has opened or closed: the team, and who sits there. */
async function tellMoved(tx: Transaction, told: Told, row: RoundTableTable, actorId: string, at: string): Promise<void> {
  const team = await tx
    .selectFrom('memberships')
    .select('user_id')
    .where('programme_id', '=', row.programme_id)
    .where('role', '!=', 'participant')
    .execute();
  const people = [...team.map((member) => member.user_id), ...(await seatedUsers(tx, row.id))];
  const kind = row.state === 'open' ? ('table-opened' as const) : ('table-closed' as const);
  const subject = { kind: 'round-table', id: row.id };
  await tellPeople(tx, told, { programmeId: row.programme_id, kind, threadId: null, subject, actorId, by: null, at }, people);
}

async function open(tx: Transaction, world: TableWorld, row: RoundTableTable): Promise<RoundTableTable> {
  const item = await tx.selectFrom('agenda_items').select('id').where('table_id', '=', row.id).limit(1).executeTakeFirst();
  if (!item) throw new Problem('invalid', { fields: [{ path: 'agenda', rule: 'required' }] });
  const now = world.now().toISOString();
  // An hour of closing that is past would shut the table in the moment it opens.
  const closesAt = row.closes_at !== null && row.closes_at <= now ? null : row.closes_at;
  return tx
    .updateTable('round_tables')
    .set({ state: 'open', opened_at: now, closes_at: closesAt, version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function close(
  tx: Transaction,
  world: TableWorld,
  row: RoundTableTable,
  texts: ReadonlyMap<string, string>,
): Promise<RoundTableTable> {
  const at = world.now().toISOString();
  await closeRounds(tx, row, at);
  for (const [itemId, text] of texts) await tx.updateTable('agenda_items').set({ closing_text: text }).where('id', '=', itemId).execute();
  await tx.deleteFrom('speakers').where('table_id', '=', row.id).execute();
  return tx
    .updateTable('round_tables')
    .set({ state: 'closed', closed_at: at, current_item_id: null, current_since: null, version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The wording of each item as it stands now; guests go on reading this when the live text is no longer theirs. */
async function closingTexts(world: TableWorld, tableId: string): Promise<ReadonlyMap<string, string>> {
  const items = await world.database.reader
    .selectFrom('agenda_items')
    .innerJoin('recommendations', 'recommendations.id', 'agenda_items.recommendation_id')
    .select(['agenda_items.id', 'title', 'statement', 'document_id'])
    .where('table_id', '=', tableId)
    .execute();
  const texts = items.map(async ({ id, title, statement, document_id }) => {
    const text = (await world.readText(document_id)) ?? { type: 'doc' };
    return [id, JSON.stringify({ title, statement, text })] as const;
  });
  return new Map(await Promise.all(texts));
}

/** Closes what should have closed by now. Returns how many. */
export async function closeOverdue(world: TableWorld): Promise<number> {
  const rows = await world.database.reader
    .selectFrom('round_tables')
    .select(['id', 'programme_id', 'version', 'created_by'])
    .where('state', '=', 'open')
    .where('closes_at', '<=', world.now().toISOString())
    .execute();
  for (const row of rows) {
    const act = { programmeId: row.programme_id, userId: row.created_by };
    await moveTable(world, act, row.id, row.version, 'closed', false).catch((error: unknown) => {
      // Somebody was faster: then it is closed, or the hour is another.
      if (!(error instanceof Problem)) throw error;
    });
  }
  return rows.length;
}
