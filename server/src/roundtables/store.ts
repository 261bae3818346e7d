import { reference } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import { type AttributionRule, guestLabel } from '@concordance/shared/roundtables/rules';
import type { AgendaItem, LiveSession, Table, TableLife, TableSummary } from '@concordance/shared/roundtables/schema';
import { TABLE_PREFIX, tableReference } from '@concordance/shared/roundtables/schema';
import { sql } from 'kysely';
import type { Reader, Transaction } from '../storage/database.ts';
import type { RoundTableTable, SeatTable } from '../storage/tables.ts';
import { remarkCounts } from './remarks.ts';

/** A table of the programme by its id or its reference. Throws `not-found`. */
export async function findTable(reader: Reader, programmeId: string, idOrRef: string): Promise<RoundTableTable> {
  const number = new RegExp(`^${TABLE_PREFIX}-(\\d{1,9})$`, 'i').exec(idOrRef)?.[1];
  const query = reader.selectFrom('round_tables').selectAll().where('programme_id', '=', programmeId);
  const row = await (number ? query.where('number', '=', Number(number)) : query.where('id', '=', idOrRef)).executeTakeFirst();
  if (!row) throw new Problem('not-found');
  return row;
}

/** Locks a table until the transaction ends, so that what is decided on its state stays true. */
export async function lockTable(tx: Transaction, id: string): Promise<RoundTableTable> {
  return tx
    .updateTable('round_tables')
    .set((from) => ({ version: from.ref('version') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The seat of a person at a table, unless it was taken away. */
export async function findSeat(reader: Reader, tableId: string, userId: string): Promise<SeatTable | null> {
  const row = await reader
    .selectFrom('seats')
    .selectAll()
    .where('table_id', '=', tableId)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** A table and one's own seat at it. Throws `not-found` for a table where one does not sit, as if there were none. */
export async function findSeated(
  reader: Reader,
  programmeId: string,
  idOrRef: string,
  userId: string,
): Promise<{ readonly table: RoundTableTable; readonly seat: SeatTable }> {
  const table = await findTable(reader, programmeId, idOrRef);
  const seat = await findSeat(reader, table.id, userId);
  if (!seat) throw new Problem('not-found');
  return { table, seat };
}

export function lifeOf(row: RoundTableTable): TableLife {
  const openedAt = row.opened_at ?? row.created_at;
  const closedAt = row.closed_at ?? openedAt;
  switch (row.state as TableLife['state']) {
    case 'planned':
      return { state: 'planned' };
    case 'open':
      return { state: 'open', openedAt };
    case 'closed':
      return { state: 'closed', openedAt, closedAt };
    case 'minuted':
      return { state: 'minuted', openedAt, closedAt, minutesDocumentId: row.minutes_document_id as never };
  }
}

export function coreOf(row: RoundTableTable) {
  return {
    id: row.id,
    programmeId: row.programme_id as Table['programmeId'],
    ref: tableReference(row.number),
    version: row.version,
    title: row.title,
    description: row.description,
    heldOn: row.held_on,
    closesAt: row.closes_at,
    rule: row.rule as AttributionRule,
    life: lifeOf(row),
  };
}

/** The items of a table in their order, with their rounds and how many remarks were made. */
export async function agendaOf(reader: Reader, tableId: string): Promise<readonly AgendaItem[]> {
  const [rows, rounds, remarks] = await Promise.all([
    reader
      .selectFrom('agenda_items')
      .innerJoin('recommendations', 'recommendations.id', 'agenda_items.recommendation_id')
      .select(['agenda_items.id', 'recommendation_id', 'minutes', 'number', 'title', 'statement', 'document_id'])
      .where('table_id', '=', tableId)
      .orderBy('position')
      .execute(),
    reader
      .selectFrom('rating_rounds')
      .select(['id', 'item_id', 'number', 'state'])
      .where('table_id', '=', tableId)
      .orderBy('number')
      .execute(),
    remarkCounts(reader, tableId),
  ]);
  return rows.map((row) => ({
    id: row.id,
    recommendationId: row.recommendation_id as AgendaItem['recommendationId'],
    ref: reference('recommendation', row.number),
    title: row.title,
    statement: row.statement,
    documentId: row.document_id as AgendaItem['documentId'],
    minutes: row.minutes,
    remarks: remarks.get(row.recommendation_id)?.all ?? 0,
    unanswered: remarks.get(row.recommendation_id)?.unanswered ?? 0,
    rounds: rounds
      .filter((round) => round.item_id === row.id)
      .map((round) => ({ id: round.id, number: round.number, state: round.state as 'open' | 'closed' })),
  }));
}

/** Where the chair is, and who asked to speak, in the order they asked. Names only as the table's rule allows. */
export async function sessionOf(reader: Reader, table: RoundTableTable): Promise<LiveSession> {
  const rows = await reader
    .selectFrom('speakers')
    .innerJoin('seats', 'seats.id', 'speakers.seat_id')
    .innerJoin('users', 'users.id', 'seats.user_id')
    .select(['seats.number', 'organisation', 'users.name', 'state', 'since'])
    .where('speakers.table_id', '=', table.id)
    .orderBy('since')
    .orderBy('seats.number')
    .execute();
  return {
    itemId: table.current_item_id,
    itemSince: table.current_since,
    speakers: rows.map((row) => ({
      label: guestLabel(table.rule as AttributionRule, row),
      number: row.number,
      state: row.state as 'waiting' | 'speaking',
      since: row.since,
    })),
  };
}

/** Everybody who has a seat now. */
export async function seatedUsers(reader: Reader, tableId: string): Promise<readonly string[]> {
  const rows = await reader.selectFrom('seats').select('user_id').where('table_id', '=', tableId).where('revoked_at', 'is', null).execute();
  return rows.map((row) => row.user_id);
}

/** All tables of a programme, the newest first. */
export async function listTables(reader: Reader, programmeId: string): Promise<readonly TableSummary[]> {
  const rows = await reader
    .selectFrom('round_tables')
    .selectAll()
    .select([
      sql<number>`(select count(*) from agenda_items where table_id = round_tables.id)`.as('items'),
      sql<number>`(select count(*) from seats where table_id = round_tables.id and revoked_at is null)`.as('guests'),
    ])
    .where('programme_id', '=', programmeId)
    .orderBy('number', 'desc')
    .execute();
  return Promise.all(
    rows.map(async (row) => {
      const { description: _, programmeId: __, ...core } = coreOf(row);
      const remarks = [...(await remarkCounts(reader, row.id)).values()].reduce((sum, { all }) => sum + all, 0);
      return { ...core, items: Number(row.items), guests: Number(row.guests), remarks };
    }),
  );
}

/** A table as the team sees it. */
export async function readTable(
  reader: Reader,
  row: RoundTableTable,
  present: (programmeId: string, userIds: readonly string[]) => ReadonlySet<string>,
): Promise<Table> {
  const [agenda, session, users] = await Promise.all([agendaOf(reader, row.id), sessionOf(reader, row), seatedUsers(reader, row.id)]);
  return { ...coreOf(row), agenda: [...agenda], session, guests: users.length, present: present(row.programme_id, users).size };
}
