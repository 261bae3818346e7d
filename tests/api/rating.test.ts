import { ratingKey } from '@concordance/server/roundtables/rating-key';
import type { OwnRound, RatingDefaults, Round, Table } from '@concordance/shared/roundtables/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type Guest, guestOf, openRound, openTable, sharedLink } from '../support/round-table.ts';
import { describedRoutes, filled } from '../support/route-table.ts';
import { type World, world } from '../support/world.ts';

const ALL = (value: number, reasons: Record<string, string> = {}) => ({
  ratings: { desirability: value, feasibility: value, confidence: value },
  reasons,
});

describe.each(DIALECTS)('a rating round on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());
  const at = (table: Table, path = '') => w.here(`/round-tables/${table.id}${path}`);
  const answer = (guest: Guest, table: Table, round: { readonly id: string }, body: object) =>
    guest.ask<OwnRound>('PUT', at(table, `/seat/rounds/${round.id}/answer`), { body });
  const close = (table: Table, round: { readonly id: string }) => w.lead.post<Round>(at(table, `/rounds/${round.id}/close`), {});
  const read = async (table: Table, round: { readonly id: string }, who = w.lead) =>
    (await who.get<Round>(at(table, `/rounds/${round.id}`))).body;
  const mine = async (guest: Guest, table: Table, round: { readonly id: string }) =>
    (await guest.get<OwnRound>(at(table, `/seat/rounds/${round.id}`))).body;

  async function panel(count: number, draft: object = {}) {
    const table = await openTable(w.lead, w.programmeId, draft);
    const token = await sharedLink(w.lead, table);
    const guests: Guest[] = [];
    for (let n = 0; n < count; n++) guests.push(await guestOf(w, token, `Panellist${n}`, `House${n}`));
    return { table, guests };
  }

  it('counts who has answered and tells nobody what, until it closes', async () => {
    const { table, guests } = await panel(4);
    const round = await openRound(w.lead, table);
    expect(round).toMatchObject({ number: 1, state: 'open', panel: 4, answered: 0, result: null });
    for (const [n, guest] of guests.slice(0, 3).entries()) expect((await answer(guest, table, round, ALL(7 + n))).status).toBe(200);
    for (const who of [w.lead, w.researcher, w.observer])
      expect(await read(table, round, who)).toMatchObject({ state: 'open', panel: 4, answered: 3, result: null });
    expect(await mine(guests[3] as Guest, table, round)).toMatchObject({ result: null, mine: null });
    const closed = (await close(table, round)).body;
    expect(closed).toMatchObject({ state: 'closed', panel: 4, answered: 3, result: { kind: 'told', consensus: true } });
    const [first] = closed.result?.kind === 'told' ? closed.result.criteria : [];
    expect(first).toMatchObject({
      key: 'desirability',
      median: 8,
      lowerQuartile: 7.5,
      upperQuartile: 8.5,
      distribution: [0, 0, 0, 0, 0, 0, 1, 1, 1],
    });
  });

  it('lets nobody read an answer of others by any route while it is open, leads and administrators included', async () => {
    const canary = 'a reason nobody may read yet';
    const { table, guests } = await panel(4);
    const round = await openRound(w.lead, table);
    for (const guest of guests.slice(0, 3))
      await answer(guest, table, round, ALL(3, { desirability: canary, feasibility: canary, confidence: canary }));
    const both = await w.person(`both${dialect.name}`, { role: 'lead', administrator: true });
    const params = { programme: w.programmeId, id: table.id, round: round.id, item: table.agenda[0]?.id ?? '' };
    const readable = (await describedRoutes(w)).filter((route) => route.method === 'GET');
    for (const who of [w.lead, w.researcher, w.observer, w.administrator, both, guests[3] as Guest, w.participant, w.nobody]) {
      for (const route of readable) {
        const text = JSON.stringify((await who.get(filled(route, params))).body);
        expect(`${route.key}: ${text.includes(canary)} ${/"(median|distribution|highCount)"/.test(text)}`).toBe(
          `${route.key}: false false`,
        );
      }
    }
    expect(w.log.join('')).not.toContain(canary);
    const csv = await w.lead.get(at(table, '/ratings.csv'));
    expect(String(csv.body).trim().split('\r\n')).toHaveLength(1);
  });

  it('takes one answer of each, which they may change until it closes', async () => {
    const { table, guests } = await panel(3);
    const round = await openRound(w.lead, table);
    const [one, two, three] = guests as [Guest, Guest, Guest];
    await answer(one, table, round, ALL(1));
    await answer(one, table, round, ALL(9, { feasibility: 'Second thoughts' }));
    await answer(two, table, round, ALL(9));
    expect(await mine(one, table, round)).toMatchObject({ answered: 2, mine: ALL(9, { feasibility: 'Second thoughts' }) });
    await answer(three, table, round, ALL(9));
    await close(table, round);
    expect(await answer(one, table, round, ALL(5))).toMatchObject({ status: 409, body: { code: 'round-over' } });
    const seen = await mine(one, table, round);
    expect(seen).toMatchObject({ mine: { ratings: { desirability: 9 } }, result: { kind: 'told', answered: 3 } });
    expect(await close(table, round)).toMatchObject({ status: 409, body: { code: 'round-over' } });
  });

  it('keeps answers apart from people: no name, no time, no order, and a token only the key can make', async () => {
    const { table, guests } = await panel(4);
    const round = await openRound(w.lead, table);
    for (const guest of guests) await answer(guest, table, round, ALL(6, { desirability: `From ${guests.indexOf(guest)}` }));
    await close(table, round);
    const rows = await w.database.reader.selectFrom('rating_answers').selectAll().where('round_id', '=', round.id).execute();
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['answer', 'round_id', 'token']);
    for (const guest of guests) expect(JSON.stringify(rows)).not.toContain(guest.id);
    expect(rows.map((row) => row.token)).toEqual(rows.map((row) => row.token).sort());
    // The change list has no line for an answer, and what is told to open screens names nobody.
    const told = await w.database.reader.selectFrom('changes').selectAll().where('record_id', '=', table.id).execute();
    expect(told.map((line) => line.by_id)).not.toContain(guests[0]?.id);
    const again = await openRound(w.lead, table);
    for (const guest of guests) await answer(guest, table, again, ALL(6));
    const next = await w.database.reader.selectFrom('rating_answers').select('token').where('round_id', '=', again.id).execute();
    expect(next.filter((row) => rows.some((before) => before.token === row.token))).toEqual([]);
  });

  it('tells the reasons without names, in the order of their words', async () => {
    const { table, guests } = await panel(3);
    const round = await openRound(w.lead, table);
    for (const [n, reason] of ['Zebra', 'Apple', 'Mango'].entries())
      await answer(guests[n] as Guest, table, round, ALL(5, { desirability: reason }));
    const { body } = await close(table, round);
    expect(body.result?.kind === 'told' && body.result.criteria[0]?.reasons).toEqual(['Apple', 'Mango', 'Zebra']);
    expect(JSON.stringify(body)).not.toMatch(/Panellist|House/);
  });

  it('tells nothing where fewer than three answered', async () => {
    const { table, guests } = await panel(3);
    const round = await openRound(w.lead, table);
    for (const guest of guests.slice(0, 2)) await answer(guest, table, round, ALL(5, { desirability: 'Hidden' }));
    const { body } = await close(table, round);
    expect(body.result).toEqual({ kind: 'too-few', answered: 2 });
    expect(JSON.stringify(await mine(guests[2] as Guest, table, round))).not.toContain('Hidden');
  });

  it('asks for every criterion, and for reasons where they were made a duty', async () => {
    const { table, guests } = await panel(1);
    const round = await openRound(w.lead, table, { reasons: 'required' });
    const [guest] = guests as [Guest];
    const fields = async (body: object) =>
      (await answer(guest, table, round, body)).body as unknown as { code: string; fields: { path: string }[] };
    expect((await fields({ ratings: { desirability: 5 } })).fields.map((one) => one.path)).toEqual([
      'ratings.feasibility',
      'ratings.confidence',
      'reasons.desirability',
      'reasons.feasibility',
      'reasons.confidence',
    ]);
    for (const ratings of [{ desirability: 0 }, { desirability: 10 }, { desirability: 5.5 }])
      expect((await fields({ ratings })).code).toBe('invalid');
    const foreign = { ...ALL(5, { desirability: 'a', feasibility: 'b', confidence: 'c' }), ratings: { ...ALL(5).ratings, other: 5 } };
    expect((await fields(foreign)).fields).toEqual([{ path: 'other', rule: 'not-allowed' }]);
  });

  it('is answered only from a seat at its own table, and not by the team', async () => {
    const { table, guests } = await panel(1);
    const round = await openRound(w.lead, table);
    const elsewhere = await panel(1);
    expect((await answer(elsewhere.guests[0] as Guest, table, round, ALL(5))).status).toBe(404);
    expect((await answer(elsewhere.guests[0] as Guest, elsewhere.table, round, ALL(5))).status).toBe(404);
    expect((await w.lead.ask('PUT', at(table, `/seat/rounds/${round.id}/answer`), { body: ALL(5) })).status).toBe(403);
    expect((await answer(guests[0] as Guest, table, round, ALL(5))).status).toBe(200);
  });

  it('shows the next round the group’s last result beside one’s own', async () => {
    const { table, guests } = await panel(3);
    const first = await openRound(w.lead, table);
    for (const [n, guest] of guests.entries()) await answer(guest, table, first, ALL(4 + n));
    await close(table, first);
    const second = await openRound(w.lead, table);
    expect(second.number).toBe(2);
    const seen = await mine(guests[0] as Guest, table, second);
    expect(seen).toMatchObject({ mine: null, before: { mine: { ratings: { desirability: 4 } }, round: { result: { kind: 'told' } } } });
  });

  it('is the only open one of its item, and ends with its table', async () => {
    const { table, guests } = await panel(3);
    const round = await openRound(w.lead, table);
    expect(await w.lead.post(at(table, '/rounds'), { itemId: table.agenda[0]?.id })).toMatchObject({ body: { code: 'round-open' } });
    for (const guest of guests) await answer(guest, table, round, ALL(8));
    await w.lead.post(at(table, '/state'), { version: table.version, to: 'closed' });
    expect(await read(table, round)).toMatchObject({ state: 'closed', result: { kind: 'told', answered: 3 } });
    expect((await w.lead.post(at(table, '/rounds'), { itemId: table.agenda[0]?.id })).body).toMatchObject({ code: 'table-not-open' });
  });

  it('says that it spoke about another wording, with the difference, once the wording changed', async () => {
    const { table } = await panel(1);
    const round = await openRound(w.lead, table);
    expect(round.change).toBeNull();
    const item = table.agenda[0];
    const path = w.here(`/recommendations/${item?.recommendationId}`);
    await w.lead.patch(path, { version: 1, changes: { note: 'Housekeeping changes nothing.' } });
    expect((await read(table, round)).change).toBeNull();
    await w.lead.patch(path, { version: 2, changes: { statement: 'Do the other thing 1.' } });
    expect((await read(table, round)).change?.statement).toEqual([
      { kind: 'same', text: 'Do the ' },
      { kind: 'added', text: 'other ' },
      { kind: 'same', text: 'thing 1.' },
    ]);
    await w.lead.patch(path, { version: 3, changes: { statement: 'Do the thing 1.' } });
    expect((await read(table, round)).change).toBeNull();
  });

  it('follows what the programme has as its own, and keeps what it was opened with', async () => {
    const defaults = await w.lead.get<RatingDefaults>(w.here('/rating-defaults'));
    expect(defaults.body).toMatchObject({ rule: { high: 70, low: 15, spread: 2 }, reasons: 'optional' });
    const { table } = await panel(1);
    const before = await openRound(w.lead, table);
    const own = {
      criteria: [{ key: 'fairness', label: 'Fair to all', question: '', decides: true }],
      rule: { high: 80, low: 10, spread: 1 },
    };
    expect((await w.lead.ask('PUT', w.here('/rating-defaults'), { body: own })).status).toBe(200);
    await close(table, before);
    expect(await openRound(w.lead, table)).toMatchObject({ criteria: own.criteria, rule: own.rule });
    expect(await read(table, before)).toMatchObject({ rule: { high: 70 } });
    for (const criteria of [[], [{ key: 'nameless', label: '', decides: true }], [{ ...own.criteria[0], decides: false }]])
      expect((await w.lead.ask('PUT', w.here('/rating-defaults'), { body: { criteria } })).status).toBe(422);
    await w.lead.ask('PUT', w.here('/rating-defaults'), { body: {} });
  });

  it('goes into the methods section with panel, rule, rounds and drop-outs, and no name', async () => {
    const { table, guests } = await panel(4);
    const round = await openRound(w.lead, table);
    await w.lead.patch(w.here(`/recommendations/${table.agenda[0]?.recommendationId}`), {
      version: 1,
      changes: { title: '=HYPERLINK("x")' },
    });
    for (const guest of guests.slice(0, 3)) await answer(guest, table, round, ALL(8));
    await close(table, round);
    const csv = await w.observer.get(at(table, '/ratings.csv'));
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const text = String(csv.body);
    const lines = text.replace('\uFEFF', '').trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`);
    expect(lines[1]).toContain('>= 70 % in 7-9 and < 15 % in 1-3 and IQR <= 2');
    expect(lines[1]).toMatch(/,4,3,1,optional,/);
    expect(text).not.toMatch(/Panellist|House/);
  });
});

it('the key of answers is made once, kept for its owner alone, and may be given', async () => {
  const { mkdtemp, rm, stat } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const { join } = await import('node:path');
  const folder = await mkdtemp(join(tmpdir(), 'concordance-'));
  const made = ratingKey(null, folder);
  expect(made).toHaveLength(32);
  expect(ratingKey(null, folder)).toEqual(made);
  expect((await stat(join(folder, 'rating.key'))).mode & 0o777).toBe(0o600);
  expect(Buffer.from(ratingKey('ab'.repeat(32), folder)).toString('hex')).toBe('ab'.repeat(32));
  await rm(folder, { recursive: true });
});
