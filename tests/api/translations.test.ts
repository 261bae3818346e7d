import type { CheckedRecommendation } from '@concordance/shared/checks/schema';
import type { ReadableEdition } from '@concordance/shared/editions/schema';
import type { ActivityItem } from '@concordance/shared/events/schema';
import type { Programme } from '@concordance/shared/programmes/schema';
import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type Composed, composed } from '../support/sets.ts';
import { type Answer, type Somebody, type World, world } from '../support/world.ts';

const ENGLISH = { title: 'Share the river', statement: 'Agree on the water of the river.' };
const RUSSIAN = { title: 'Делить реку', statement: 'Договориться о воде реки.' };
const KAZAKH = { title: 'Өзенді бөлісу', statement: 'Өзен суы туралы келісу.' };

describe.each(DIALECTS)('translations of a recommendation on $name', (dialect) => {
  let w: World;
  const setProgramme = async (changes: object) => {
    const { version } = (await w.lead.get<Programme>(w.here(''))).body;
    return w.lead.patch<Programme>(w.here(''), { version, changes });
  };
  beforeAll(async () => {
    w = await world({ dialect });
    await setProgramme({ languages: ['en', 'ru', 'kk'] });
  });
  afterAll(() => w.drop());

  const make = () => w.researcher.make<Recommendation>(w.here('/recommendations'), ENGLISH);
  const read = async (id: string) => (await w.observer.get<Recommendation>(w.here(`/recommendations/${id}`))).body;
  const put = async (id: string, language: string, words: object, who = w.researcher): Promise<Answer<Recommendation>> => {
    const { version } = await read(id);
    return who.ask<Recommendation>('PUT', w.here(`/recommendations/${id}/translations/${language}`), { body: { version, ...words } });
  };
  const change = async (id: string, changes: object) =>
    w.lead.patch(w.here(`/recommendations/${id}`), { version: (await read(id)).version, changes });
  const behind = async (id: string) => {
    const { findings } = (await w.observer.get<CheckedRecommendation>(w.here(`/recommendations/${id}/checks`))).body;
    return findings.filter((one) => one.rule === 'translation-behind').map(({ level, place, words }) => [level, place, words['language']]);
  };

  it('say who made them, when, and from which wording', async () => {
    const { id } = await make();
    expect((await put(id, 'kk', KAZAKH)).status).toBe(200);
    expect((await put(id, 'ru', RUSSIAN, w.lead)).body.translations).toMatchObject([
      { language: 'ru', ...RUSSIAN, original: ENGLISH, behind: false, by: { name: 'lead' } },
      { language: 'kk', ...KAZAKH, original: ENGLISH, behind: false, by: { name: 'researcher' } },
    ]);
    expect(await behind(id)).toEqual([]);
  });

  it('are behind once their original reads otherwise, and the check names the language and leads there', async () => {
    const { id } = await make();
    await put(id, 'ru', RUSSIAN);
    await put(id, 'kk', KAZAKH);
    await change(id, { statement: 'Agree on the water of both rivers.' });
    const place = { kind: 'field', field: 'translations' };
    expect(await behind(id)).toEqual([
      ['warn', place, 'ru'],
      ['warn', place, 'kk'],
    ]);
    const { body } = await put(id, 'ru', { title: 'Делить реки', statement: 'Договориться о воде обеих рек.' });
    expect(body.translations.map((one) => [one.language, one.behind, one.original.statement])).toEqual([
      ['ru', false, 'Agree on the water of both rivers.'],
      ['kk', true, ENGLISH.statement],
    ]);
    expect(await behind(id)).toEqual([['warn', place, 'kk']]);
  });

  it('fit again when the change is undone, or when somebody says that they fit still', async () => {
    const { id } = await make();
    await put(id, 'ru', RUSSIAN);
    await change(id, { title: 'Share the rivers' });
    expect(await behind(id)).toHaveLength(1);
    await change(id, { title: ENGLISH.title });
    expect(await behind(id)).toEqual([]);
    await change(id, { title: 'Share the river!' });
    expect((await put(id, 'ru', RUSSIAN, w.lead)).body.translations).toMatchObject([
      { ...RUSSIAN, behind: false, by: { name: 'lead' }, original: { title: 'Share the river!' } },
    ]);
    expect(await behind(id)).toEqual([]);
    await change(id, { priority: 'high' });
    expect(await behind(id)).toEqual([]);
  });

  it('are written against the version that was seen', async () => {
    const { id, version } = await make();
    await change(id, { title: 'Somebody was faster' });
    const body = { version, ...RUSSIAN };
    const answer = await w.researcher.ask<{ code: string; current: Recommendation }>(
      'PUT',
      w.here(`/recommendations/${id}/translations/ru`),
      { body },
    );
    expect([answer.status, answer.body.code, answer.body.current.title]).toEqual([409, 'stale-version', 'Somebody was faster']);
    expect((await read(id)).translations).toEqual([]);
  });

  it('are told in the activity like any other field', async () => {
    const { id } = await make();
    await put(id, 'ru', RUSSIAN);
    const { body } = await w.observer.get<ActivityItem[]>(w.here(`/activity?record=${id}`));
    expect(body.filter((one) => one.id === id)[0]).toMatchObject({ action: 'changed', fields: ['translations'], byName: 'researcher' });
  });

  it('are taken away by writing nothing', async () => {
    const { id } = await make();
    await put(id, 'ru', RUSSIAN);
    expect((await put(id, 'ru', { title: '', statement: '' })).body.translations).toEqual([]);
  });

  it('are not written by readers, nor in the archive, nor into a language the programme does not translate into, nor without a title', async () => {
    const { id } = await make();
    const refused = async (language: string, words: object, who?: Somebody) => {
      const { status, body } = await put(id, language, words, who);
      return [status, (body as unknown as { code: string }).code];
    };
    expect(await refused('ru', RUSSIAN, w.observer)).toEqual([403, 'no-right']);
    expect(await refused('en', RUSSIAN)).toEqual([422, 'invalid']);
    expect(await refused('de', RUSSIAN)).toEqual([404, 'not-found']);
    expect(await refused('ru', { ...RUSSIAN, title: '' })).toEqual([422, 'invalid']);
    await w.lead.post(w.here(`/recommendations/${id}/archive`), { version: 1 });
    expect(await refused('ru', RUSSIAN)).toEqual([409, 'archived']);
    expect((await read(id)).translations).toEqual([]);
  });

  describe('in a set', () => {
    const substanceOf = async ({ page, ann }: Composed) => {
      const { hash, text } = await page(ann);
      return { hash, recommendations: text.substance.recommendations };
    };

    it('are part of what is signed; a set without any is signed as it always was', async () => {
      const made = await composed(w);
      const [first = ''] = made.recommendationIds;
      await made.open();
      const plain = await substanceOf(made);
      expect(plain.recommendations.some((one) => 'translations' in one)).toBe(false);
      await made.sign(made.ann);
      await put(first, 'ru', RUSSIAN);
      const translated = await substanceOf(made);
      expect(translated.hash).not.toBe(plain.hash);
      expect(translated.recommendations.map((one) => one.translations)).toEqual([{ ru: RUSSIAN }, undefined]);
      expect(await made.sign(made.ben)).toMatchObject({ status: 200, body: { state: 'in-approval' } });
      // That it fits still, and who says so, is no part of the text.
      await put(first, 'ru', RUSSIAN, w.lead);
      expect((await substanceOf(made)).hash).toBe(translated.hash);
      await put(first, 'ru', { title: '', statement: '' });
      expect((await substanceOf(made)).hash).toBe(plain.hash);
      await put(first, 'ru', RUSSIAN);
      expect(await made.sign(made.ann)).toMatchObject({ status: 200, body: { state: 'approved' } });
      const edition = (await w.observer.get<ReadableEdition>(made.at('/editions/1'))).body;
      expect(edition.edition.substance.recommendations[0]?.translations).toEqual({ ru: RUSSIAN });
    });

    it('hold up approval where the programme says that they block', async () => {
      const made = await composed(w);
      const [first = ''] = made.recommendationIds;
      await put(first, 'kk', KAZAKH);
      await change(first, { statement: 'Said anew.' });
      await setProgramme({ rules: { 'translation-behind': 'block' } });
      expect((await made.open()).body).toMatchObject({ code: 'checks-block' });
      const { statement } = await read(first);
      await put(first, 'kk', KAZAKH);
      expect(statement).toBe('Said anew.');
      expect((await made.open()).status).toBe(200);
      await setProgramme({ rules: {} });
    });
  });
});
