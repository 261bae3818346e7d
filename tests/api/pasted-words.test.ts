import { keepVersion } from '@concordance/server/history/keep';
import type { Authorship, Contributions, PastedAnswer, PastedClaim, VersionSummary } from '@concordance/shared/history/schema';
import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { XmlElement, XmlText } from 'yjs';
import { DIALECTS } from '../support/dialects.ts';
import { pasteLines, writtenBy } from '../support/pasted.ts';
import { type Somebody, type World, world } from '../support/world.ts';

const WATER = 'The river is shared by five states and by nobody owned.';
const TRADE = 'Trade across the border grew faster than the roads did.';

describe.each(DIALECTS)('who wrote pasted words, on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());

  const make = () => w.researcher.make<Recommendation>(w.here('/recommendations'), { title: 'Advice' });
  const at = (one: Recommendation, rest: string) => w.here(`/recommendations/${one.id}/history${rest}`);
  const write = (one: Recommendation, who: Somebody, ...lines: string[]) => pasteLines(w, one.documentId, who.id, ...lines);
  const claim = (one: Recommendation, who: Somebody, body: PastedClaim) => who.post<PastedAnswer>(at(one, '/pasted'), body);
  const clear = (one: Recommendation, who: Somebody) =>
    writtenBy(w, one.documentId, who.id, (fragment) => fragment.delete(0, fragment.length));
  /** Words by author, most first. */
  const sheet = async (one: Recommendation) =>
    (await w.observer.get<Contributions>(at(one, '/contributions'))).body.people.map(({ person, words }) => [person?.name ?? null, words]);
  const origins = async (one: Recommendation) => (await w.observer.get<Authorship>(at(one, '/authorship'))).body.origins;

  it('is whoever wrote them in another text; the screen is told who pasted them', async () => {
    const [source, target] = [await make(), await make()];
    await write(source, w.researcher, WATER, TRADE);
    const pasted = await write(target, w.lead, WATER, TRADE);
    expect(await sheet(target)).toEqual([['lead', 21]]);
    const answer = await claim(target, w.lead, { source: source.documentId, ...pasted });
    expect([answer.status, answer.body]).toEqual([200, { credited: WATER.length + TRADE.length, own: 0 }]);
    expect(await sheet(target)).toEqual([['researcher', 21]]);
    expect(await origins(target)).toMatchObject([
      { client: pasted.client, userId: w.researcher.id, pastedBy: w.lead.id },
      { client: pasted.client, userId: w.researcher.id, pastedBy: w.lead.id },
    ]);
    const { people } = (await w.observer.get<Authorship>(at(target, '/authorship'))).body;
    expect(people.map(({ name }) => name).sort()).toEqual(['lead', 'researcher']);
    // Said twice, it is true twice and changes nothing more.
    const again = await claim(target, w.lead, { source: source.documentId, ...pasted });
    expect([again.status, again.body]).toEqual([200, { credited: 0, own: WATER.length + TRADE.length }]);
    expect(await sheet(target)).toEqual([['researcher', 21]]);
  });

  it('is the first author still when words go through three texts', async () => {
    const [first, second, third] = [await make(), await make(), await make()];
    await write(first, w.researcher, WATER);
    await claim(second, w.lead, { source: first.documentId, ...(await write(second, w.lead, WATER)) });
    const other = await w.person('other', { role: 'researcher' });
    await claim(third, other, { source: second.documentId, ...(await write(third, other, WATER)) });
    expect(await sheet(third)).toEqual([['researcher', 11]]);
  });

  it('stays the paster where the words are their own', async () => {
    const [source, target] = [await make(), await make()];
    await write(source, w.lead, WATER);
    const answer = await claim(target, w.lead, { source: source.documentId, ...(await write(target, w.lead, WATER)) });
    expect(answer.body).toEqual({ credited: 0, own: WATER.length });
    expect([await sheet(target), await origins(target)]).toEqual([[['lead', 11]], []]);
  });

  it('is each of several people for what each wrote', async () => {
    const [source, target] = [await make(), await make()];
    await write(source, w.researcher, WATER);
    await write(source, w.lead, TRADE);
    const other = await w.person('collector', { role: 'researcher' });
    await claim(target, other, { source: source.documentId, ...(await write(target, other, WATER, TRADE, 'My own five words here')) });
    expect(await sheet(target)).toEqual([
      ['researcher', 11],
      ['lead', 10],
      ['collector', 5],
    ]);
  });

  it('is found when words moved within one text, though they were deleted before they came back', async () => {
    const one = await make();
    await write(one, w.researcher, WATER);
    await clear(one, w.lead);
    const pasted = await write(one, w.lead, WATER);
    expect((await claim(one, w.lead, { source: one.documentId, ...pasted })).body.credited).toBe(WATER.length);
    expect(await sheet(one)).toEqual([['researcher', 11]]);
  });

  it('is found in a kept version when the source has gone on since', async () => {
    const [source, target] = [await make(), await make()];
    await write(source, w.researcher, WATER);
    await keepVersion(w.history, source.documentId, { cause: 'rest', by: null });
    await clear(source, w.lead);
    // Compacted twice, the log remembers nothing of them.
    await w.database.write(async (tx) => {
      await tx.deleteFrom('updates').where('document_id', '=', source.documentId).execute();
    });
    const pasted = await write(target, w.lead, WATER);
    expect((await claim(target, w.lead, { source: source.documentId, ...pasted })).body.credited).toBe(WATER.length);
    expect(await sheet(target)).toEqual([['researcher', 11]]);
  });

  it('is told for the pieces that are left, and for new words it is who edited them', async () => {
    const [source, target] = [await make(), await make()];
    await write(source, w.researcher, `${WATER} ${TRADE}`);
    const pasted = await write(target, w.lead, `${WATER} ${TRADE}`);
    const change = (fragment: { get(index: number): unknown }) => {
      const text = (fragment.get(0) as XmlElement).get(0) as XmlText;
      text.insert(0, 'Indeed. ');
      text.delete(8 + WATER.length - 6, 5);
      text.insert(8 + WATER.length - 6, 'governed');
    };
    const edit = await writtenBy(w, target.documentId, w.lead.id, change);
    expect(edit.client).not.toBe(pasted.client);
    await claim(target, w.lead, { source: source.documentId, ...pasted });
    const before = await sheet(target);
    expect(before).toEqual([
      ['researcher', 20],
      ['lead', 2],
    ]);
    await writtenBy(w, target.documentId, w.lead.id, (fragment) => {
      ((fragment.get(0) as XmlElement).get(0) as XmlText).insert(21, 'really ');
    });
    expect(await sheet(target)).toEqual([
      ['researcher', 20],
      ['lead', 3],
    ]);
  });

  it('survives that a version with them is restored', async () => {
    const [source, target] = [await make(), await make()];
    await write(source, w.researcher, WATER);
    await claim(target, w.lead, { source: source.documentId, ...(await write(target, w.lead, WATER)) });
    const { number } = await w.lead.make<VersionSummary>(at(target, ''), { name: 'With it' });
    await clear(target, w.lead);
    await w.lead.post(at(target, `/${number}/restore`), {});
    expect(await sheet(target)).toEqual([['researcher', 11]]);
  });

  describe('is not changed', () => {
    const refused = async (one: Recommendation, who: Somebody, body: PastedClaim) => {
      const before = [await sheet(one), await origins(one)];
      const answer = await claim(one, who, body);
      expect([await sheet(one), await origins(one)]).toEqual(before);
      return [answer.status, (answer.body as unknown as { code: string }).code];
    };

    it('by a claim of words that the source does not have', async () => {
      const [source, target] = [await make(), await make()];
      await write(source, w.researcher, WATER);
      const pasted = await write(target, w.lead, TRADE);
      expect(await refused(target, w.lead, { source: source.documentId, ...pasted })).toEqual([422, 'words-differ']);
    });

    it('by a claim about words that another wrote, or that are not there', async () => {
      const [source, target] = [await make(), await make()];
      await write(source, w.researcher, WATER);
      const pasted = await write(target, w.lead, WATER);
      const other = await w.person('another', { role: 'researcher' });
      expect(await refused(target, other, { source: source.documentId, ...pasted })).toEqual([422, 'words-differ']);
      const beyond = { ...pasted, from: pasted.to, to: pasted.to + 1000 };
      expect(await refused(target, w.lead, { source: source.documentId, ...beyond })).toEqual([422, 'words-differ']);
    });

    it('by a few words that anybody may have written', async () => {
      const [source, target] = [await make(), await make()];
      await write(source, w.researcher, 'We must act now.');
      const pasted = await write(target, w.lead, 'We must act now.');
      expect(await refused(target, w.lead, { source: source.documentId, ...pasted })).toEqual([422, 'words-differ']);
    });

    it('by whoever may only read, nor from a text of another programme', async () => {
      const [target, foreign] = [
        await make(),
        await w.second.lead.make<Recommendation>(w.second.here('/recommendations'), { title: 'Elsewhere' }),
      ];
      await pasteLines(w, foreign.documentId, w.second.lead.id, WATER);
      const pasted = await write(target, w.lead, WATER);
      expect(await refused(target, w.observer, { source: target.documentId, ...pasted })).toEqual([403, 'no-right']);
      expect(await refused(target, w.lead, { source: foreign.documentId, ...pasted })).toEqual([404, 'not-found']);
      expect(await refused(target, w.lead, { source: 'nowhere', ...pasted })).toEqual([404, 'not-found']);
    });

    it('for wording of somebody who may not be named: it is nobody’s in the next text too', async () => {
      const [source, target] = [await make(), await make()];
      const accepted = await write(source, w.researcher, WATER);
      const credit = { document_id: source.documentId, client_id: accepted.client, user_id: null };
      await w.database.write((tx) => tx.insertInto('text_credits').values(credit).execute());
      const pasted = await write(target, w.lead, WATER);
      expect((await claim(target, w.lead, { source: source.documentId, ...pasted })).body.credited).toBe(WATER.length);
      expect(await sheet(target)).toEqual([[null, 11]]);
      expect(JSON.stringify((await w.observer.get(at(target, '/authorship'))).body)).not.toContain(w.researcher.id);
      // Nor may whoever accepted it be made its author by pasting it over itself.
      expect(await refused(source, w.researcher, { source: target.documentId, ...accepted })).toEqual([422, 'words-differ']);
    });
  });
});
