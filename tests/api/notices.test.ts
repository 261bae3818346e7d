import { type DigestWorld, sendDigests } from '@concordance/server/notices/digest';
import { smtpPost } from '@concordance/server/notices/smtp';
import type { Inbox, NoticeKind } from '@concordance/shared/notices/schema';
import type { Table } from '@concordance/shared/roundtables/schema';
import type { Thread } from '@concordance/shared/threads/schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { opened, openPostOffice, type PostOffice } from '../support/post-office.ts';
import { guestOf, openTable, planTable, sharedLink } from '../support/round-table.ts';
import { beginOn, propose, type Written, writtenBy } from '../support/threads.ts';
import { type Somebody, type World, world } from '../support/world.ts';

describe.each(DIALECTS)('notices on $name', (dialect) => {
  let w: World;
  let text: Written;

  beforeAll(async () => {
    w = await world({ dialect });
    text = await writtenBy(w, w.lead, 'A text', 'The state shall act soon.');
  });
  afterAll(() => w.drop());
  beforeEach(async () => {
    w.clock.advance(61_000);
    for (const who of [w.lead, w.researcher, w.observer]) await who.post(w.here('/notices/seen'), { ids: 'all' });
  });

  const inboxOf = async (who: Somebody, query = '?unread=yes') => (await who.get<Inbox>(w.here(`/notices${query}`))).body;
  const told = async (who: Somebody) => (await inboxOf(who)).notices.map((notice) => notice.kind);
  const reply = (who: Somebody, thread: Thread, draft: object = {}) =>
    who.make<Thread>(w.here(`/threads/${thread.id}/comments`), { text: 'An answer', ...draft });
  const watch = (who: Somebody, id: string, state: string, kind = 'recommendation') =>
    who.ask('PUT', w.here(`/watches/${id}`), { body: { kind, state } });

  describe('an inbox', () => {
    it('says who named one, and where, and no word of what was said', async () => {
      const thread = await beginOn(w.lead, w, text, { text: 'A secret word', mentions: [w.researcher.id] });
      const { notices, unread } = await inboxOf(w.researcher);
      expect(notices).toMatchObject([
        { kind: 'mention', threadId: thread.id, read: false, by: 'lead', subject: { kind: 'recommendation', id: text.id, ref: text.ref } },
      ]);
      expect(unread).toBe(1);
      expect(JSON.stringify(notices)).not.toContain('secret');
    });

    it('says once what concerns one twice', async () => {
      const thread = await beginOn(w.researcher, w, text);
      await reply(w.lead, thread, { text: '@researcher', mentions: [w.researcher.id] });
      expect(await told(w.researcher)).toEqual(['mention']);
    });

    it('tells everybody who spoke in a thread of an answer, but not who gave it', async () => {
      const third = await w.person('third', { role: 'researcher' });
      const thread = await beginOn(w.lead, w, text);
      await reply(third, thread);
      await reply(w.researcher, thread);
      expect(await told(w.lead)).toEqual(['reply', 'reply']);
      expect(await told(third)).toEqual(['reply']);
      expect(await told(w.researcher)).toEqual([]);
    });

    it('tells who is to see to a thread, and who proposed what was decided on', async () => {
      const thread = await propose(w, w.researcher, text, 'soon', 'now');
      await w.lead.ask('PUT', w.here(`/threads/${thread.id}/assignee`), { body: { version: 1, assigneeId: w.lead.id } });
      await w.lead.post(w.here(`/threads/${thread.id}/decline`), { version: 2, reason: 'No' });
      expect(await told(w.researcher)).toEqual(['decision']);
      expect(await told(w.lead)).toEqual([]);
      w.clock.advance(1_000);
      const other = await beginOn(w.lead, w, text, { assigneeId: w.researcher.id });
      expect((await inboxOf(w.researcher)).notices[0]).toMatchObject({ kind: 'assigned', threadId: other.id });
    });

    it('tells the proposer that their wording is in the text', async () => {
      const anew = await writtenBy(w, w.lead, 'Another', 'one two');
      const thread = await propose(w, w.researcher, anew, 'two', 'zwei');
      await w.lead.post(w.here(`/threads/${thread.id}/accept`), { version: 1 });
      expect(await told(w.researcher)).toEqual(['decision']);
    });

    it('tells who answers for a recommendation of every remark on it', async () => {
      const owned = await w.lead.make<Written>(w.here('/recommendations'), { title: 'Owned', ownerId: w.researcher.id });
      await beginOn(w.lead, w, owned);
      expect(await told(w.researcher)).toEqual(['remark']);
    });

    it('forgets what was told of a thread that was taken back', async () => {
      const thread = await beginOn(w.lead, w, text, { mentions: [w.researcher.id] });
      await w.lead.delete(w.here(`/threads/${thread.id}/comments/${thread.comments[0]?.id}`));
      expect(await told(w.researcher)).toEqual([]);
    });

    it('is read line by line, or all at once, and by looking at the thread', async () => {
      const one = await beginOn(w.lead, w, text, { mentions: [w.researcher.id] });
      w.clock.advance(1_000);
      await beginOn(w.lead, w, text, { mentions: [w.researcher.id] });
      const [newest] = (await inboxOf(w.researcher)).notices;
      await w.researcher.post(w.here('/notices/seen'), { ids: [newest?.id] });
      expect((await inboxOf(w.researcher)).unread).toBe(1);
      await w.researcher.post(w.here('/threads/seen'), { ids: [one.id] });
      expect((await inboxOf(w.researcher)).unread).toBe(0);
      expect((await inboxOf(w.researcher, '')).notices.slice(0, 2).map((notice) => notice.read)).toEqual([true, true]);
    });

    it('is read by nobody else: another’s lines are passed over', async () => {
      await beginOn(w.lead, w, text, { mentions: [w.researcher.id] });
      const [mine] = (await inboxOf(w.researcher)).notices;
      expect((await w.lead.post(w.here('/notices/seen'), { ids: [mine?.id] })).status).toBe(204);
      expect((await inboxOf(w.researcher)).unread).toBe(1);
      expect((await w.lead.get(w.here(`/notices?before=${mine?.id}`))).status).toBe(404);
    });

    it('comes in pages, newest first', async () => {
      const thread = await beginOn(w.researcher, w, text);
      for (let count = 0; count < 52; count++) {
        w.clock.advance(2_000);
        await reply(w.lead, thread);
      }
      const first = await inboxOf(w.researcher);
      expect([first.notices.length, first.more, first.unread]).toEqual([50, true, 52]);
      const rest = await inboxOf(w.researcher, `?unread=yes&before=${first.notices.at(-1)?.id}`);
      expect([rest.notices.length, rest.more]).toEqual([2, false]);
      const all = [...first.notices, ...rest.notices];
      expect(new Set(all.map((notice) => notice.id)).size).toBe(52);
      expect(all.map((notice) => notice.at)).toEqual(
        all
          .map((notice) => notice.at)
          .sort()
          .reverse(),
      );
    });

    it('is empty for who has left, and hints at nothing', async () => {
      const leaver = await w.person('leaver', { role: 'researcher' });
      const thread = await beginOn(leaver, w, text);
      await w.lead.delete(w.here(`/people/${leaver.id}`));
      await reply(w.lead, thread);
      const rows = await w.database.reader.selectFrom('notices').selectAll().where('user_id', '=', leaver.id).execute();
      expect(rows).toEqual([]);
      expect((await leaver.get(w.here('/notices'))).status).toBe(404);
    });
  });

  describe('watching', () => {
    it('brings every remark on a record, and every answer', async () => {
      await watch(w.observer, text.id, 'watching');
      const thread = await beginOn(w.lead, w, text);
      await reply(w.researcher, thread);
      expect((await told(w.observer)).sort()).toEqual(['remark', 'reply']);
      expect((await w.observer.get(w.here('/watches'))).body).toEqual([{ kind: 'recommendation', id: text.id, state: 'watching' }]);
    });

    it('of a table brings what is said at it', async () => {
      const table = await openTable(w.lead, w.programmeId);
      await watch(w.researcher, table.id, 'watching', 'round-table');
      await w.researcher.post(w.here('/notices/seen'), { ids: 'all' });
      await beginOn(w.lead, w, { id: table.agenda[0]?.recommendationId ?? '' }, { roundTableId: table.id });
      expect(await told(w.researcher)).toEqual(['remark']);
    });

    it('muted brings nothing but one’s own name', async () => {
      const muted = await writtenBy(w, w.lead, 'Muted', 'one two');
      const thread = await beginOn(w.researcher, w, muted);
      await watch(w.researcher, muted.id, 'muted');
      await reply(w.lead, thread);
      expect(await told(w.researcher)).toEqual([]);
      await reply(w.lead, thread, { mentions: [w.researcher.id] });
      expect(await told(w.researcher)).toEqual(['mention']);
    });

    it('goes back to the usual', async () => {
      await watch(w.observer, text.id, 'watching');
      await watch(w.observer, text.id, 'usual');
      await beginOn(w.lead, w, text);
      expect(await told(w.observer)).toEqual([]);
      expect((await w.observer.get(w.here('/watches'))).body).toEqual([]);
    });

    it('is of records of this programme', async () => {
      const theirs = await w.second.lead.make(w.second.here('/recommendations'), { title: 'Theirs' });
      expect((await watch(w.lead, theirs.id, 'watching')).status).toBe(404);
    });
  });

  describe('of a round table', () => {
    it('tell the team and its guests that it has opened and closed, but not who did it', async () => {
      const table = await planTable(w.lead, w.programmeId);
      const guest = await guestOf(w, await sharedLink(w.lead, table));
      const path = w.here(`/round-tables/${table.id}`);
      const opened = await w.lead.post<Table>(`${path}/state`, { version: table.version, to: 'open' });
      await w.researcher.post(`${path}/state`, { version: 1, to: 'closed' });
      await w.lead.post(`${path}/state`, { version: opened.body.version, to: 'closed' });
      expect(await told(w.researcher)).toEqual(expect.arrayContaining<NoticeKind>(['table-closed', 'table-opened']));
      expect(await told(w.lead)).toEqual([]);
      const mine = (await guest.get<Inbox>(`${path}/seat/notices`)).body;
      expect(mine.notices.map((notice) => [notice.kind, notice.subject.ref, notice.by]).sort()).toEqual([
        ['table-closed', table.ref, null],
        ['table-opened', table.ref, null],
      ]);
      expect((await guest.post(`${path}/seat/notices/seen`, { ids: 'all' })).status).toBe(204);
      expect((await guest.get<Inbox>(`${path}/seat/notices`)).body.unread).toBe(0);
    });

    it('tell a guest of answers and decisions at this table, and of no other', async () => {
      const [table, other] = [await openTable(w.lead, w.programmeId), await openTable(w.lead, w.programmeId)];
      const guest = await guestOf(w, await sharedLink(w.lead, table));
      const say = `/round-tables/${table.id}/seat/threads`;
      const thread = await guest.make<Thread>(w.here(say), { subjectId: table.agenda[0]?.recommendationId, text: 'A remark' });
      await reply(w.researcher, thread);
      await w.lead.post(w.here(`/threads/${thread.id}/end`), { version: 1, disposition: 'accepted' });
      const kinds = async (of: Table) =>
        (await guest.get<Inbox>(w.here(`/round-tables/${of.id}/seat/notices`))).body.notices.map((notice) => [notice.kind, notice.by]);
      expect((await kinds(table)).sort()).toEqual([
        ['decision', null],
        ['reply', null],
      ]);
      await guest.post('/round-tables/enter', { token: await sharedLink(w.lead, other) });
      expect(await kinds(other)).toEqual([]);
    });
  });

  it('are hinted at to their reader and to nobody else, guests not even to themselves', async () => {
    const table = await openTable(w.lead, w.programmeId, { rule: 'chatham-house' });
    const guest = await guestOf(w, await sharedLink(w.lead, table));
    const seat = w.here(`/round-tables/${table.id}/seat/threads`);
    const thread = await guest.make<Thread>(seat, { subjectId: table.agenda[0]?.recommendationId, text: 'A remark' });
    const hints: string[] = [];
    const stop = w.identity.journal.subscribe(({ notice }) => {
      if (notice.kind === 'notice') hints.push(notice.id);
    });
    await reply(w.researcher, thread, { mentions: [w.observer.id] });
    await w.lead.post(w.here(`/threads/${thread.id}/end`), { version: 1, disposition: 'accepted' });
    stop();
    expect(hints).toEqual([w.observer.id]);
  });

  describe('by mail', () => {
    let office: PostOffice;
    let mailed: Somebody;
    let logged: string[];

    beforeAll(async () => {
      office = await openPostOffice();
      logged = [];
      mailed = await w.person('mailed', { role: 'researcher', email: 'mailed@example.org' });
    });
    afterAll(() => office.close());

    const round = (post = smtpPost(office.url, 'Concordance <concordance@example.org>')) => {
      const mail: DigestWorld = { database: w.database, now: () => new Date(), post, origin: 'https://drafts.example.org' };
      return sendDigests(mail, { error: (...said: unknown[]) => void logged.push(JSON.stringify(said)) });
    };
    const ask = (digest: string) => mailed.ask('PUT', '/me/mail', { body: { digest } });

    it('come to nobody who did not ask for them', async () => {
      await beginOn(w.lead, w, text, { mentions: [mailed.id] });
      w.clock.days(2);
      expect(await round()).toBe(0);
      expect((await mailed.get('/me/mail')).body).toEqual({ digest: 'off', available: true });
    });

    it.each([
      ['en', 'what is new for you', 'you were named', 'You get this because'],
      ['ru', 'новое для вас', 'вас упомянули', 'Вы получаете это письмо'],
      ['kk', 'сізге арналған жаңалықтар', 'сізді атап өтті', 'Бұл хатты'],
    ])('come in the reader’s language: %s', async (language, subject, named, why) => {
      await mailed.post(w.here('/notices/seen'), { ids: 'all' });
      await mailed.patch('/me', { language });
      await ask('hourly');
      const thread = await beginOn(w.lead, w, text, { text: 'A secret word', mentions: [mailed.id] });
      w.clock.advance(3600_000);
      expect(await round()).toBe(1);
      const letter = office.delivered.at(-1);
      expect(letter).toMatchObject({ to: ['mailed@example.org'], from: 'concordance@example.org' });
      const read = opened(letter ?? { to: [], from: '', raw: '' });
      expect(read.subject).toContain(subject);
      for (const part of [named, why, `${text.ref} A text`, 'Integration', `/recommendations/${text.ref}?thread=${thread.id}`])
        expect(read.text).toContain(part);
      expect(letter?.raw).not.toContain('secret');
      expect(letter?.raw).toContain('Auto-Submitted: auto-generated');
    });

    it('come once, and hold only what has not been read', async () => {
      await mailed.patch('/me', { language: 'en' });
      await ask('hourly');
      const [first] = [
        await beginOn(w.lead, w, text, { mentions: [mailed.id] }),
        await beginOn(w.lead, w, text, { mentions: [mailed.id] }),
      ];
      await mailed.post(w.here('/threads/seen'), { ids: [first?.id] });
      w.clock.advance(3600_000);
      expect([await round(), await round()]).toEqual([1, 0]);
      w.clock.advance(3600_000);
      expect(await round()).toBe(0);
      expect(opened(office.delivered.at(-1) ?? { to: [], from: '', raw: '' }).subject).toContain('(1)');
    });

    it('come once a day to who asked for that', async () => {
      await ask('daily');
      await beginOn(w.lead, w, text, { mentions: [mailed.id] });
      w.clock.advance(3600_000);
      expect(await round()).toBe(0);
      w.clock.days(1);
      expect(await round()).toBe(1);
    });

    it('wait where they could not be delivered, and the log says nothing of whom', async () => {
      await mailed.post(w.here('/notices/seen'), { ids: 'all' });
      await ask('hourly');
      await beginOn(w.lead, w, text, { mentions: [mailed.id] });
      w.clock.advance(3600_000);
      office.refuse(true);
      expect(await round()).toBe(0);
      expect(logged).toHaveLength(1);
      expect(logged.join()).not.toContain('@');
      office.refuse(false);
      w.clock.advance(3600_000);
      expect(await round()).toBe(1);
    });

    it('come to nobody whose account is closed, and of no programme one has left', async () => {
      await mailed.post(w.here('/notices/seen'), { ids: 'all' });
      await ask('hourly');
      await beginOn(w.lead, w, text, { mentions: [mailed.id] });
      w.clock.advance(3600_000);
      const membership = w.database.reader.selectFrom('memberships').selectAll().where('user_id', '=', mailed.id);
      const before = await membership.executeTakeFirstOrThrow();
      await w.database.write((tx) => tx.deleteFrom('memberships').where('user_id', '=', mailed.id).execute());
      expect(await round()).toBe(0);
      await w.database.write((tx) => tx.insertInto('memberships').values(before).execute());
      await w.database.write((tx) => tx.updateTable('users').set({ disabled: 1 }).where('id', '=', mailed.id).execute());
      expect(await round()).toBe(0);
      await w.database.write((tx) => tx.updateTable('users').set({ disabled: 0 }).where('id', '=', mailed.id).execute());
      expect(await round()).toBe(1);
    });

    it('do not come to a guest, who has no address', async () => {
      const table = await openTable(w.lead, w.programmeId);
      const guest = await guestOf(w, await sharedLink(w.lead, table));
      expect((await guest.get('/me/mail')).body).toEqual({ digest: 'off', available: false });
    });
  });
});
