import type { Page } from '@concordance/shared/registers/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type World, world } from '../support/world.ts';

interface Row {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
}

describe.each(DIALECTS)('lists on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
    await fill(w);
  });
  afterAll(() => w.drop());

  const list = async (path: string) => (await w.observer.get<Page<Row>>(w.here(path))).body;
  const titles = async (path: string) => (await list(path)).items.map((row) => row.title);

  it('come in the order of their references', async () => {
    expect((await list('/trends')).items.map((row) => row.ref)).toEqual(['TRD-1', 'TRD-2', 'TRD-3', 'TRD-4', 'TRD-5']);
    expect((await list('/trends?sort=-ref&limit=2')).items.map((row) => row.ref)).toEqual(['TRD-5', 'TRD-4']);
  });

  it('come in pages, each knowing how many rows the whole answer has', async () => {
    const first = await list('/trends?limit=2');
    const second = await list('/trends?limit=2&offset=2');
    const last = await list('/trends?limit=2&offset=4');
    expect([first, second, last].map((page) => [page.items.length, page.total])).toEqual([
      [2, 5],
      [2, 5],
      [1, 5],
    ]);
    expect(new Set([first, second, last].flatMap((page) => page.items.map((row) => row.id))).size).toBe(5);
    expect(await list('/trends?offset=50')).toEqual({ items: [], total: 5 });
  });

  it('are sorted by title and by the day of the last change', async () => {
    expect(await titles('/trends?sort=title&limit=2')).toEqual(['Corridor', 'Fragmentation']);
    expect(await titles('/trends?sort=title&offset=2')).toEqual(['Қазақстан', 'Регионализм', 'Цифровизация']);
    expect(await titles('/trends?sort=-title&limit=2')).toEqual(['Цифровизация', 'Регионализм']);
    expect((await titles('/trends?sort=-updatedAt'))[0]).toBe('Цифровизация');
  });

  it('are sorted along a scale, not along its letters, with empty values last either way', async () => {
    expect(await titles('/trends?sort=horizon')).toEqual(['Fragmentation', 'Corridor', 'Регионализм', 'Қазақстан', 'Цифровизация']);
    expect((await titles('/trends?sort=-horizon')).at(-1)).toBe('Цифровизация');
    expect(await titles('/recommendations?sort=priority')).toEqual(['Now', 'Soon', 'Later', 'Some day']);
    expect((await titles('/recommendations?sort=-priority')).at(-1)).toBe('Some day');
    expect((await titles('/sources?sort=country')).at(-1)).toBe('Nowhere');
  });

  it('are sorted by the number of places that use a record', async () => {
    expect((await titles('/bodies?sort=-usedIn'))[0]).toBe('Министерство иностранных дел');
  });

  it.each([
    ['scope:regional', 2],
    ['scope:none', 2],
    ['horizon:short&filter=horizon:long', 2],
    ['parent:none', 4],
    ['used:yes', 1],
    ['used:no', 4],
    ['used:yes&filter=used:no', 5],
    ['answered:yes', 0],
    ['answered:no', 5],
    ['scope:nothing-of-the-kind', 0],
  ])('of trends are filtered by %s', async (filter, total) => {
    expect(await list(`/trends?filter=${filter}`)).toMatchObject({ total });
  });

  it.each([
    ['evidence', 'kind:speech', 1],
    ['evidence', 'rated:yes', 1],
    ['evidence', 'rated:no', 2],
    ['evidence', 'credibility:2', 1],
    ['evidence', 'reliability:B', 2],
    ['evidence', 'reliability:none', 1],
    ['evidence', 'reliability:none&filter=reliability:B', 3],
    ['evidence', 'consent:none', 3],
    ['bodies', 'addressee:true', 1],
    ['bodies', 'addressee:false', 1],
    ['bodies', 'kind:ministry&filter=kind:union', 2],
    ['sources', 'reliability:none', 1],
    ['sources', 'country:Kazakhstan', 1],
    ['sources', 'country:none', 1],
    ['risks', 'likelihood:4', 1],
    ['risks', 'subject:Trade: EAEU', 1],
    ['risks', 'subject:none', 1],
    ['risks', 'kind:opportunity', 1],
    ['risks', 'treated:no', 2],
    ['recommendations', 'priority:high', 1],
    ['recommendations', 'status:draft', 4],
    ['recommendations', 'status:ready', 0],
  ])('of %s are filtered by %s', async (register, filter, total) => {
    expect(await list(`/${register}?filter=${filter}`)).toMatchObject({ total });
  });

  it('are filtered by who or what a record names', async () => {
    const [ministry] = (await list('/bodies')).items;
    expect(await titles(`/trends?filter=body:${ministry?.id}`)).toEqual(['Corridor']);
    expect(await titles(`/recommendations?filter=addressee:${ministry?.id}`)).toEqual(['Now']);
    expect(await list('/trends?filter=body:nobody')).toMatchObject({ total: 0 });
    const [source] = (await list('/sources')).items;
    expect(await list(`/evidence?filter=source:${source?.id}`)).toMatchObject({ total: 2 });
    expect(await titles(`/risks?filter=owner:${w.researcher.id}`)).toEqual(['Sanctions']);
  });

  it('tell what a text field says, the most frequent first, so that one can filter by it', async () => {
    const draft = (title: string, subject: string) => w.lead.make<Row>(w.here('/risks'), { title, kind: 'threat', subject });
    await draft('Tariffs', 'EAEU');
    await draft('Barriers', 'EAEU');
    await draft('Corridors', 'Belt and Road');
    const gone = await draft('Gone', 'Archived only');
    await w.lead.ask('POST', w.here(`/risks/${gone.id}/archive`), { body: { version: 1 } });
    const { body } = await w.observer.get<readonly { value: string; count: number }[]>(w.here('/risks/values/subject'));
    expect(body).toEqual([
      { value: 'EAEU', count: 2 },
      { value: 'Belt and Road', count: 1 },
      { value: 'Trade: EAEU', count: 1 },
    ]);
    expect(await list('/risks?filter=subject:EAEU')).toMatchObject({ total: 2 });
    expect(await w.observer.get(w.here('/risks/values/title'))).toMatchObject({ status: 404 });
    expect(await w.observer.get(w.here('/risks/values/constructor'))).toMatchObject({ status: 404 });
  });

  it('find Cyrillic and Kazakh words in any case, and the reference', async () => {
    expect(await titles('/trends?find=РЕГИОНАЛ')).toEqual(['Регионализм']);
    expect(await titles(`/trends?find=${encodeURIComponent('қазақ')}`)).toEqual(['Қазақстан']);
    expect(await titles(`/trends?find=${encodeURIComponent('казак')}`)).toEqual([]);
    expect(await titles('/trends?find=trd-2')).toEqual(['Fragmentation']);
    expect(await titles('/trends?find=decompose%CC%81d')).toEqual(['Corridor']);
    expect(await titles('/trends?find=corridor%20decomposed')).toEqual(['Corridor']);
  });

  it.each(['%25', '_', "'", '"', '\\', "x' or '1'='1", 'a%27%20or%201=1%20--'])('find nothing for the pattern %s', async (pattern) => {
    expect((await list(`/trends?find=${pattern}`)).total).toBe(0);
  });

  it.each([
    'constructor',
    '__proto__',
    'toString',
    'valueOf',
    'hasOwnProperty',
    'folded',
    'number; drop table trends',
    '-',
    '',
    'title desc',
    'password_hash',
  ])('refuse to be sorted by %s', async (sort) => {
    const answer = await w.lead.get(w.here(`/trends?sort=${encodeURIComponent(sort)}`));
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid', fields: [{ path: 'sort', rule: 'not-allowed' }] } });
  });

  it.each(['constructor:x', 'toString:x', 'hasOwnProperty:x', 'valueOf:x', '__proto__:x', 'folded:x', 'nothing:x', 'kind', ':', ''])(
    'refuse the filter %s',
    async (filter) => {
      const answer = await w.lead.get(w.here(`/trends?filter=${encodeURIComponent(filter)}`));
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } });
    },
  );

  it.each(["scope:' or 1=1 --", 'scope:%', 'parent:x";--', 'body:) or (1=1', 'used:perhaps'])(
    'take the value of the filter %s as a value',
    async (filter) => {
      expect(await list(`/trends?filter=${encodeURIComponent(filter)}`)).toEqual({ items: [], total: 0 });
    },
  );

  it('find everything with a reference, the exact reference first', async () => {
    const found = await w.observer.get<Row[]>(w.here('/find?q=REC-1'));
    expect(found.body[0]).toMatchObject({ kind: 'recommendation', ref: 'REC-1', title: 'Now', state: 'active' });
    const named = await w.observer.get<Row[]>(w.here(`/find?q=${encodeURIComponent('министерство')}&kinds=body,trend`));
    expect(named.body.map((one) => one.ref)).toEqual(['BOD-1']);
    expect((await w.observer.get<Row[]>(w.here('/find?limit=3'))).body).toHaveLength(3);
    expect((await w.observer.get(w.here('/find?kinds=secret'))).status).toBe(422);
    expect((await w.observer.get(w.here('/find?limit=0'))).status).toBe(422);
  });

  it('name records by id, leaving out what is unknown', async () => {
    const [body] = (await list('/bodies')).items;
    const named = await w.observer.get<Row[]>(w.here(`/records?ids=${body?.id},${'0'.repeat(26)}`));
    expect(named.body).toMatchObject([{ kind: 'body', ref: 'BOD-1' }]);
    expect((await w.observer.get(w.here('/records?ids='))).body).toEqual([]);
    expect((await w.observer.get(w.here('/records?ids=BOD-1'))).status).toBe(422);
  });
});

