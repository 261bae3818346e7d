import { randomInt } from 'node:crypto';
import type { UserId } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import type { AttributionRule, TableState } from '@concordance/shared/roundtables/rules';
import {
  type Attendee,
  type Entered,
  type enterByLink,
  type LookedAtLink,
  SEATS_MOST,
  type SeatSummary,
  type TableLink,
  type tableLinkDraft,
} from '@concordance/shared/roundtables/schema';
import { sql } from 'kysely';
import type { z } from 'zod';
import { addAccount } from '../identity/accounts.ts';
import { storedId } from '../identity/sessions.ts';
import { newId, newSecret } from '../ids.ts';
import type { Act } from '../registers/actions.ts';
import type { Reader, Transaction } from '../storage/database.ts';
import type { RoundTableTable, SeatTable, TableLinkTable } from '../storage/tables.ts';
import { tellSeats } from './changes.ts';
import { findTable, lockTable } from './store.ts';
import type { TableWorld } from './world.ts';

const DAY_MS = 24 * 3600 * 1000;
/** For so long a guest can come back to see what became of their remarks. */
const BACK_DAYS = 365;
/** Twice as many numbers as seats: a draw soon finds a free one, and none tells how many came before. */
const NUMBERS = SEATS_MOST * 2;

type LinkDraft = z.output<typeof tableLinkDraft>;

function toLink(row: TableLinkTable, taken: number): TableLink {
  return {
    id: row.id,
    kind: row.kind as TableLink['kind'],
    name: row.name,
    organisation: row.organisation,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revoked: row.revoked_at !== null,
    seats: row.seats,
    taken,
  };
}

/** Makes a link to a table; its secret is returned once and stored only as a hash. */
export async function makeLink(
  world: TableWorld,
  act: Act,
  idOrRef: string,
  draft: LinkDraft,
): Promise<{ readonly link: TableLink; readonly token: string }> {
  const table = await findTable(world.database.reader, act.programmeId, idOrRef);
  const token = newSecret();
  const now = world.now();
  const row: TableLinkTable = {
    id: newId(),
    table_id: table.id,
    kind: draft.kind,
    token_hash: storedId(token),
    name: draft.name,
    organisation: draft.organisation,
    seats: draft.kind === 'personal' ? 1 : draft.seats,
    created_at: now.toISOString(),
    created_by: act.userId,
    expires_at: new Date(now.getTime() + draft.days * DAY_MS).toISOString(),
    revoked_at: null,
  };
  await world.database.write((tx) => tx.insertInto('table_links').values(row).execute());
  tellSeats(world, table);
  return { link: toLink(row, 0), token };
}

export async function linksOf(world: TableWorld, programmeId: string, idOrRef: string): Promise<readonly TableLink[]> {
  const { reader } = world.database;
  const table = await findTable(reader, programmeId, idOrRef);
  const rows = await reader
    .selectFrom('table_links')
    .selectAll()
    .select(sql<number>`(select count(*) from seats where link_id = table_links.id)`.as('taken'))
    .where('table_id', '=', table.id)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => toLink(row, Number(row.taken)));
}

