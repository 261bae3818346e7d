import type { Table } from '@concordance/shared/roundtables/schema';
import type { OwnRemark, Thread } from '@concordance/shared/threads/schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type Guest, guestOf, openTable, sharedLink } from '../support/round-table.ts';
import { anchorOn, beginOn, type Written, writtenBy } from '../support/threads.ts';
import { type Somebody, type World, world } from '../support/world.ts';

interface Listed {
  readonly threads: readonly Thread[];
  readonly more: boolean;
}

describe.each(DIALECTS)('threads on $name', (dialect) => {
  let w: World;
  let text: Written;

  beforeAll(async () => {
    w = await world({ dialect });
    text = await writtenBy(w, w.lead, 'A text', 'The state shall act soon.');
  });
  afterAll(() => w.drop());
  // Nobody makes so many remarks within a minute.
  beforeEach(() => w.clock.advance(61_000));

  const at = (thread: Thread, rest = '') => w.here(`/threads/${thread.id}${rest}`);
  const read = async (who: Somebody, thread: Thread) => (await who.get<Thread>(at(thread))).body;
  const list = async (who: Somebody, query = '') => (await who.get<Listed>(w.here(`/threads${query}`))).body.threads;
  const answer = (who: Somebody, thread: Thread, draft: object) =>
    who.make<Thread>(at(thread, '/comments'), { text: 'An answer', ...draft });

  describe('of the team', () => {
    it('stand on words, with what stood around them', async () => {
      const anchor = await anchorOn(w, text.documentId, 'shall act');
      const thread = await beginOn(w.researcher, w, text, { text: 'Too weak', anchor });
      expect(thread).toMatchObject({
        version: 1,
        subject: { kind: 'recommendation', id: text.id, ref: text.ref, title: 'A text' },
        documentId: text.documentId,
        anchor: { quote: 'shall act', prefix: 'The state ', suffix: ' soon.' },
        roundTable: null,
        life: { state: 'open' },
        suggestion: null,
        comments: [{ text: 'Too weak', author: { kind: 'person', label: 'researcher', id: w.researcher.id, mine: true }, deleted: false }],
        may: { reply: true, reanchor: true, decide: true, accept: false },
      });
      expect(await list(w.observer, `?subject=${text.id}`)).toHaveLength(1);
    });

    it.each([
      ['body', 'bodies'],
      ['trend', 'trends'],
      ['risk', 'risks'],
      ['source', 'sources'],
      ['evidence', 'evidence'],
      ['set', 'sets'],
      ['round-table', 'round-tables'],
    ] as const)('stand on any record: %s', async (subjectKind, register) => {
      const made = await w.lead.make(w.here(`/${register}`), { title: `One of the ${register}` });
      const thread = await beginOn(w.researcher, w, made, { subjectKind });
      expect(thread).toMatchObject({ subject: { kind: subjectKind, id: made.id, ref: made.ref }, documentId: null, anchor: null });
      expect(await list(w.lead, `?subject=${made.id}`)).toMatchObject([{ id: thread.id }]);
    });

    it('stand on words of a preface and of minutes as well', async () => {
      const set = await w.lead.make<{ id: string; documentId: string }>(w.here('/sets'), { title: 'A set' });
      const anchor = { ...(await anchorOn(w, text.documentId, 'state')), quote: 'a preface' };
      expect(await beginOn(w.lead, w, set, { subjectKind: 'set', anchor })).toMatchObject({ documentId: set.documentId });
      const trend = await w.lead.make(w.here('/trends'), { title: 'Without a text' });
      const draft = { subjectKind: 'trend', subjectId: trend.id, text: 'x', anchor };
      expect((await w.lead.post(w.here('/threads'), draft)).status).toBe(422);
    });

    it('do not begin on what is not there, or lies in the archive', async () => {
      const gone = await w.lead.make(w.here('/trends'), { title: 'Gone' });
      await w.lead.post(w.here(`/trends/${gone.id}/archive`), { version: 1 });
      const draft = { subjectKind: 'trend', text: 'x' };
      expect((await w.lead.post(w.here('/threads'), { ...draft, subjectId: gone.id })).body).toMatchObject({ code: 'archived' });
      expect((await w.lead.post(w.here('/threads'), { ...draft, subjectId: text.id })).body).toMatchObject({ code: 'unknown-record' });
    });

    it('are answered in the order the answers come', async () => {
      const thread = await beginOn(w.lead, w, text);
      await answer(w.researcher, thread, { text: 'First' });
      await answer(w.lead, thread, { text: 'Second' });
      expect((await read(w.observer, thread)).comments.map((comment) => comment.text)).toEqual(['A remark', 'First', 'Second']);
    });

    it('name members, and nobody else', async () => {
      const thread = await beginOn(w.lead, w, text, { text: '@researcher, look', mentions: [w.researcher.id] });
      expect(thread.comments[0]?.mentions).toEqual([{ id: w.researcher.id, name: 'researcher' }]);
      for (const id of [w.stranger.id, w.participant.id, w.second.lead.id])
        expect((await w.lead.post(at(thread, '/comments'), { text: 'x', mentions: [id] })).body).toMatchObject({ code: 'unknown-record' });
    });

    it('are given to a drafter to see to, and found by them', async () => {
      const thread = await beginOn(w.lead, w, text);
      const assigned = await w.lead.ask<Thread>('PUT', at(thread, '/assignee'), { body: { version: 1, assigneeId: w.researcher.id } });
      expect(assigned.body).toMatchObject({ version: 2, assignee: { id: w.researcher.id, name: 'researcher' } });
      expect((await list(w.researcher, '?assigned=me')).map((one) => one.id)).toEqual([thread.id]);
      const observer = await w.lead.ask('PUT', at(thread, '/assignee'), { body: { version: 2, assigneeId: w.observer.id } });
      expect(observer.body).toMatchObject({ code: 'unknown-record' });
    });

    it('are unread until one has looked, for each reader apart; one’s own words are never new', async () => {
      const thread = await beginOn(w.lead, w, text);
      await answer(w.researcher, thread, {});
      expect([
        (await read(w.lead, thread)).unread,
        (await read(w.researcher, thread)).unread,
        (await read(w.observer, thread)).unread,
      ]).toEqual([1, 1, 2]);
      expect((await w.lead.post(w.here('/threads/seen'), { ids: [thread.id] })).status).toBe(204);
      expect([(await read(w.lead, thread)).unread, (await read(w.observer, thread)).unread]).toEqual([0, 2]);
      await answer(w.researcher, thread, { text: 'Newer' });
      expect((await read(w.lead, thread)).comments.map((comment) => comment.unread)).toEqual([false, false, true]);
    });

    it('end with or without a decision, take nothing more, and can be opened again', async () => {
      const thread = await beginOn(w.lead, w, text);
      const ended = await w.researcher.post<Thread>(at(thread, '/end'), { version: 1 });
      expect(ended.body).toMatchObject({ life: { state: 'ended', disposition: null, by: { label: 'researcher' } }, may: { reply: false } });
      expect((await w.lead.post(at(thread, '/comments'), { text: 'x' })).body).toMatchObject({ code: 'thread-ended' });
      expect((await list(w.lead, `?subject=${text.id}&state=ended`)).map((one) => one.id)).toEqual([thread.id]);
      expect((await w.lead.post<Thread>(at(thread, '/reopen'), { version: 2 })).body).toMatchObject({
        version: 3,
        life: { state: 'open' },
      });
      expect((await w.lead.post(at(thread, '/reopen'), { version: 3 })).body).toMatchObject({ code: 'move-not-allowed' });
    });

    it('say what somebody else has made of them when one decides on an older version', async () => {
      const thread = await beginOn(w.lead, w, text);
      await w.researcher.ask('PUT', at(thread, '/assignee'), { body: { version: 1, assigneeId: w.lead.id } });
      const { status, body } = await w.lead.post<{ code: string; current: Thread }>(at(thread, '/end'), { version: 1 });
      expect([status, body.code, body.current.assignee?.name]).toEqual([409, 'stale-version', 'lead']);
    });

    it('are tied to other words when theirs are gone', async () => {
      const thread = await beginOn(w.researcher, w, text, { anchor: await anchorOn(w, text.documentId, 'state') });
      const anchor = await anchorOn(w, text.documentId, 'soon');
      const moved = await w.lead.ask<Thread>('PUT', at(thread, '/anchor'), { body: { version: 1, anchor } });
      expect(moved.body).toMatchObject({ version: 2, anchor: { quote: 'soon' } });
      const nowhere = await w.lead.ask('PUT', at(thread, '/anchor'), { body: { version: 2, anchor: { ...anchor, quote: '' } } });
      expect(nowhere.status).toBe(422);
    });

    it('do not exist for a participant, by whatever door', async () => {
      const table = await openTable(w.lead, w.programmeId);
      const guest = await guestOf(w, await sharedLink(w.lead, table));
      const item = table.agenda[0]?.recommendationId ?? '';
      const thread = await beginOn(w.lead, w, { id: item });
      const seat = w.here(`/round-tables/${table.id}/seat/threads`);
      expect((await guest.get(at(thread))).status).toBe(403);
      expect((await guest.get<Listed>(seat)).body.threads).toEqual([]);
      const comment = thread.comments[0]?.id ?? '';
      for (const [method, path, body] of [
        ['POST', `${seat}/${thread.id}/comments`, { text: 'x' }],
        ['PATCH', `${seat}/${thread.id}/comments/${comment}`, { version: 1, text: 'x' }],
        ['DELETE', `${seat}/${thread.id}/comments/${comment}`, undefined],
        ['PUT', `${seat}/${thread.id}/anchor`, { version: 1, anchor: await anchorOn(w, text.documentId, 'state') }],
      ] as const)
        expect((await guest.ask(method, path, body ? { body } : {})).body).toMatchObject({ code: 'not-found' });
    });
  });

  describe('comments', () => {
    it('are written anew by their authors, and say so', async () => {
      const thread = await beginOn(w.lead, w, text);
      const [first] = thread.comments;
      const changed = await w.lead.patch<Thread>(at(thread, `/comments/${first?.id}`), { version: 1, text: 'Said better' });
      expect(changed.body.comments[0]).toMatchObject({ version: 2, text: 'Said better', editedAt: expect.any(String) });
      expect((await w.lead.patch(at(thread, `/comments/${first?.id}`), { version: 1, text: 'x' })).body).toMatchObject({
        code: 'stale-version',
      });
      expect((await w.researcher.patch(at(thread, `/comments/${first?.id}`), { version: 2, text: 'x' })).body).toMatchObject({
        code: 'no-right',
      });
      expect((await w.lead.patch(at(thread, `/comments/${first?.id}`), { version: 2, text: ' ' })).status).toBe(422);
    });

    it('that were answered leave a mark when they are taken back, and no word of theirs stays anywhere', async () => {
      const thread = await beginOn(w.lead, w, text, { text: 'Regrettable words' });
      await answer(w.researcher, thread, { text: 'I see' });
      const { body } = await w.lead.delete<{ thread: Thread | null }>(at(thread, `/comments/${thread.comments[0]?.id}`));
      expect(body.thread?.comments).toMatchObject([{ deleted: true, text: '', mayChange: false }, { text: 'I see' }]);
      const rows = await w.database.reader.selectFrom('comments').selectAll().where('thread_id', '=', thread.id).execute();
      expect(JSON.stringify(rows)).not.toContain('Regrettable');
    });

    it('that nobody answered go without a mark, and the next one is new all the same', async () => {
      const thread = await beginOn(w.lead, w, text);
      const twice = await answer(w.lead, thread, { text: 'Taken back' });
      await w.researcher.post(w.here('/threads/seen'), { ids: [thread.id] });
      const left = await w.lead.delete<{ thread: Thread }>(at(thread, `/comments/${twice.comments[1]?.id}`));
      expect(left.body.thread.comments).toHaveLength(1);
      await answer(w.lead, thread, { text: 'In its place' });
      expect((await read(w.researcher, thread)).unread).toBe(1);
    });

    it('take their thread with them when they were the only one', async () => {
      const thread = await beginOn(w.lead, w, text);
      expect((await w.lead.delete(at(thread, `/comments/${thread.comments[0]?.id}`))).body).toEqual({ thread: null });
      expect((await w.lead.get(at(thread))).status).toBe(404);
    });

    it('that proposed wording withdraw it when they are taken back', async () => {
      const anchor = await anchorOn(w, text.documentId, 'soon');
      const thread = await beginOn(w.researcher, w, text, { anchor, text: '', suggestion: { kind: 'delete', text: '' } });
      await answer(w.lead, thread, {});
      await w.researcher.delete(at(thread, `/comments/${thread.comments[0]?.id}`));
      expect(await read(w.lead, thread)).toMatchObject({ suggestion: { state: 'withdrawn' }, may: { accept: false } });
    });
  });

  it('are told to open screens: to whom they are open, without content', async () => {
    const heard: string[] = [];
    const stop = w.identity.journal.subscribe(({ notice }) => void heard.push(`${notice.kind} ${notice.id} ${notice.action} ${notice.by}`));
    const thread = await beginOn(w.lead, w, text);
    await answer(w.researcher, thread, {});
    stop();
    expect(heard.filter((one) => one.startsWith('thread'))).toEqual([
      `thread ${thread.id} created ${w.lead.id}`,
      `thread ${thread.id} changed ${w.researcher.id}`,
    ]);
  });

  it('of one person in a flood are refused for a while', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 62; count++)
      statuses.push((await w.researcher.post(w.here('/threads'), { subjectKind: 'recommendation', subjectId: text.id, text: 'x' })).status);
    expect(statuses.slice(0, 60).every((status) => status === 201)).toBe(true);
    expect(statuses.slice(60)).toEqual([429, 429]);
    w.clock.advance(61_000);
    await beginOn(w.researcher, w, text);
  });

  describe('of a round table', () => {
    let table: Table;
    let other: Table;
    let aigul: Guest;
    let boris: Guest;
    let elsewhere: Guest;

    beforeAll(async () => {
      table = await openTable(w.lead, w.programmeId, { rule: 'organisation-only' }, 2);
      other = await openTable(w.lead, w.programmeId, { rule: 'on-the-record' });
      const link = await sharedLink(w.lead, table);
      aigul = await guestOf(w, link, 'Aigul', 'Chamber');
      boris = await guestOf(w, link, 'Boris', '');
      elsewhere = await guestOf(w, await sharedLink(w.lead, other), 'Zarina', 'Bank');
    });

    const seat = (of: Table, rest = '') => w.here(`/round-tables/${of.id}/seat/threads${rest}`);
    const item = (of: Table, place = 0) => of.agenda[place]?.recommendationId ?? '';
    const say = (guest: Somebody, of: Table, draft: object = {}) =>
      guest.make<Thread>(seat(of), { subjectId: item(of), text: 'A guest’s remark', ...draft });

    it('are begun by its guests, and read by the table and the team', async () => {
      const thread = await say(aigul, table);
      expect(thread).toMatchObject({ roundTable: { id: table.id, ref: table.ref }, may: { reply: true, decide: false, accept: false } });
      for (const who of [aigul, boris]) expect((await who.get<Listed>(seat(table))).body.threads).toHaveLength(1);
      for (const who of [w.lead, w.researcher, w.observer]) expect(await list(who, `?roundTable=${table.id}`)).toHaveLength(1);
      expect((await elsewhere.get<Listed>(seat(other))).body.threads).toEqual([]);
      expect((await elsewhere.get(seat(table))).status).toBe(404);
      expect((await elsewhere.post(seat(other, `/${thread.id}/comments`), { text: 'x' })).status).toBe(404);
    });

    it('show who spoke as far as its rule goes, to everybody alike', async () => {
      const ofBoris = await say(boris, table);
      const ofTeam = await beginOn(w.researcher, w, { id: item(table) }, { roundTableId: table.id });
      const shown = async (who: Somebody, path: string) =>
        (await who.get<Listed>(path)).body.threads.map(({ comments: [one] }) => [one?.author.kind, one?.author.label, one?.author.id]);
      const expected = [
        ['organisation', 'Chamber', null],
        ['participant', null, null],
        ['team', null, null],
      ];
      expect(await shown(aigul, seat(table))).toEqual(expected);
      expect(await shown(w.lead, w.here(`/threads?roundTable=${table.id}`))).toEqual(expected);
      expect((await aigul.get<Listed>(seat(table))).body.threads.map((one) => one.comments[0]?.author.mine)).toEqual([true, false, false]);
      expect((await w.researcher.get<Thread>(at(ofTeam))).body.comments[0]?.author.mine).toBe(true);
      expect((await w.lead.get<Thread>(at(ofBoris))).body.comments[0]?.mayChange).toBe(false);
    });

    it('show names where everything is on the record; ids to the team alone', async () => {
      const thread = await say(elsewhere, other);
      expect((await read(w.lead, thread)).comments[0]?.author).toEqual({
        kind: 'person',
        label: 'Zarina, Bank',
        id: elsewhere.id,
        mine: false,
      });
      expect(thread.comments[0]?.author).toEqual({ kind: 'person', label: 'Zarina, Bank', id: null, mine: true });
    });

    it('are about its agenda and nothing else', async () => {
      for (const subjectId of [text.id, item(other)])
        expect((await aigul.post(seat(table), { subjectId, text: 'x' })).body).toMatchObject({ code: 'unknown-record' });
      const draft = { subjectKind: 'recommendation', subjectId: text.id, text: 'x', roundTableId: table.id };
      expect((await w.lead.post(w.here('/threads'), draft)).body).toMatchObject({ code: 'unknown-record' });
    });

    it('are counted on its agenda, all and unanswered', async () => {
      await say(aigul, table, { subjectId: item(table, 1) });
      const answered = await say(boris, table, { subjectId: item(table, 1) });
      await w.lead.post(at(answered, '/end'), { version: 1, disposition: 'partly', reason: 'Half of it' });
      const { body } = await w.lead.get<Table>(w.here(`/round-tables/${table.id}`));
      expect(body.agenda[1]).toMatchObject({ remarks: 2, unanswered: 1 });
    });

    it('end with a disposition, and with a reason for all but a plain yes', async () => {
      const thread = await say(aigul, table);
      const end = (body: object) => w.lead.post<Thread & { fields?: unknown }>(at(thread, '/end'), { version: 1, ...body });
      expect((await end({})).body.fields).toEqual([{ path: 'disposition', rule: 'required' }]);
      expect((await end({ disposition: 'rejected' })).body.fields).toEqual([{ path: 'reason', rule: 'required' }]);
      expect((await end({ disposition: 'accepted' })).body.life).toMatchObject({
        state: 'ended',
        disposition: 'accepted',
        by: { kind: 'team' },
      });
    });

    it('name no member of the programme to guests, nor whom they were given to', async () => {
      const thread = await say(aigul, table);
      await w.lead.ask('PUT', at(thread, '/assignee'), { body: { version: 1, assigneeId: w.researcher.id } });
      const [mine] = (await aigul.get<Listed>(seat(table))).body.threads.filter((one) => one.id === thread.id);
      expect(mine?.assignee).toBeNull();
      const named = { text: 'x', mentions: [w.lead.id] };
      expect((await aigul.post(seat(table, `/${thread.id}/comments`), named)).body).toMatchObject({ code: 'unknown-record' });
    });

    it('are told to its guests as a change of the table, without saying whose', async () => {
      const heard: string[] = [];
      const stop = w.identity.journal.subscribe((published) => void heard.push(JSON.stringify(published)));
      const thread = await say(aigul, table);
      stop();
      expect(heard.some((one) => one.includes(`"kind":"thread","id":"${table.id}"`))).toBe(true);
      expect(heard.some((one) => one.includes(thread.id))).toBe(true);
      expect(heard.join()).not.toContain(aigul.id);
    });

    it('take nothing from guests once it is closed, who go on seeing what becomes of their remarks', async () => {
      const thread = await say(aigul, other).catch(() => null);
      expect(thread).toBeNull();
      const mine = await say(elsewhere, other, { text: 'My last word' });
      const version = (await w.lead.get<Table>(w.here(`/round-tables/${other.id}`))).body.version;
      await w.lead.post(w.here(`/round-tables/${other.id}/state`), { version, to: 'closed' });
      const refused = { status: 409, body: { code: 'table-not-open' } };
      const comment = mine.comments[0]?.id;
      expect(await elsewhere.post(seat(other), { subjectId: item(other), text: 'x' })).toMatchObject(refused);
      expect(await elsewhere.post(seat(other, `/${mine.id}/comments`), { text: 'x' })).toMatchObject(refused);
      expect(await elsewhere.patch(seat(other, `/${mine.id}/comments/${comment}`), { version: 1, text: 'x' })).toMatchObject(refused);
      expect(await elsewhere.delete(seat(other, `/${mine.id}/comments/${comment}`))).toMatchObject(refused);
      expect(
        await w.lead.post(w.here('/threads'), { subjectKind: 'recommendation', subjectId: item(other), text: 'x', roundTableId: other.id }),
      ).toMatchObject(refused);
      await answer(w.researcher, mine, { text: 'We shall look into it' });
      await w.lead.post(at(mine, '/end'), { version: 1, disposition: 'deferred', reason: 'Next year' });
      const { body } = await elsewhere.get<OwnRemark[]>(w.here(`/round-tables/${other.id}/seat/remarks`));
      expect(body.find((one) => one.threadId === mine.id)).toMatchObject({
        text: 'My last word',
        life: { state: 'ended', disposition: 'deferred', reason: 'Next year' },
        answers: 1,
      });
    });

    it('are in or refused, each of them, when a whole hall speaks while the table closes', async () => {
      const hall = await openTable(w.lead, w.programmeId);
      const link = await sharedLink(w.lead, hall);
      const guests: Guest[] = [];
      for (let count = 0; count < 25; count++) guests.push(await guestOf(w, link, `Guest ${count}`));
      const speak = () => Promise.all(guests.map((guest) => guest.post(seat(hall), { subjectId: item(hall), text: 'At once' })));
      const before = await speak();
      expect(before.every((answered) => answered.status === 201)).toBe(true);
      const [during] = await Promise.all([
        speak(),
        w.lead.post(w.here(`/round-tables/${hall.id}/state`), { version: hall.version, to: 'closed' }),
      ]);
      expect(during.every(({ status }) => status === 201 || status === 409)).toBe(true);
      const kept = await list(w.lead, `?roundTable=${hall.id}`);
      expect(kept).toHaveLength(25 + during.filter(({ status }) => status === 201).length);
      expect((await speak()).every(({ status }) => status === 409)).toBe(true);
    });

    it('keep the titles that stood when it closed, for its guests', async () => {
      const { body } = await w.lead.get<{ version: number }>(w.here(`/recommendations/${item(other)}`));
      await w.lead.patch(w.here(`/recommendations/${item(other)}`), {
        version: body.version,
        changes: { title: 'Renamed within the team' },
      });
      const answers = await elsewhere.get(seat(other));
      expect(JSON.stringify(answers.body)).not.toContain('Renamed within the team');
    });

    it('are out of reach for a guest who was shown out', async () => {
      const link = await sharedLink(w.lead, table);
      const gone = await guestOf(w, link, 'Gone', '');
      await say(gone, table);
      const seats = (await w.lead.get<{ seatId: string; name: string }[]>(w.here(`/round-tables/${table.id}/guests`))).body;
      await w.lead.delete(w.here(`/round-tables/${table.id}/guests/${seats.find((one) => one.name === 'Gone')?.seatId}`));
      expect((await gone.get(seat(table))).status).toBe(404);
    });
  });
});
