import { openEventFeed } from '@concordance/server/events/feed';
import { CHECK_CODES } from '@concordance/shared/checks/schema';
import type { Inbox } from '@concordance/shared/notices/schema';
import type { Round, Table } from '@concordance/shared/roundtables/schema';
import type { Thread } from '@concordance/shared/threads/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type Guest, guestOf, openRound, openTable, sharedLink } from '../support/round-table.ts';
import { describedRoutes, filled, NEEDS, type Route } from '../support/route-table.ts';
import { anchorOn, writeInto } from '../support/threads.ts';
import { type Somebody, type World, world } from '../support/world.ts';
import { unzipped } from '../support/zip.ts';

const NAMES = ['Ainagulcanary', 'Borislavcanary', 'Zarinacanary'];
const HOUSES = ['Chambercanary', 'Bankcanary', 'Unioncanary'];
const SECRET = new RegExp([...NAMES, ...HOUSES].join('|'));
const PASSWORD = 'three people at one desk';
/** Where leads read who came. It says nothing about what anybody said. */
const FOR_LEADS = new Set(['GET /programmes/{programme}/round-tables/{id}/guests', 'GET /programmes/{programme}/round-tables/{id}/links']);

describe.each(DIALECTS)('under the Chatham House Rule on $name', (dialect) => {
  let w: World;
  let table: Table;
  let round: Round;
  let guests: readonly Guest[];
  let routes: readonly Route[];
  let told: string[];
  let signer: Somebody;
  let threads: readonly Thread[];
  /** Addresses with a query or an id of their own, below the programme. */
  let talked: readonly string[];

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
    signer = await w.person('signer', { role: 'lead', password: PASSWORD });
    threads = await talk();
    const of = table.agenda[0]?.recommendationId ?? '';
    const asked = [`roundTable=${table.id}`, `recommendation=${of}`];
    talked = [
      '/threads',
      `/threads?roundTable=${table.id}`,
      `/threads?subject=${of}`,
      ...threads.map((thread) => `/threads/${thread.id}`),
      ...asked.flatMap((query) => ['', '.csv', '.docx'].map((kind) => `/dispositions${kind}?${query}`)),
      '/notices',
      '/notices?unread=yes',
      `/recommendations/${of}`,
      `/recommendations/${of}/checks`,
      `/recommendations/${of}/history`,
      `/recommendations/${of}/history/contributions`,
      `/recommendations/${of}/history/authorship`,
      `/recommendations/${of}/history/0`,
      `/find?q=${NAMES[0]}`,
    ];
    routes = (await describedRoutes(w)).filter((route) => route.method === 'GET' && NEEDS[route.key] !== 'server.people');
  });
  afterAll(() => w.drop());

  /** Each guest remarks, proposes wording and is answered; one wording is accepted, one declined, one remark waits. */
  async function talk(): Promise<readonly Thread[]> {
    const item = table.agenda[0];
    if (!item) throw new Error('no item');
    await writeInto(w, item.documentId, w.lead, 'The state shall act soon.');
    const seat = w.here(`/round-tables/${table.id}/seat/threads`);
    const made: Thread[] = [];
    for (const [n, guest] of guests.entries()) {
      const anchor = await anchorOn(w, item.documentId, ['state', 'act', 'soon'][n] ?? '');
      const suggestion = n < 2 ? { kind: 'replace', text: `wording${n}` } : null;
      const thread = await guest.make<Thread>(seat, {
        subjectId: item.recommendationId,
        text: 'A remark without a name',
        anchor,
        suggestion,
      });
      await guests[(n + 1) % guests.length]?.post(`${seat}/${thread.id}/comments`, { text: 'Another guest answers' });
      await w.researcher.post(w.here(`/threads/${thread.id}/comments`), { text: 'The team answers', mentions: [w.lead.id] });
      made.push(thread);
    }
    const decide = (n: number, act: string, body: object) => w.lead.post(w.here(`/threads/${made[n]?.id}/${act}`), { version: 1, ...body });
    expect((await decide(0, 'accept', {})).status).toBe(200);
    expect((await decide(1, 'decline', { reason: 'Not so' })).status).toBe(200);
    await w.lead.make(w.here(`/recommendations/${item.recommendationId}/history`), { name: 'After the table' });
    return made;
  }

  async function textOf(who: Somebody, address: string): Promise<string> {
    const response = await w.app.request(`/api${address}`, { headers: { cookie: who.cookie ?? '' } });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const isWord = (response.headers.get('content-type') ?? '').includes('wordprocessingml');
    return isWord ? [...unzipped(bytes).values()].join('\n') : Buffer.from(bytes).toString('utf8');
  }

  /** Everything that somebody can read, as text; a Word file by its parts. */
  async function everything(who: Somebody): Promise<ReadonlyMap<string, string>> {
    const params = { programme: w.programmeId, id: table.id, round: round.id, item: table.agenda[0]?.id ?? '' };
    const answers = new Map<string, string>();
    for (const route of routes) answers.set(route.key, await textOf(who, filled(route, params)));
    for (const address of talked) answers.set(address, await textOf(who, w.here(address)));
    return answers;
  }

  const callers = (): readonly Somebody[] => [
    w.lead,
    signer,
    w.researcher,
    w.observer,
    w.participant,
    w.administrator,
    w.stranger,
    w.nobody,
  ];

  async function expectSilence(): Promise<void> {
    for (const who of callers()) {
      for (const [key, text] of await everything(who)) {
        if ((who === w.lead || who === signer) && FOR_LEADS.has(key)) continue;
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

  it('nor does an edition that the remarks have gone into, in its file included', async () => {
    const of = table.agenda[0]?.recommendationId ?? '';
    const waiting = threads[2];
    await w.lead.post(w.here(`/threads/${waiting?.id}/end`), { version: 1, disposition: 'deferred', reason: 'Next year' });
    const rules = Object.fromEntries(CHECK_CODES.map((rule) => [rule, 'off']));
    const programme = (await w.lead.get<{ version: number }>(w.here(''))).body;
    expect((await w.lead.patch(w.here(''), { version: programme.version, changes: { rules } })).status).toBe(200);
    const draft = { title: 'To be signed', itemIds: [of], approverIds: [signer.id] };
    const set = await w.lead.make<{ id: string; version: number }>(w.here('/sets'), draft);
    const path = w.here(`/sets/${set.id}`);
    expect((await w.lead.post(`${path}/open`, { version: set.version })).status).toBe(200);
    const { body } = await signer.get<{ hash: string }>(`${path}/approval`);
    expect((await signer.post(`${path}/sign`, { hash: body.hash, name: 'signer', password: PASSWORD })).status).toBe(200);
    talked = [
      ...talked,
      ...['', '/approval', '/readiness', '/changes', '/editions/1', '/editions/1/file'].map((rest) => `/sets/${set.id}${rest}`),
    ];
    expect(await textOf(w.lead, `${path}/editions/1/file`)).toContain('A remark without a name');
    await expectSilence();
  });

  it('nobody is told whose words are in the text, or who in the team has answered', async () => {
    const ids = guests.map((guest) => guest.id);
    for (const address of talked) {
      expect(`${address}: ${(await w.observer.get(w.here(address))).status}`).toBe(`${address}: 200`);
      const text = await textOf(w.observer, w.here(address));
      for (const id of ids) expect(`${address}: ${text.includes(id)}`).toBe(`${address}: false`);
    }
    for (const thread of threads) {
      const { comments, life } = JSON.parse(await textOf(w.observer, w.here(`/threads/${thread.id}`))) as Thread;
      expect(comments.map(({ author }) => [author.kind, author.label, author.id])).toEqual([
        ['participant', null, null],
        ['participant', null, null],
        ['team', null, null],
      ]);
      expect(life.state === 'ended' && life.by.label).toBeFalsy();
    }
  });

  it('what tells a guest of an answer leads nobody else to them', async () => {
    const [first] = guests;
    const notices = await first?.get<Inbox>(w.here(`/round-tables/${table.id}/seat/notices`));
    expect(notices?.body.notices.map((notice) => notice.kind)).toContain('decision');
    expect(told.some((one) => JSON.parse(one).notice.kind === 'notice')).toBe(true);
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
