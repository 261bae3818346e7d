import type { ActivityItem } from '@concordance/shared/events/schema';
import type { Attendee, LookedAtLink, SeatView, Table, TableLink, TableSummary } from '@concordance/shared/roundtables/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { guestOf, openTable, planTable, seatOf, sharedLink } from '../support/round-table.ts';
import { type World, world } from '../support/world.ts';

describe.each(DIALECTS)('a round table on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());
  const at = (table: Table, path = '') => w.here(`/round-tables/${table.id}${path}`);
  const move = (table: Table, to: string) => w.lead.post<Table>(at(table, '/state'), { version: table.version, to });

  it('is planned with its items in order, and has a reference people can say', async () => {
    const table = await planTable(
      w.lead,
      w.programmeId,
      { title: 'Union market', description: 'For the chambers', heldOn: '2020-05-05' },
      3,
    );
    expect(table).toMatchObject({
      title: 'Union market',
      heldOn: '2020-05-05',
      rule: 'chatham-house',
      life: { state: 'planned' },
      version: 1,
    });
    expect(table.ref).toMatch(/^RTB-\d+$/);
    expect(table.agenda.map((item) => item.title)).toEqual(['Item 1', 'Item 2', 'Item 3']);
    const byRef = await w.researcher.get<Table>(w.here(`/round-tables/${table.ref.toLowerCase()}`));
    expect(byRef.body.id).toBe(table.id);
    const list = await w.observer.get<TableSummary[]>(w.here('/round-tables'));
    expect(list.body[0]).toMatchObject({ id: table.id, items: 3, guests: 0 });
  });

  it('takes only recommendations of its own programme, each once', async () => {
    const foreign = await w.second.lead.make(w.second.here('/recommendations'), { title: 'Elsewhere' });
    const own = await w.lead.make(w.here('/recommendations'), { title: 'Own' });
    const draft = (...ids: string[]) => ({ title: 'T', agenda: ids.map((recommendationId) => ({ recommendationId })) });
    expect(await w.lead.post(w.here('/round-tables'), draft(foreign.id))).toMatchObject({ status: 422, body: { code: 'unknown-record' } });
    expect((await w.lead.post(w.here('/round-tables'), draft(own.id, own.id))).status).toBe(422);
  });

  it('goes from planned to open to closed and never back', async () => {
    const planned = await planTable(w.lead, w.programmeId);
    expect((await move(planned, 'closed')).body).toMatchObject({ code: 'move-not-allowed' });
    const open = (await move(planned, 'open')).body;
    expect(open.life).toMatchObject({ state: 'open' });
    expect((await move(planned, 'open')).body).toMatchObject({ code: 'stale-version' });
    const closed = (await move(open, 'closed')).body;
    expect(closed.life).toMatchObject({ state: 'closed' });
    for (const to of ['open', 'closed']) expect((await move(closed, to)).body).toMatchObject({ code: 'move-not-allowed' });
  });

  it('does not open without anything to speak about', async () => {
    const empty = await w.lead.make<Table>(w.here('/round-tables'), { title: 'Empty' });
    expect(await move(empty, 'open')).toMatchObject({ status: 422, body: { fields: [{ path: 'agenda', rule: 'required' }] } });
  });

  it('keeps its terms once people have come', async () => {
    const open = await openTable(w.lead, w.programmeId);
    const change = (changes: object) => w.lead.patch<Table>(at(open), { version: open.version, changes });
    for (const changes of [{ rule: 'on-the-record' }, { agenda: [] }])
      expect(await change(changes)).toMatchObject({ status: 409, body: { code: 'table-begun' } });
    expect((await change({ title: 'Another title' })).body).toMatchObject({ title: 'Another title', version: open.version + 1 });
    expect((await change({ title: 'Late' })).body).toMatchObject({ code: 'stale-version', current: { title: 'Another title' } });
  });

  it('closes by itself at its hour, for guests in that very moment', async () => {
    const closesAt = new Date(Date.now() + 60_000).toISOString();
    const open = await openTable(w.lead, w.programmeId, { closesAt });
    const guest = await guestOf(w, await sharedLink(w.lead, open));
    expect((await seatOf(guest, open)).open).toBe(true);
    w.clock.advance(60_000);
    expect((await seatOf(guest, open)).open).toBe(false);
    expect((await guest.ask('PUT', at(open, '/seat/hand'))).body).toMatchObject({ code: 'table-not-open' });
  });

  describe('is reached by a link', () => {
    it('of which only the hash is kept, and which says where it leads and no more', async () => {
      const table = await planTable(w.lead, w.programmeId, { title: 'Hall' });
      const token = await sharedLink(w.lead, table);
      const looked = await w.nobody.post<LookedAtLink>('/round-tables/look', { token });
      expect(looked.body).toEqual({
        programme: 'Integration',
        title: 'Hall',
        description: '',
        heldOn: null,
        rule: 'chatham-house',
        state: 'planned',
        name: '',
        organisation: '',
        known: false,
      });
      const rows = await w.database.reader.selectFrom('table_links').selectAll().where('table_id', '=', table.id).execute();
      expect(JSON.stringify(rows)).not.toContain(token);
      expect(JSON.stringify((await w.lead.get(at(table, '/links'))).body)).not.toContain(token);
    });

    it('that asks each of a hall for a name, and gives them a way back of their own', async () => {
      const table = await openTable(w.lead, w.programmeId);
      const token = await sharedLink(w.lead, table);
      expect(await w.nobody.post('/round-tables/enter', { token })).toMatchObject({ status: 422, body: { fields: [{ path: 'name' }] } });
      const [one, two] = [await guestOf(w, token, 'Aigul', 'Chamber'), await guestOf(w, token, 'Boris')];
      expect(one.id).not.toBe(two.id);
      const back = await w.nobody.post<{ seated: boolean; back: null }>('/round-tables/enter', { token: one.back });
      expect(back.body).toMatchObject({ tableId: table.id, seated: true, back: null });
      const cookie = (back.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const again = w.withCookie(one.id, 'Aigul', cookie);
      expect((await seatOf(again, table)).seat).toMatchObject({ name: 'Aigul', organisation: 'Chamber' });
      expect((await w.lead.get<Attendee[]>(at(table, '/guests'))).body.map((guest) => guest.name)).toEqual(['Aigul', 'Boris']);
    });

    it('for one person, who comes back by the same link', async () => {
      const table = await openTable(w.lead, w.programmeId);
      const { token } = await w.lead.make<{ token: string }>(at(table, '/links'), { kind: 'personal', name: 'Dana', organisation: 'Bank' });
      const first = await w.nobody.post<{ back: null }>('/round-tables/enter', { token });
      expect(first.body.back).toBeNull();
      const second = await w.nobody.post('/round-tables/enter', { token, name: 'Somebody else' });
      expect(second.status).toBe(200);
      const came = (await w.lead.get<Attendee[]>(at(table, '/guests'))).body;
      expect(came.map(({ name, organisation }) => ({ name, organisation }))).toEqual([{ name: 'Dana', organisation: 'Bank' }]);
      expect((await w.nobody.post<LookedAtLink>('/round-tables/look', { token })).body).toMatchObject({ known: true, name: '' });
    });

    it('that brings a member of the programme to the table without a seat', async () => {
      const table = await openTable(w.lead, w.programmeId);
      const answer = await w.researcher.post('/round-tables/enter', { token: await sharedLink(w.lead, table) });
      expect(answer.body).toMatchObject({ seated: false, back: null });
      expect((await w.lead.get<Attendee[]>(at(table, '/guests'))).body).toEqual([]);
    });

    it('that has expired, was withdrawn or never was, and all of them get one answer', async () => {
      const table = await openTable(w.lead, w.programmeId);
      const withdrawn = await w.lead.make<{ link: TableLink; token: string }>(at(table, '/links'), { kind: 'shared' });
      await w.lead.delete(at(table, `/links/${withdrawn.link.id}`));
      const expired = await sharedLink(w.lead, table, { days: 1 });
      const guest = await guestOf(w, expired);
      w.clock.days(2);
      const bodies = [];
      for (const token of [withdrawn.token, expired, 'guess'])
        for (const [path, who] of [
          ['look', {}],
          ['enter', { name: 'Late' }],
        ] as const) {
          const answer = await w.nobody.post(`/round-tables/${path}`, { token, ...who });
          expect(answer.status).toBe(410);
          bodies.push(JSON.stringify(answer.body));
        }
      expect(new Set(bodies).size).toBe(1);
      // Who came in time comes back as long as they like.
      expect((await w.nobody.post('/round-tables/enter', { token: guest.back })).status).toBe(200);
    });

    it('with so many seats and no more, however many ask at once', async () => {
      const table = await openTable(w.lead, w.programmeId);
      const token = await sharedLink(w.lead, table, { seats: 3 });
      const asked = Array.from({ length: 6 }, (_, n) => w.nobody.post('/round-tables/enter', { token, name: `G${n}` }));
      const statuses = (await Promise.all(asked)).map((answer) => answer.status).sort();
      expect(statuses).toEqual([200, 200, 200, 409, 409, 409]);
    });
  });

  it('is left for good by a guest who is shown out', async () => {
    const table = await openTable(w.lead, w.programmeId);
    const guest = await guestOf(w, await sharedLink(w.lead, table), 'Erik');
    const [came] = (await w.lead.get<Attendee[]>(at(table, '/guests'))).body;
    expect((await w.lead.delete(at(table, `/guests/${came?.seatId}`))).status).toBe(204);
    expect((await guest.get(at(table, '/seat'))).status).toBe(404);
    expect((await guest.get(w.here(''))).status).toBe(404);
    expect((await w.nobody.post('/round-tables/enter', { token: guest.back })).status).toBe(410);
    expect(w.touched.at(-1)).toEqual({ userIds: [guest.id] });
    expect((await w.lead.get<Attendee[]>(at(table, '/guests'))).body).toMatchObject([{ name: 'Erik', revoked: true }]);
  });

  it('shows titles before it opens, and wording only from then on', async () => {
    const planned = await planTable(w.lead, w.programmeId);
    const guest = await guestOf(w, await sharedLink(w.lead, planned));
    const text = (table: Table) => guest.get(at(table, `/seat/items/${table.agenda[0]?.id}/text`));
    expect((await seatOf(guest, planned)).agenda[0]).toMatchObject({ title: 'Item 1', statement: '' });
    expect((await text(planned)).body).toMatchObject({ code: 'table-not-open' });
    const open = (await move(planned, 'open')).body;
    expect((await seatOf(guest, open)).agenda[0]).toMatchObject({ statement: 'Do the thing 1.' });
    expect((await text(open)).status).toBe(200);
  });

  it('leaves its guests the wording it closed with, whatever is written after', async () => {
    const open = await openTable(w.lead, w.programmeId);
    const guest = await guestOf(w, await sharedLink(w.lead, open));
    await move(open, 'closed');
    const item = open.agenda[0];
    await w.lead.patch(w.here(`/recommendations/${item?.recommendationId}`), {
      version: 1,
      changes: { statement: 'A secret afterthought.' },
    });
    const view = await guest.get<SeatView>(at(open, '/seat'));
    expect(view.body.agenda[0]?.statement).toBe('Do the thing 1.');
    expect((await guest.get(at(open, `/seat/items/${item?.id}/text`))).status).toBe(200);
    expect(JSON.stringify(view.body)).not.toContain('afterthought');
  });

  describe('while it is led', () => {
    it('puts an item on the screens, with its clock, and takes it off when it closes', async () => {
      const open = await openTable(w.lead, w.programmeId, {}, 2);
      const guest = await guestOf(w, await sharedLink(w.lead, open));
      const second = open.agenda[1]?.id;
      await w.lead.post(at(open, '/session'), { itemId: second });
      expect((await seatOf(guest, open)).session).toMatchObject({ itemId: second, itemSince: new Date().toISOString() });
      const foreign = await openTable(w.lead, w.programmeId);
      expect((await w.lead.post(at(open, '/session'), { itemId: foreign.agenda[0]?.id })).status).toBe(404);
      await move(open, 'closed');
      expect((await seatOf(guest, open)).session.itemId).toBeNull();
    });

    it('lists who wants to speak, in the order they asked, one with the floor at a time', async () => {
      const open = await openTable(w.lead, w.programmeId, { rule: 'on-the-record' });
      const token = await sharedLink(w.lead, open);
      const [first, second] = [await guestOf(w, token, 'First'), await guestOf(w, token, 'Second', 'Bank')];
      await first.ask('PUT', at(open, '/seat/hand'));
      w.clock.advance(1000);
      await second.ask('PUT', at(open, '/seat/hand'));
      await first.ask('PUT', at(open, '/seat/hand'));
      const list = async () => (await seatOf(first, open)).session.speakers;
      expect((await list()).map((one) => one.label)).toEqual(['First', 'Second, Bank']);
      for (const one of await list()) {
        await w.lead.post(at(open, `/speakers/${one.number}`), { to: 'speaking' });
        expect((await list()).filter((each) => each.state === 'speaking')).toHaveLength(1);
      }
      expect((await list()).map((one) => one.label)).toEqual(['Second, Bank']);
      await second.ask('DELETE', at(open, '/seat/hand'));
      expect(await list()).toEqual([]);
    });
  });

  it('writes on the activity page what became of it, and not who came', async () => {
    const table = await openTable(w.lead, w.programmeId, { title: 'Quiet' });
    await guestOf(w, await sharedLink(w.lead, table), 'Unmentionable');
    const lines = (await w.lead.get<ActivityItem[]>(w.here('/activity'))).body;
    expect(lines.filter((line) => line.id === table.id).map((line) => line.action)).toEqual(['changed', 'created']);
    expect(JSON.stringify(lines)).not.toContain('Unmentionable');
  });
});
