import { inTurn } from '@concordance/server/roundtables/in-turn';
import { accept, finishInterrupted } from '@concordance/server/threads/accept';
import { threadWorld } from '@concordance/server/threads/world';
import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import type { Authorship } from '@concordance/shared/history/schema';
import type { Thread } from '@concordance/shared/threads/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DIALECTS } from '../support/dialects.ts';
import { guestOf, openTable, sharedLink } from '../support/round-table.ts';
import { anchorOn, beginOn, propose, type Written, withText, wordsOf, writeInto, writtenBy } from '../support/threads.ts';
import { type Somebody, type World, world } from '../support/world.ts';

describe.each(DIALECTS)('proposed wording on $name', (dialect) => {
  let w: World;
  let text: Written;
  let colleague: Somebody;

  beforeAll(async () => {
    w = await world({ dialect });
    text = await writtenBy(w, w.lead, 'A text', 'To begin with.');
    colleague = await w.person('colleague', { role: 'researcher' });
  });
  afterAll(() => w.drop());

  const acceptAs = (who: Somebody, thread: Thread, version = thread.version) =>
    who.post<Thread & { code?: string; current?: unknown }>(w.here(`/threads/${thread.id}/accept`), { version });
  const threadOf = async (id: string) => (await w.lead.get<Thread>(w.here(`/threads/${id}`))).body;
  /** The world of threads, with texts that do as they are told. */
  const worldWith = (texts = w.history.texts) =>
    threadWorld({ database: w.database, journal: w.identity.journal, now: () => new Date(), inTurn: inTurn() }, texts);
  const asker = () => ({ programmeId: w.programmeId, userId: w.lead.id, role: 'lead' as const, seatAt: null });

  it('stands in the text once a drafter accepts it, and its thread has ended', async () => {
    await writeInto(w, text.documentId, w.lead, 'The state shall act soon.');
    const thread = await propose(w, w.researcher, text, 'act soon', 'act within a year');
    expect(thread.suggestion).toEqual({ kind: 'replace', text: 'act within a year', state: 'proposed' });
    const { status, body } = await acceptAs(w.lead, thread);
    expect(status).toBe(200);
    expect(await wordsOf(w, text.documentId)).toBe('The state shall act within a year.');
    expect(body).toMatchObject({
      suggestion: { state: 'accepted' },
      life: { state: 'ended', disposition: 'accepted', by: { label: 'lead' } },
    });
  });

  it('changes nothing of the text but the words it is about, and looks like them', async () => {
    await w.write(text.documentId, w.lead.id, (doc) => {
      const root = doc.getXmlFragment(TEXT_ROOT);
      root.delete(0, root.length);
      const words = new Y.XmlText('One two three.');
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [words]);
      root.insert(0, [paragraph]);
      words.format(4, 3, { bold: {} });
    });
    await acceptAs(w.lead, await propose(w, w.researcher, text, 'two', 'zwei'));
    const delta = await withText(w, text.documentId, (root) => ((root.get(0) as Y.XmlElement).get(0) as Y.XmlText).toDelta());
    expect(delta).toEqual([{ insert: 'One ' }, { insert: 'zwei', attributes: { bold: {} } }, { insert: ' three.' }]);
  });

  it('is an insertion between two letters, also at the end of a paragraph', async () => {
    await writeInto(w, text.documentId, w.lead, 'The state shall act', 'Second.');
    const insertion = (anchor: object, wording: string) =>
      beginOn(w.researcher, w, text, { text: '', anchor, suggestion: { kind: 'insert', text: wording } });
    await acceptAs(w.lead, await insertion(await anchorOn(w, text.documentId, 'act', 3), ' now'));
    await acceptAs(w.lead, await insertion(await anchorOn(w, text.documentId, 'state', 0), 'whole '));
    expect(await wordsOf(w, text.documentId)).toBe('The whole state shall act now\nSecond.');
  });

  it('is a deletion, also of a whole paragraph and over the break between two', async () => {
    await writeInto(w, text.documentId, w.lead, 'Keep this, not that.', 'Nor this.', 'Nor the beginning; the end stays.', 'Last.');
    await acceptAs(w.lead, await propose(w, w.researcher, text, ', not that', ''));
    await acceptAs(w.lead, await propose(w, w.researcher, text, 'Nor this.\nNor the beginning; ', ''));
    await acceptAs(w.lead, await propose(w, w.researcher, text, 'Last.', ''));
    expect(await wordsOf(w, text.documentId)).toBe('Keep this.\nthe end stays.');
  });

  it('stays one line, whatever is proposed', async () => {
    await writeInto(w, text.documentId, w.lead, 'One line.');
    await acceptAs(w.lead, await propose(w, w.researcher, text, 'One', 'A single\n\nunbroken'));
    expect(await wordsOf(w, text.documentId)).toBe('A single unbroken line.');
  });

  it('does not part a letter of two units', async () => {
    await writeInto(w, text.documentId, w.lead, '😀😀 end');
    await acceptAs(w.lead, await propose(w, w.researcher, text, '😀😀', '𝒜'));
    expect(await wordsOf(w, text.documentId)).toBe('𝒜 end');
  });

  it('is the proposer’s in the history, whoever accepted it', async () => {
    await writeInto(w, text.documentId, w.lead, 'Mine and mine.');
    await acceptAs(w.lead, await propose(w, colleague, text, 'and mine', 'and theirs'));
    const { body } = await w.lead.get<Authorship>(w.here(`/recommendations/${text.id}/history/authorship`));
    const written = await withText(w, text.documentId, (root) => {
      const item = ((root.get(0) as Y.XmlElement).get(0) as Y.XmlText)._start;
      const clients: number[] = [];
      for (let one = item; one; one = one.right) if (!one.deleted) clients.push(one.id.client);
      return clients.map((client) => body.clients.find((known) => known.client === client)?.userId);
    });
    expect([...new Set(written)]).toEqual([w.lead.id, colleague.id]);
  });

  it('that its words have outrun is outdated: nothing is changed, and the words of now are told', async () => {
    await writeInto(w, text.documentId, w.lead, 'The state shall act soon.');
    const thread = await propose(w, w.researcher, text, 'act soon', 'act');
    await w.write(text.documentId, w.lead.id, (doc) => {
      ((doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(20, 'very ');
    });
    const { status, body } = await acceptAs(w.lead, thread);
    expect([status, body.code, body.current]).toEqual([409, 'suggestion-outdated', 'act very soon']);
    expect(await wordsOf(w, text.documentId)).toBe('The state shall act very soon.');
    expect(await threadOf(thread.id)).toMatchObject({
      version: thread.version,
      life: { state: 'open' },
      suggestion: { state: 'proposed' },
    });
  });

  it('whose words are gone altogether is outdated, with nothing in their place', async () => {
    await writeInto(w, text.documentId, w.lead, 'The state shall act soon.');
    const thread = await propose(w, w.researcher, text, 'state', 'government');
    await writeInto(w, text.documentId, w.lead, 'Something else altogether.');
    expect((await acceptAs(w.lead, thread)).body).toMatchObject({ code: 'suggestion-outdated', current: null });
  });

  it('is not inserted where something else came in', async () => {
    await writeInto(w, text.documentId, w.lead, 'one two');
    const anchor = await anchorOn(w, text.documentId, 'two', 0);
    const draft = { text: '', anchor, suggestion: { kind: 'insert', text: 'and ' } };
    const [first, second] = [await beginOn(w.researcher, w, text, draft), await beginOn(colleague, w, text, draft)];
    expect((await acceptAs(w.lead, first)).status).toBe(200);
    expect((await acceptAs(w.lead, second)).body.code).toBe('suggestion-outdated');
    expect(await wordsOf(w, text.documentId)).toBe('one and two');
  });

  it('that overlaps with another is outdated once the other is accepted', async () => {
    await writeInto(w, text.documentId, w.lead, 'The state shall act soon.');
    const one = await propose(w, w.researcher, text, 'shall act', 'acts');
    const other = await propose(w, colleague, text, 'act soon', 'act at once');
    expect((await acceptAs(w.lead, one)).status).toBe(200);
    expect((await acceptAs(w.lead, other)).body.code).toBe('suggestion-outdated');
    expect(await wordsOf(w, text.documentId)).toBe('The state acts soon.');
  });

  it('is put in once, though two accept it at the same moment', async () => {
    await writeInto(w, text.documentId, w.lead, 'one two');
    const thread = await propose(w, w.researcher, text, 'two', 'zwei');
    const answers = await Promise.all([acceptAs(w.lead, thread), acceptAs(colleague, thread), acceptAs(w.researcher, thread)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
    expect(await wordsOf(w, text.documentId)).toBe('one zwei');
  });

  it('is declined with a reason and never without', async () => {
    await writeInto(w, text.documentId, w.lead, 'one two');
    const thread = await propose(w, w.researcher, text, 'two', 'zwei');
    const path = w.here(`/threads/${thread.id}/decline`);
    expect((await w.lead.post(path, { version: thread.version, reason: '  ' })).status).toBe(422);
    const { body } = await w.lead.post<Thread>(path, { version: thread.version, reason: 'Not our language' });
    expect(body).toMatchObject({ suggestion: { state: 'declined' }, life: { disposition: 'rejected', reason: 'Not our language' } });
    expect((await acceptAs(w.lead, body)).body.code).toBe('suggestion-decided');
    expect(await wordsOf(w, text.documentId)).toBe('one two');
  });

  it('can be decided anew when its thread is opened again, unless it is in the text', async () => {
    await writeInto(w, text.documentId, w.lead, 'one two');
    const thread = await propose(w, w.researcher, text, 'two', 'zwei');
    const ended = (await w.lead.post<Thread>(w.here(`/threads/${thread.id}/end`), { version: 1, disposition: 'deferred', reason: 'Later' }))
      .body;
    expect(ended.suggestion?.state).toBe('settled');
    const again = (await w.lead.post<Thread>(w.here(`/threads/${thread.id}/reopen`), { version: ended.version })).body;
    expect(again).toMatchObject({ life: { state: 'open' }, suggestion: { state: 'proposed' } });
    const accepted = (await acceptAs(w.lead, again)).body;
    const open = (await w.lead.post<Thread>(w.here(`/threads/${thread.id}/reopen`), { version: accepted.version })).body;
    expect(open).toMatchObject({ life: { state: 'open' }, suggestion: { state: 'accepted' } });
  });

  it('of one person is accepted together; what one of them has overtaken is told', async () => {
    const prolific = await w.person('prolific', { role: 'researcher' });
    await writeInto(w, text.documentId, w.lead, 'one two three four');
    const first = await propose(w, prolific, text, 'one', 'eins');
    const second = await propose(w, prolific, text, 'two three', 'zwei drei');
    const overtaken = await propose(w, prolific, text, 'three four', 'drei vier');
    const other = await propose(w, w.researcher, text, 'four', 'vier');
    const { body } = await w.lead.post(w.here('/threads/accept-all'), { documentId: text.documentId, authorId: prolific.id });
    expect(body).toEqual({ accepted: [first.id, second.id], outdated: [overtaken.id] });
    expect(await wordsOf(w, text.documentId)).toBe('eins zwei drei four');
    expect((await threadOf(other.id)).suggestion?.state).toBe('proposed');
  });

  it('is not put into an archived recommendation', async () => {
    const gone = await writtenBy(w, w.lead, 'To be archived', 'one two');
    const thread = await propose(w, w.researcher, gone, 'two', 'zwei');
    await w.lead.post(w.here(`/recommendations/${gone.id}/archive`), { version: 1 });
    expect((await acceptAs(w.lead, thread)).body.code).toBe('archived');
  });

  it.each([
    ['a replacement of nothing', { suggestion: { kind: 'replace', text: 'x' } }],
    ['a replacement by the same words', { words: 'one', suggestion: { kind: 'replace', text: 'one' } }],
    ['an insertion of nothing', { words: '', suggestion: { kind: 'insert', text: '' } }],
    ['a deletion that brings words', { words: 'one', suggestion: { kind: 'delete', text: 'x' } }],
    ['an insertion in place of words', { words: 'one', suggestion: { kind: 'insert', text: 'x' } }],
  ])('is refused where it is %s', async (_, { words, suggestion }: { words?: string; suggestion: object }) => {
    await writeInto(w, text.documentId, w.lead, 'one two');
    const anchor = words === undefined ? null : await anchorOn(w, text.documentId, words || 'one', words === '' ? 0 : undefined);
    const draft = { subjectKind: 'recommendation', subjectId: text.id, anchor, suggestion };
    expect((await w.researcher.post(w.here('/threads'), draft)).status).toBe(422);
  });

  describe('as the log has it', () => {
    const fresh = async () => {
      await writeInto(w, text.documentId, w.lead, 'one two');
      return propose(w, w.researcher, text, 'two', 'zwei');
    };

    it('is not accepted where the text could not be written', async () => {
      const thread = await fresh();
      const failing = worldWith({ ...w.history.texts, transact: () => Promise.reject(new Error('no room on the disk')) });
      await expect(accept(failing, asker(), thread.id, { version: 1, reason: '' })).rejects.toThrow('no room on the disk');
      expect((await w.researcher.get(w.here(`/threads/${thread.id}`))).body).toEqual(thread);
      expect((await acceptAs(w.lead, thread)).status).toBe(200);
    });

    it('is accepted for every reader from the moment its words are in the text', async () => {
      const thread = await fresh();
      const read: string[] = [];
      const watched = worldWith({
        ...w.history.texts,
        async transact(...asked) {
          read.push((await threadOf(thread.id)).suggestion?.state ?? '');
          await w.history.texts.transact(...asked);
          read.push((await threadOf(thread.id)).suggestion?.state ?? '');
        },
      });
      await accept(watched, asker(), thread.id, { version: 1, reason: '' });
      expect(read).toEqual(['proposed', 'accepted']);
    });

    it.each(['zwei', ''])('is finished after a stop in the middle, when the words "%s" are in the text', async (wording) => {
      await writeInto(w, text.documentId, w.lead, 'one two');
      const thread = await propose(w, w.researcher, text, 'two', wording);
      const never = new Promise<void>(() => {});
      const reached = Promise.withResolvers<void>();
      const stopped = worldWith({
        ...w.history.texts,
        async transact(...asked) {
          await w.history.texts.transact(...asked);
          reached.resolve();
          return never;
        },
      });
      void accept(stopped, asker(), thread.id, { version: 1, reason: 'Good' });
      await reached.promise;
      expect(await finishInterrupted(worldWith())).toBe(1);
      expect(await threadOf(thread.id)).toMatchObject({
        life: { disposition: 'accepted', reason: 'Good' },
        suggestion: { state: 'accepted' },
      });
      expect(await wordsOf(w, text.documentId)).toBe(`one ${wording}`);
    });

    it('is taken back after a stop in the middle, when the words never came', async () => {
      const thread = await fresh();
      const reached = Promise.withResolvers<void>();
      const stopped = worldWith({
        ...w.history.texts,
        transact() {
          reached.resolve();
          return new Promise<void>(() => {});
        },
      });
      void accept(stopped, asker(), thread.id, { version: 1, reason: '' });
      await reached.promise;
      expect((await w.lead.post(w.here(`/threads/${thread.id}/end`), { version: 1 })).body).toMatchObject({ code: 'suggestion-decided' });
      expect(await finishInterrupted(worldWith())).toBe(1);
      expect(await threadOf(thread.id)).toMatchObject({ life: { state: 'open' }, suggestion: { state: 'proposed' } });
      expect(await w.database.reader.selectFrom('threads').select('id').where('accepting_client', 'is not', null).execute()).toEqual([]);
    });
  });

  it.each([
    ['on-the-record', true],
    ['organisation-only', false],
    ['chatham-house', false],
    ['closed', false],
  ] as const)('of a guest under the rule "%s" is theirs in the history: %s', async (rule, named) => {
    const table = await openTable(w.lead, w.programmeId, { rule });
    const item = table.agenda[0];
    if (!item) throw new Error('no item');
    await writeInto(w, item.documentId, w.lead, 'one two');
    const guest = await guestOf(w, await sharedLink(w.lead, table), 'Aigul', 'Chamber');
    const anchor = await anchorOn(w, item.documentId, 'two');
    const suggestion = { kind: 'replace', text: 'zwei' };
    const thread = await guest.make<Thread>(w.here(`/round-tables/${table.id}/seat/threads`), {
      subjectId: item.recommendationId,
      anchor,
      suggestion,
    });
    await acceptAs(w.lead, thread);
    expect(await wordsOf(w, item.documentId)).toBe('one zwei');
    const history = await w.lead.get(w.here(`/recommendations/${item.recommendationId}/history/contributions`));
    expect(JSON.stringify(history.body).includes('Aigul')).toBe(named);
    const all = await w.lead.post(w.here('/threads/accept-all'), { documentId: item.documentId, authorId: guest.id });
    expect(all.body).toEqual({ accepted: [], outdated: [] });
  });
});
