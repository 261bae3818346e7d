import { keepVersion } from '@concordance/server/history/keep';
import { keepHistory } from '@concordance/server/history/keeper';
import { restoreInto } from '@concordance/server/history/restore';
import { openLog } from '@concordance/server/operations/log';
import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import type { EditorJson } from '@concordance/shared/editor/json';
import { plainText } from '@concordance/shared/editor/read';
import type { Authorship, Contributions, TextHistory, VersionSummary, VersionText } from '@concordance/shared/history/schema';
import type { Recommendation } from '@concordance/shared/recommendations/schema';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DIALECTS } from '../support/dialects.ts';
import { type Somebody, type World, world } from '../support/world.ts';

const words = (text: string) => ({ type: 'text', text });
const paragraph = (...content: EditorJson[]): EditorJson => (content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' });
const doc = (...content: EditorJson[]): EditorJson => ({ type: 'doc', content });
const lines = (...texts: string[]) => doc(...texts.map((text) => paragraph(words(text))));

describe.each(DIALECTS)('the history of a text on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());

  const make = () => w.researcher.make<Recommendation>(w.here('/recommendations'), { title: 'Advice' });
  const at = (one: Recommendation, rest = '') => w.here(`/recommendations/${one.id}/history${rest}`);
  /** Makes the text say this, changing only what differs, as somebody's editor would. */
  const say = (one: Recommendation, who: Somebody, json: EditorJson) =>
    w.write(one.documentId, who.id, (live) => void restoreInto(live, { people: [], doc: json }));
  const history = async (one: Recommendation, who = w.observer) => (await who.get<TextHistory>(at(one))).body;
  const name = (one: Recommendation, called: string) => w.researcher.make<VersionSummary>(at(one), { name: called });
  const version = async (one: Recommendation, number: number) => (await w.observer.get<VersionText>(at(one, `/${number}`))).body;
  const restore = (one: Recommendation, number: number) => w.lead.post<VersionSummary>(at(one, `/${number}/restore`), {});
  const now = async (one: Recommendation) => {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, (await w.history.texts.read(one.documentId)) ?? new Uint8Array());
    return copy;
  };
  const shown = async (one: Recommendation) => plainText((await version(one, (await name(one, 'now')).number)).doc);
  const rest = async (...some: Recommendation[]) => {
    for (const one of some) await keepVersion(w.history, one.documentId, { cause: 'rest', by: null });
  };

  it('keeps what has come to rest, and leaves what has not to the next start', async () => {
    const one = await make();
    await say(one, w.researcher, lines('Draft.'));
    const stopped = keepHistory(w.history, openLog('silent'));
    stopped.changed(one.documentId);
    await stopped.close();
    expect((await history(one)).versions).toEqual([]);
    const next = keepHistory(w.history, openLog('silent'), { restMs: 0, longestMs: 0 });
    await next.catchUp();
    await expect.poll(async () => (await history(one)).versions.map(({ cause }) => cause), { timeout: 20_000 }).toEqual(['rest']);
    await next.close();
  });

  it('keeps a text at rest once, with those who worked on it', async () => {
    const one = await make();
    await say(one, w.researcher, lines('Draft.'));
    await say(one, w.lead, lines('Draft, mended.'));
    await rest(one);
    await rest(one);
    const { versions, more } = await history(one);
    expect(versions).toMatchObject([{ number: 0, cause: 'rest', by: null, words: 2 }]);
    expect(versions[0]?.writers.map((writer) => writer.name).sort()).toEqual(['lead', 'researcher']);
    expect(more).toBe(false);
    expect((await version(one, 0)).doc).toEqual(lines('Draft, mended.'));
  });

  it('keeps it at every status, and under a name, though nothing changed', async () => {
    const one = await make();
    await say(one, w.researcher, lines('Draft.'));
    await w.researcher.post(w.here(`/recommendations/${one.id}/status`), { version: 1, to: 'in-discussion' });
    expect((await name(one, 'For the ministry')).by?.name).toBe('researcher');
    expect((await w.observer.post(at(one), { name: 'Mine' })).status).toBe(403);
    expect((await w.researcher.post(at(one), { name: '' })).status).toBe(422);
    expect((await history(one)).versions).toMatchObject([
      { number: 1, cause: 'named', name: 'For the ministry' },
      { number: 0, cause: 'status', note: 'in-discussion', by: { name: 'researcher' } },
    ]);
  });

  it('gives back any of many versions, page by page', async () => {
    const one = await make();
    for (let count = 0; count < 60; count++) {
      await say(one, w.researcher, lines('First.', `Count ${count}.`, 'Last.'));
      await name(one, `v${count}`);
    }
    const first = await history(one);
    expect([first.versions.length, first.more, first.versions[0]?.name]).toEqual([50, true, 'v59']);
    const { body } = await w.observer.get<TextHistory>(at(one, `?before=${first.versions.at(-1)?.number}`));
    expect(body.versions.map((each) => each.name)).toEqual(['v9', 'v8', 'v7', 'v6', 'v5', 'v4', 'v3', 'v2', 'v1', 'v0']);
    for (const number of [0, 15, 16, 17, 33, 59])
      expect((await version(one, number)).doc).toEqual(lines('First.', `Count ${number}.`, 'Last.'));
    expect((await w.observer.get(at(one, '/60'))).status).toBe(404);
  });

  it('restores what was deleted and swept away long ago', async () => {
    const one = await make();
    await say(one, w.researcher, lines('All of it.', 'And more.'));
    const { number } = await name(one, 'whole');
    await say(one, w.lead, doc(paragraph()));
    expect((await restore(one, number)).body).toMatchObject({ cause: 'restored', note: String(number), by: { name: 'lead' } });
    expect((await version(one, number + 2)).doc).toEqual(lines('All of it.', 'And more.'));
    expect((await history(one)).versions.map((each) => each.cause)).toEqual(['restored', 'before-restore', 'named']);
  });

  it('is restored as a change that open and offline copies merge with', async () => {
    const one = await make();
    await say(one, w.researcher, lines('Kept line.', 'Second line.'));
    const { number } = await name(one, 'then');
    await say(one, w.researcher, lines('Kept line.', 'Rewritten wholly.', 'Third.'));
    const offline = await now(one);
    const text = offline.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
    (text.get(0) as Y.XmlText).insert(10, ' From the train.');
    await restore(one, number);
    const unseen = Y.encodeStateAsUpdate(offline, Y.encodeStateVector(await now(one)));
    await w.write(one.documentId, w.researcher.id, (live) => Y.applyUpdate(live, unseen));
    expect(await shown(one)).toBe('Kept line. From the train.\nSecond line.');
    Y.applyUpdate(offline, (await w.history.texts.read(one.documentId)) ?? new Uint8Array());
    expect(offline.getXmlFragment(TEXT_ROOT).toString()).toBe((await now(one)).getXmlFragment(TEXT_ROOT).toString());
  });

  it('leaves words that came back to those who wrote them', async () => {
    const one = await make();
    await say(one, w.researcher, lines('These words are mine.'));
    await say(one, w.lead, doc(...(lines('These words are mine.').content ?? []), paragraph(words('Those are yours'))));
    const { number } = await name(one, 'both');
    await say(one, w.lead, doc(paragraph()));
    await restore(one, number);
    const sheet = (await w.observer.get<Contributions>(at(one, '/contributions'))).body;
    expect(sheet.people.map(({ person, words: count }) => [person?.name, count])).toEqual([
      ['researcher', 4],
      ['lead', 3],
    ]);
    const authors = (await w.observer.get<Authorship>(at(one, '/authorship'))).body;
    expect(authors.origins.map((origin) => origin.userId)).toContain(w.researcher.id);
    expect(authors.people.map((person) => person.name).sort()).toEqual(['lead', 'researcher']);
  });

  it('goes back to before the first word', async () => {
    const one = await make();
    const { number } = await name(one, 'nothing yet');
    await say(one, w.researcher, lines('Something.'));
    expect((await restore(one, number)).status).toBe(200);
    expect(await shown(one)).toBe('');
  });

  it('counts contributions by section', async () => {
    const one = await make();
    const heading = { type: 'heading', attrs: { level: 2 }, content: [words('What to do')] };
    await say(one, w.lead, doc(paragraph(words('Before it.')), heading, paragraph(words('Three words here'))));
    expect((await w.observer.get<Contributions>(at(one, '/contributions'))).body).toMatchObject({
      words: 8,
      people: [
        {
          person: { name: 'lead' },
          words: 8,
          sections: [
            { title: '', words: 2 },
            { title: 'What to do', words: 6 },
          ],
        },
      ],
    });
  });

  it('remembers what each person saw last, outside the timeline', async () => {
    const one = await make();
    await say(one, w.researcher, lines('One.'));
    const visit = async (who: Somebody) => (await who.post<{ before: VersionSummary | null }>(at(one, '/visit'), {})).body.before;
    expect(await visit(w.observer)).toBeNull();
    await say(one, w.researcher, lines('One.', 'Two.'));
    const before = await visit(w.observer);
    expect(before?.number).toBe(0);
    expect((await version(one, 0)).doc).toEqual(lines('One.'));
    expect(await visit(w.lead)).toBeNull();
    expect((await history(one)).versions).toEqual([]);
    expect((await history(one)).since.visit?.number).toBe(1);
  });

  it('is not restored in the archive, nor by a reader, nor from nowhere', async () => {
    const one = await make();
    await say(one, w.researcher, lines('One.'));
    const { number } = await name(one, 'v');
    expect((await w.observer.post(at(one, `/${number}/restore`), {})).status).toBe(403);
    expect((await restore(one, 99)).status).toBe(404);
    await w.lead.post(w.here(`/recommendations/${one.id}/archive`), { version: 1 });
    expect((await restore(one, number)).body).toMatchObject({ code: 'archived' });
    expect((await w.second.lead.get(w.second.here(`/recommendations/${one.id}/history`))).status).toBe(404);
  });
});