async function fill(w: World): Promise<void> {
  const make = (register: string, draft: object) => w.lead.make(w.here(`/${register}`), draft);
  const ministry = await make('bodies', { title: 'Министерство иностранных дел', kind: 'ministry', addressee: true });
  await make('bodies', { title: 'Union', kind: 'union' });
  const corridor = await make('trends', {
    title: 'Corridor',
    summary: 'décomposed',
    scope: 'regional',
    horizon: 'medium',
    bodyIds: [ministry.id],
  });
  await make('trends', { title: 'Fragmentation', scope: 'global', horizon: 'short' });
  await make('trends', { title: 'Қазақстан', scope: 'regional', horizon: 'ongoing', parentId: corridor.id });
  await make('trends', { title: 'Регионализм', horizon: 'long' });
  w.clock.advance(1000);
  await make('trends', { title: 'Цифровизация' });
  const bank = await make('sources', { title: 'Bank', country: 'Kazakhstan', reliability: 'B' });
  const unknown = await make('sources', { title: 'Nowhere' });
  await make('evidence', { title: 'Speech', kind: 'speech', sourceId: bank.id, credibility: 2 });
  await make('evidence', { title: 'Book', sourceId: bank.id });
  await make('evidence', { title: 'Rumour', sourceId: unknown.id });
  await make('risks', { title: 'Sanctions', subject: 'Trade: EAEU', likelihood: 4, ownerId: w.researcher.id });
  await make('risks', { title: 'Exports', kind: 'opportunity' });
  await make('recommendations', { title: 'Now', priority: 'high', addresseeIds: [ministry.id] });
  await make('recommendations', { title: 'Later', priority: 'low' });
  await make('recommendations', { title: 'Some day' });
  await make('recommendations', { title: 'Soon', priority: 'medium' });
}
