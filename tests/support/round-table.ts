import type { Entered, Round, SeatView, Table, TableDraft } from '@concordance/shared/roundtables/schema';
import type { Somebody, World } from './world.ts';

/** A guest at a table, with the secret they can come back by. */
export interface Guest extends Somebody {
  readonly tableId: string;
  readonly back: string | null;
}

/** Plans a table of recommendations made for it. */
export async function planTable(lead: Somebody, programmeId: string, draft: Partial<TableDraft> = {}, items = 1): Promise<Table> {
  const here = (path: string) => `/programmes/${programmeId}${path}`;
  const agenda = [];
  for (let place = 0; place < items; place++) {
    const made = await lead.make(here('/recommendations'), { title: `Item ${place + 1}`, statement: `Do the thing ${place + 1}.` });
    agenda.push({ recommendationId: made.id });
  }
  return lead.make<Table>(here('/round-tables'), { title: 'A table', agenda, ...draft });
}

/** Plans and opens a table. */
export async function openTable(lead: Somebody, programmeId: string, draft: Partial<TableDraft> = {}, items = 1): Promise<Table> {
  const planned = await planTable(lead, programmeId, draft, items);
  const answer = await lead.post<Table>(`/programmes/${programmeId}/round-tables/${planned.id}/state`, {
    version: planned.version,
    to: 'open',
  });
  if (answer.status !== 200) throw new Error(`opening: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Somebody new who has come in by a link, as their browser goes on. */
export async function guestOf(world: World, token: string, name = 'A guest', organisation = ''): Promise<Guest> {
  const answer = await world.nobody.post<Entered>('/round-tables/enter', { token, name, organisation });
  if (answer.status !== 200) throw new Error(`entering: ${answer.status} ${JSON.stringify(answer.body)}`);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const me = await world.nobody.ask<{ me: { id: string } }>('GET', '/session', { headers: { cookie } });
  return { ...world.withCookie(me.body.me.id, name, cookie), tableId: answer.body.tableId, back: answer.body.back };
}

/** A shared link to a table. */
export async function sharedLink(lead: Somebody, table: Table, draft: object = {}): Promise<string> {
  const path = `/programmes/${table.programmeId}/round-tables/${table.id}/links`;
  return (await lead.make<{ token: string }>(path, { kind: 'shared', ...draft })).token;
}

export const seatOf = async (guest: Somebody, table: Table) =>
  (await guest.get<SeatView>(`/programmes/${table.programmeId}/round-tables/${table.id}/seat`)).body;

/** Opens a round on the first item. */
export const openRound = (lead: Somebody, table: Table, draft: object = {}) =>
  lead.make<Round>(`/programmes/${table.programmeId}/round-tables/${table.id}/rounds`, { itemId: table.agenda[0]?.id, ...draft });