describe('a restored document', () => {
  const text = fc
    .stringMatching(/^[a-zа-яқ ]{1,12}$/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const marks = fc.constantFrom(undefined, [{ type: 'bold' }], [{ type: 'italic' }]);
  const run = fc
    .record({ type: fc.constant('text'), text, marks })
    .map(({ marks: some, ...one }) => (some ? { ...one, marks: some } : one));
  const cite = fc
    .constantFrom('p. 1', '')
    .map((locator) => ({ type: 'citation', attrs: { kind: 'evidence', locator, record: '0'.repeat(26) } }));
  const line = fc
    .array(fc.oneof({ arbitrary: run, weight: 4 }, cite), { maxLength: 4 })
    .map((content) => paragraph(...(content as EditorJson[])));
  const list = fc.array(line, { minLength: 1, maxLength: 3 }).map((items) => ({
    type: 'bulletList',
    content: items.map((item) => ({ type: 'listItem', content: [item] })),
  }));
  const texts = fc.array(fc.oneof(line, list), { minLength: 1, maxLength: 5 }).map((content) => doc(...content));

  it('says what the version said, whatever it said before', () => {
    fc.assert(
      fc.property(texts, texts, (before, version) => {
        const [live, direct] = [new Y.Doc(), new Y.Doc()];
        restoreInto(live, { people: [], doc: before });
        restoreInto(live, { people: [], doc: version });
        restoreInto(direct, { people: [], doc: version });
        expect(live.getXmlFragment(TEXT_ROOT).toJSON()).toBe(direct.getXmlFragment(TEXT_ROOT).toJSON());
      }),
      { numRuns: 150 },
    );
  });
});
