import { openEventFeed } from '@concordance/server/events/feed';
import type { Round, Table } from '@concordance/shared/roundtables/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type Guest, guestOf, openRound, openTable, sharedLink } from '../support/round-table.ts';
import { describedRoutes, filled, NEEDS, type Route } from '../support/route-table.ts';
import { type Somebody, type World, world } from '../support/world.ts';
import { unzipped } from '../support/zip.ts';

const NAMES = ['Ainagulcanary', 'Borislavcanary', 'Zarinacanary'];
const HOUSES = ['Chambercanary', 'Bankcanary', 'Unioncanary'];
const SECRET = new RegExp([...NAMES, ...HOUSES].join('|'));
/** Where leads read who came. It says nothing about what anybody said. */
const FOR_LEADS = new Set(['GET /programmes/{programme}/round-tables/{id}/guests', 'GET /programmes/{programme}/round-tables/{id}/links']);

describe.each(DIALECTS)('under the Chatham House Rule on $name', (dialect) => {
  let w: World;
  let table: Table;
  let round: Round;
  let guests: readonly Guest[];
  let routes: readonly Route[];
  let told: string[];

  beforeAll(async () => {
    w = await world({ dialect });
    told = [];
    w.identity.journal.subscribe((published) => void told.push(JSON.stringify(published)));
    table = await openTable(w.lead, w.programmeId, { rule: 'chatham-house' });
    const path = w.here(`/round-tables/${table.id}`);
    const token = await sharedLink(w.lead, table);
    await w.lead.make(`${path}/links`, { kind: 'personal', name: NAMES[0], organisation: HOUSES[0] });
    const came: Guest[] = [];
    for (const [n, name] of NAMES.entries()) came.push(await guestOf(w, token, name, HOUSES[n]));
    guests = came;
    round = await openRound(w.lead, table);
    for (const guest of guests) {
      await guest.ask('PUT', `${path}/seat/hand`);
      const body = { ratings: { desirability: 8, feasibility: 8, confidence: 8 }, reasons: { desirability: 'A reason without a name' } };
      await guest.ask('PUT', `${path}/seat/rounds/${round.id}/answer`, { body });
    }
    routes = (await describedRoutes(w)).filter((route) => route.method === 'GET' && NEEDS[route.key] !== 'server.people');
  });
  afterAll(() => w.drop());

  /** Everything that somebody can read, as text; a Word file by its parts. */
  async function everything(who: Somebody): Promise<ReadonlyMap<string, string>> {
    const params = { programme: w.programmeId, id: table.id, round: round.id, item: table.agenda[0]?.id ?? '' };
    const answers = new Map<string, string>();
    for (const route of routes) {
      const response = await w.app.request(`/api${filled(route, params)}`, { headers: { cookie: who.cookie ?? '' } });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const word = (response.headers.get('content-type') ?? '').includes('wordprocessingml');
      answers.set(route.key, word ? [...unzipped(bytes).values()].join('\n') : Buffer.from(bytes).toString('utf8'));
    }
    return answers;
  }

  const callers = (): readonly Somebody[] => [w.lead, w.researcher, w.observer, w.participant, w.administrator, w.stranger, w.nobody];

  async function expectSilence(): Promise<void> {
    for (const who of callers()) {
      for (const [key, text] of await everything(who)) {
        if (who === w.lead && FOR_LEADS.has(key)) continue;
        expect(`${who.name}, ${key}: ${SECRET.exec(text)?.[0] ?? ''}`).toBe(`${who.name}, ${key}: `);
      }
    }
    // A guest reads their own name, and nobody else's.
    for (const [n, guest] of guests.entries()) {
      const others = new RegExp([...NAMES, ...HOUSES].filter((_, place) => place % NAMES.length !== n).join('|'));
      for (const [key, text] of await everything(guest)) expect(`${key}: ${others.exec(text)?.[0] ?? ''}`).toBe(`${key}: `);
    }
  }

  it('no answer to anybody names who sits at an open table, but for the list of who came', expectSilence);

  it('nor does any once it is closed and has minutes, in files and their notes included', async () => {
    const path = w.here(`/round-tables/${table.id}`);
    await w.lead.post(`${path}/state`, { version: table.version, to: 'closed' });
    await w.lead.make(`${path}/minutes`, { language: 'en' });
    await expectSilence();
  });

  it('the list of who came gives leads no thread to what was said: no number, no place in a list of speakers', async () => {
    const came = JSON.stringify((await w.lead.get(w.here(`/round-tables/${table.id}/guests`))).body);
    const seats = await w.database.reader.selectFrom('seats').select('number').where('table_id', '=', table.id).execute();
    for (const { number } of seats) expect(came).not.toMatch(new RegExp(`\\b${number}\\b`));
  });

  it('nothing told to open screens, kept on the activity page or written to the log names them', async () => {
    const rows = await w.database.reader.selectFrom('changes').selectAll().execute();
    const ids = guests.map((guest) => guest.id);
    for (const text of [JSON.stringify(rows), told.join('\n'), w.log.join('\n')]) {
      expect(text).not.toMatch(SECRET);
      for (const id of ids) expect(text).not.toContain(id);
    }
    const feed = openEventFeed(w.database, w.identity.journal, w.identity.sessions);
    expect(feed.present(w.programmeId, ids).size).toBe(0);
    feed.close();
  });
});