/** A link that lets nobody in any more. Who came by it stays, until shown out. */
export async function revokeLink(world: TableWorld, act: Act, idOrRef: string, linkId: string): Promise<void> {
  const table = await findTable(world.database.reader, act.programmeId, idOrRef);
  const revoked = await world.database.write((tx) =>
    tx
      .updateTable('table_links')
      .set({ revoked_at: world.now().toISOString() })
      .where('id', '=', linkId)
      .where('table_id', '=', table.id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst(),
  );
  if (revoked.numUpdatedRows !== 1n) throw new Problem('not-found');
  tellSeats(world, table);
}

/** Who came, in the order of their names: when somebody came stands beside no remark. */
export async function attendees(world: TableWorld, programmeId: string, idOrRef: string): Promise<readonly Attendee[]> {
  const { reader } = world.database;
  const table = await findTable(reader, programmeId, idOrRef);
  const rows = await reader
    .selectFrom('seats')
    .innerJoin('users', 'users.id', 'seats.user_id')
    .select(['seats.id', 'user_id', 'users.name', 'organisation', 'joined_at', 'revoked_at'])
    .where('table_id', '=', table.id)
    .orderBy('users.name')
    .execute();
  const here = world.present(
    programmeId,
    rows.map((row) => row.user_id),
  );
  return rows.map((row) => ({
    seatId: row.id,
    name: row.name,
    organisation: row.organisation,
    joinedAt: row.joined_at,
    present: here.has(row.user_id),
    revoked: row.revoked_at !== null,
  }));
}

/** Takes a seat away: the guest is out everywhere before this resolves, and their link leads nowhere. */
export async function showOut(world: TableWorld, act: Act, idOrRef: string, seatId: string): Promise<void> {
  const table = await findTable(world.database.reader, act.programmeId, idOrRef);
  const userId = await world.database.write(async (tx) => {
    const seat = await tx
      .updateTable('seats')
      .set({ revoked_at: world.now().toISOString() })
      .where('id', '=', seatId)
      .where('table_id', '=', table.id)
      .where('revoked_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (!seat) throw new Problem('not-found');
    await tx.deleteFrom('speakers').where('seat_id', '=', seatId).execute();
    // A personal link would let the same person in again under a fresh name.
    const link = tx.updateTable('table_links').set({ revoked_at: world.now().toISOString() }).where('id', '=', seat.link_id);
    await link.where('kind', '=', 'personal').where('revoked_at', 'is', null).execute();
    await endLastMembership(tx, act.programmeId, seat.user_id);
    return seat.user_id;
  });
  await world.rights.touched({ userIds: [userId] });
  tellSeats(world, table);
}

/** Who sits at no table of the programme any more has nothing to see in it. */
async function endLastMembership(tx: Transaction, programmeId: string, userId: string): Promise<void> {
  const other = await tx
    .selectFrom('seats')
    .innerJoin('round_tables', 'round_tables.id', 'seats.table_id')
    .select('seats.id')
    .where('programme_id', '=', programmeId)
    .where('user_id', '=', userId)
    .where('seats.revoked_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (other) return;
  const guest = tx.deleteFrom('memberships').where('programme_id', '=', programmeId).where('user_id', '=', userId);
  await guest.where('role', '=', 'participant').execute();
}

/** Where a secret leads: to a link that lets in, or to the seat of somebody who comes back. */
type Leads =
  | { readonly kind: 'in'; readonly link: TableLinkTable; readonly table: RoundTableTable }
  | { readonly kind: 'back'; readonly seat: SeatTable; readonly table: RoundTableTable };

async function follow(reader: Reader, token: string, now: string): Promise<Leads | null> {
  const hash = storedId(token);
  const tableOf = (id: string) => reader.selectFrom('round_tables').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const back = await reader.selectFrom('seats').selectAll().where('back_hash', '=', hash).executeTakeFirst();
  if (back)
    return back.revoked_at === null && back.back_until > now ? { kind: 'back', seat: back, table: await tableOf(back.table_id) } : null;
  const link = await reader.selectFrom('table_links').selectAll().where('token_hash', '=', hash).executeTakeFirst();
  if (!link || link.revoked_at !== null) return null;
  const table = await tableOf(link.table_id);
  if (link.kind === 'personal') {
    const seat = await reader.selectFrom('seats').selectAll().where('link_id', '=', link.id).executeTakeFirst();
    if (seat) return seat.revoked_at === null && seat.back_until > now ? { kind: 'back', seat, table } : null;
  }
  return link.expires_at > now ? { kind: 'in', link, table } : null;
}

/**
 * The same, for somebody at the door. A secret that leads nowhere counts against the address it came from, and after too
 * many of them that address is told to wait; a good secret always works, since a whole hall may share one address.
 */
async function followOrRefuse(world: TableWorld, token: string, address: string): Promise<Leads> {
  const leads = await follow(world.database.reader, token, world.now().toISOString());
  if (leads) return leads;
  const retryAfter = world.attempts.wait(address);
  if (retryAfter > 0) throw new Problem('too-many-attempts', { retryAfter });
  world.attempts.fail(address);
  throw new Problem('invitation-over');
}

/** What a link leads to. Throws `invitation-over` for every secret that leads nowhere, whatever the cause. */
export async function lookAt(world: TableWorld, token: string, address: string): Promise<LookedAtLink> {
  const leads = await followOrRefuse(world, token, address);
  const { table } = leads;
  const programme = await world.database.reader
    .selectFrom('programmes')
    .select('short_title')
    .where('id', '=', table.programme_id)
    .executeTakeFirstOrThrow();
  const known = leads.kind === 'back';
  return {
    programme: programme.short_title,
    title: table.title,
    description: table.description,
    heldOn: table.held_on,
    rule: table.rule as AttributionRule,
    state: table.state as TableState,
    // Who comes back is not named to whoever holds the link.
    name: known ? '' : leads.link.name,
    organisation: known ? '' : leads.link.organisation,
    known,
  };
}

export interface EnteredAs {
  readonly userId: UserId;
  /** True where a session of this person has to begin. */
  readonly signIn: boolean;
  readonly entered: Entered;
}

/**
 * Lets somebody in: a new guest by their name, a guest who comes back by their link alone, a signed-in person as
 * themselves. A member of the programme needs no seat and gets none. Account, membership and seat are one transaction.
 */
export async function enter(
  world: TableWorld,
  wish: z.output<typeof enterByLink>,
  signedIn: UserId | null,
  language: string,
  address: string,
): Promise<EnteredAs> {
  const leads = await followOrRefuse(world, wish.token, address);
  const { table } = leads;
  const answer = { programmeId: table.programme_id as Entered['programmeId'], tableId: table.id };
  if (leads.kind === 'back') {
    const userId = leads.seat.user_id as UserId;
    return { userId, signIn: signedIn !== userId, entered: { ...answer, seated: true, back: null } };
  }
  if (signedIn && (await isMember(world.database.reader, table.programme_id, signedIn))) {
    return { userId: signedIn, signIn: false, entered: { ...answer, seated: false, back: null } };
  }
  const name = wish.name ?? (leads.link.name || undefined);
  if (!signedIn && name === undefined) throw new Problem('invalid', { fields: [{ path: 'name', rule: 'required' }] });
  const crowded = world.arrivals.wait(address);
  if (crowded > 0) throw new Problem('too-many-attempts', { retryAfter: crowded });
  world.arrivals.fail(address);
  const back = newSecret();
  const userId = await world.inTurn(table.id, () =>
    world.database.write((tx) => takeSeat(tx, world, leads, { ...wish, name }, signedIn, language, back)),
  );
  tellSeats(world, table);
  if (signedIn) await world.rights.touched({ userIds: [signedIn] });
  return { userId, signIn: signedIn === null, entered: { ...answer, seated: true, back: leads.link.kind === 'personal' ? null : back } };
}

async function isMember(reader: Reader, programmeId: string, userId: string): Promise<boolean> {
  const row = await reader
    .selectFrom('memberships')
    .select('role')
    .where('programme_id', '=', programmeId)
    .where('user_id', '=', userId)
    .where('role', '!=', 'participant')
    .executeTakeFirst();
  return row !== undefined;
}

async function takeSeat(
  tx: Transaction,
  world: TableWorld,
  leads: Extract<Leads, { kind: 'in' }>,
  wish: { readonly name?: string | undefined; readonly organisation: string },
  signedIn: UserId | null,
  language: string,
  back: string,
): Promise<UserId> {
  const now = world.now();
  const at = now.toISOString();
  // One after the other from here: seats are counted, and numbers drawn, among those that are taken.
  await lockTable(tx, leads.table.id);
  const taken = await tx.selectFrom('seats').select(['number', 'link_id', 'user_id']).where('table_id', '=', leads.table.id).execute();
  if (taken.filter((seat) => seat.link_id === leads.link.id).length >= leads.link.seats || taken.length >= SEATS_MOST) {
    throw new Problem('table-full');
  }
  const mine = signedIn && taken.some((seat) => seat.user_id === signedIn);
  if (mine) {
    // Shown out and invited again, or the same person by another link: the seat they had.
    const again = { revoked_at: null, link_id: leads.link.id, back_hash: storedId(back), back_until: daysFrom(now, BACK_DAYS) };
    await tx.updateTable('seats').set(again).where('table_id', '=', leads.table.id).where('user_id', '=', signedIn).execute();
    await joinAsGuest(tx, leads.table.programme_id, signedIn, at);
    return signedIn;
  }
  const account = { name: wish.name ?? '', email: null, passwordHash: null, language };
  const userId = signedIn ?? (await addAccount(tx, account, at));
  await joinAsGuest(tx, leads.table.programme_id, userId, at);
  await tx
    .insertInto('seats')
    .values({
      id: newId(),
      table_id: leads.table.id,
      user_id: userId,
      link_id: leads.link.id,
      number: drawNumber(new Set(taken.map((seat) => seat.number))),
      organisation: wish.organisation || leads.link.organisation,
      back_hash: storedId(back),
      back_until: daysFrom(now, BACK_DAYS),
      joined_at: at,
      revoked_at: null,
    })
    .execute();
  return userId;
}

const daysFrom = (now: Date, days: number) => new Date(now.getTime() + days * DAY_MS).toISOString();

async function joinAsGuest(tx: Transaction, programmeId: string, userId: string, at: string): Promise<void> {
  await tx
    .insertInto('memberships')
    .values({ programme_id: programmeId, user_id: userId, role: 'participant', joined_at: at, expires_at: null })
    .onConflict((conflict) =>
      conflict.columns(['programme_id', 'user_id']).doUpdateSet({ expires_at: null }).where('memberships.role', '=', 'participant'),
    )
    .execute();
}

function drawNumber(taken: ReadonlySet<number>): number {
  for (;;) {
    const number = randomInt(1, NUMBERS);
    if (!taken.has(number)) return number;
  }
}

/** The tables a person sits at, the newest first. */
export async function seatsOf(reader: Reader, userId: string): Promise<readonly SeatSummary[]> {
  const rows = await reader
    .selectFrom('seats')
    .innerJoin('round_tables', 'round_tables.id', 'seats.table_id')
    .innerJoin('memberships', (join) =>
      join.onRef('memberships.programme_id', '=', 'round_tables.programme_id').onRef('memberships.user_id', '=', 'seats.user_id'),
    )
    .select(['round_tables.programme_id', 'table_id', 'title', 'state'])
    .where('seats.user_id', '=', userId)
    .where('seats.revoked_at', 'is', null)
    .where('memberships.role', '=', 'participant')
    .orderBy('seats.joined_at', 'desc')
    .execute();
  return rows.map((row) => ({
    programmeId: row.programme_id as SeatSummary['programmeId'],
    tableId: row.table_id,
    title: row.title,
    state: row.state as TableState,
  }));
}
