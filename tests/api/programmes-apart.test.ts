import { openEventFeed } from '@concordance/server/events/feed';
import { textAccess } from '@concordance/server/recommendations/access';
import { CLOSE } from '@concordance/shared/collaboration/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { describedRoutes, filled, type Home, NEEDS, type Params, paramsFor, type Route, sendingFor } from '../support/route-table.ts';
import { type Asking, ORIGIN, type World, world } from '../support/world.ts';

/** Stands in every word of the second programme. Nobody of the first may ever read it. */
const CANARY = 'canarywordofthesecond';
const TABLES = [
  'bodies',
  'trends',
  'risks',
  'sources',
  'evidence',
  'recommendations',
  'links',
  'mentions',
  'memberships',
  'invitations',
  'documents',
  'round_tables',
  'rating_defaults',
  'changes',
  'sets',
  'sign_offs',
  'editions',
  'audit',
  'threads',
  'notices',
  'watches',
] as const;

describe.each(DIALECTS)('two programmes on $name', (dialect) => {
  let w: World;
  let home: Home;
  let foreign: Home;
  let routes: readonly Route[];
  let theirs: Readonly<Record<'body' | 'trend' | 'risk' | 'source' | 'evidence' | 'recommendation' | 'link', string>>;
  let documentId: string;

  beforeAll(async () => {
    w = await world({ dialect });
    home = { world: w, programmeId: w.programmeId, lead: w.lead };
    foreign = { world: w, programmeId: w.second.programmeId, lead: w.second.lead };
    routes = (await describedRoutes(w)).filter((route) => route.path.startsWith('/programmes/{programme}'));
    const make = async <Made extends { id: string }>(register: string, draft: object) =>
      w.second.lead.make<Made>(w.second.here(`/${register}`), { title: `${CANARY} ${register}`, ...draft });
    await w.second.lead.patch(w.second.here(''), { version: 1, changes: { aim: CANARY } });
    const body = (await make('bodies', { competence: CANARY })).id;
    const trend = (await make('trends', { summary: CANARY, bodyIds: [body] })).id;
    const risk = (await make('risks', { summary: CANARY, subject: CANARY })).id;
    const source = (await make('sources', { country: CANARY })).id;
    const evidence = (await make('evidence', { summary: CANARY, sourceId: source })).id;
    const recommendation = await make<{ id: string; documentId: string }>('recommendations', { statement: CANARY, topic: CANARY });
    const draft = { kind: 'answers', targetId: trend, note: CANARY };
    const link = (await w.second.lead.make(w.second.here(`/recommendations/${recommendation.id}/links`), draft)).id;
    theirs = { body, trend, risk, source, evidence, recommendation: recommendation.id, link };
    documentId = recommendation.documentId;
  });
  afterAll(() => w.drop());

  /** Who may do this in the first programme. */
  const whoMay = (route: Route) => (NEEDS[route.key] === 'roundtable.attend' ? w.participant : w.lead);

  /** Everything the second programme holds, row by row. */
  async function everythingOfTheSecond(): Promise<string> {
    const tables = TABLES.map((table) => w.database.reader.selectFrom(table).selectAll().where('programme_id', '=', w.second.programmeId));
    const rows = await Promise.all(tables.map(async (query) => (await query.execute()).map((row) => JSON.stringify(row)).sort()));
    const programme = await w.database.reader.selectFrom('programmes').selectAll().where('id', '=', w.second.programmeId).execute();
    return JSON.stringify([programme, rows]);
  }

  /** Things of the second programme for each route. Since no request may change them, they serve every test. */
  const made = new Map<string, { readonly params: Params; readonly asking: Asking }>();
  async function madeFor(route: Route) {
    const kept = made.get(route.key);
    if (kept) return kept;
    const params = await paramsFor(route, foreign);
    const things = { params, asking: await sendingFor(route, foreign, params) };
    made.set(route.key, things);
    return things;
  }

  it('are closed to each other’s leads by every route, and nothing is changed or told', { timeout: 90_000 }, async () => {
    for (const route of routes) await madeFor(route);
    const before = await everythingOfTheSecond();
    for (const route of routes) {
      const { params, asking } = await madeFor(route);
      const answer = await w.lead.ask(route.method, filled(route, params), asking);
      expect(`${route.key}: ${answer.status}`).toBe(`${route.key}: 404`);
      expect(answer.body).toMatchObject({ code: 'not-found' });
      expect(JSON.stringify(answer.body)).not.toContain(CANARY);
    }
    expect(await everythingOfTheSecond()).toBe(before);
  });

  it('do not open to an id of the other one used in one’s own address', { timeout: 90_000 }, async () => {
    // The name of a field is no id of anything.
    const withIds = routes.filter((one) => (one.path.match(/\{(?!field\})/g) ?? []).length > 1);
    for (const route of withIds) await madeFor(route);
    const before = await everythingOfTheSecond();
    for (const route of withIds) {
      const params = { ...(await madeFor(route)).params, programme: w.programmeId };
      const asking = await sendingFor(route, home, params);
      const answer = await whoMay(route).ask(route.method, filled(route, params), asking);
      expect(`${route.key}: ${answer.status}`).toBe(`${route.key}: 404`);
      expect(JSON.stringify(answer.body)).not.toContain(CANARY);
    }
    expect(await everythingOfTheSecond()).toBe(before);
  });

  it('do not open to a link of the other one under one’s own recommendation', async () => {
    const own = await w.lead.make(w.here('/recommendations'), { title: 'Own' });
    const path = w.here(`/recommendations/${own.id}/links/${theirs.link}`);
    expect((await w.lead.patch(path, { version: 1, changes: { note: 'x' } })).status).toBe(404);
    expect((await w.lead.delete(`${path}?version=1`)).status).toBe(404);
  });

  it('name none of each other’s words in anything that can be read', { timeout: 90_000 }, async () => {
    for (const route of routes.filter((one) => one.method === 'GET')) {
      const answer = await whoMay(route).get(filled(route, await paramsFor(route, home)));
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.body)).not.toContain(CANARY);
    }
    for (const path of [`/find?q=${CANARY}`, `/trends?find=${CANARY}`, `/records?ids=${Object.values(theirs).join(',')}`]) {
      const { status, body } = await w.lead.get<{ total?: number } & unknown[]>(w.here(path));
      expect(status).toBe(200);
      expect(body.total ?? body.length).toBe(0);
    }
    const programmes = await w.lead.get<{ id: string }[]>('/programmes');
    expect(programmes.body.map((one) => one.id)).toEqual([w.programmeId]);
  });

  it('filter by a foreign id as by one that does not exist', async () => {
    for (const [register, filter] of [
      ['trends', `parent:${theirs.trend}`],
      ['trends', `body:${theirs.body}`],
      ['evidence', `source:${theirs.source}`],
      ['risks', `owner:${w.second.lead.id}`],
      ['recommendations', `addressee:${theirs.body}`],
      ['recommendations', `responsible:${theirs.body}`],
    ] as const)
      expect((await w.lead.get(w.here(`/${register}?filter=${filter}`))).body).toEqual({ items: [], total: 0 });
  });

  it('say a reference each for itself', async () => {
    const own = await w.lead.make<{ id: string }>(w.here('/sources'), { title: 'My first source' });
    expect((await w.second.lead.get(w.second.here('/sources/SRC-1'))).body).toMatchObject({ title: `${CANARY} sources` });
    const mine = await w.lead.get<{ id: string; title: string }>(w.here('/sources/SRC-1'));
    expect(mine.body.title).not.toContain(CANARY);
    expect(own.id).not.toBe(theirs.source);
  });

  it.each([
    ['bodies', { parentId: 'body' }],
    ['trends', { parentId: 'trend' }],
    ['trends', { bodyIds: ['body'] }],
    ['trends', { evidenceIds: ['evidence'] }],
    ['trends', { signals: [{ text: 'x', evidenceIds: ['evidence'] }] }],
    ['risks', { trendIds: ['trend'] }],
    ['risks', { bodyIds: ['body'] }],
    ['risks', { evidenceIds: ['evidence'] }],
    ['sources', { bodyId: 'body' }],
    ['evidence', { sourceId: 'source' }],
    ['evidence', { supersededById: 'evidence' }],
    ['evidence', { bodyIds: ['body'] }],
    ['recommendations', { addresseeIds: ['body'] }],
    ['recommendations', { responsibleId: 'body' }],
    ['recommendations', { parentId: 'recommendation' }],
  ] as const)('do not name each other: %s %o', async (register, named) => {
    const fields = JSON.parse(
      JSON.stringify(named, (key, value: unknown) =>
        typeof value === 'string' && key !== 'text' ? theirs[value as keyof typeof theirs] : value,
      ),
    ) as object;
    const before = await everythingOfTheSecond();
    const refused = { status: 422, body: { code: 'unknown-record' } };
    expect(await w.lead.post(w.here(`/${register}`), { title: 'Names a stranger', ...fields })).toMatchObject(refused);
    const own = await w.lead.make(w.here(`/${register}`), { title: 'Own' });
    expect(await w.lead.patch(w.here(`/${register}/${own.id}`), { version: 1, changes: fields })).toMatchObject(refused);
    expect(await everythingOfTheSecond()).toBe(before);
  });

  it.each([
    ['answers', 'trend'],
    ['treats', 'risk'],
    ['rests', 'evidence'],
  ] as const)('are not linked: a recommendation of one never %s a %s of the other', async (kind, target) => {
    const own = await w.lead.make(w.here('/recommendations'), { title: 'Own' });
    const answer = await w.lead.post(w.here(`/recommendations/${own.id}/links`), { kind, targetId: theirs[target] });
    expect(answer).toMatchObject({ status: 422, body: { code: 'unknown-record' } });
  });

  it('do not let each other’s texts be opened', async () => {
    const access = textAccess(w.database, w.identity.sessions, { secure: true, origins: () => [ORIGIN] });
    for (const who of [w.lead, w.administrator, w.stranger]) {
      const session = await w.database.reader.selectFrom('sessions').select('id').where('user_id', '=', who.id).executeTakeFirstOrThrow();
      expect(await access.readmit(session.id, documentId)).toEqual({ kind: 'refused', close: CLOSE.unknownDocument });
      expect(await access.readmit(session.id, '0'.repeat(26))).toEqual({ kind: 'refused', close: CLOSE.unknownDocument });
    }
    const own = await w.database.reader
      .selectFrom('sessions')
      .select('id')
      .where('user_id', '=', w.second.lead.id)
      .executeTakeFirstOrThrow();
    expect(await access.readmit(own.id, documentId)).toMatchObject({ kind: 'admitted', write: true, userId: w.second.lead.id });
  });

  it('do not let each other’s events be heard', async () => {
    const feed = openEventFeed(w.database, w.identity.journal, w.identity.sessions);
    const hears = async (userId: string, programmeId: string) =>
      feed.admits({ id: '', userId: userId as never, name: '', administrator: userId === w.administrator.id }, programmeId);
    expect(await hears(w.lead.id, w.second.programmeId)).toBe(false);
    expect(await hears(w.administrator.id, w.second.programmeId)).toBe(false);
    expect(await hears(w.second.lead.id, w.second.programmeId)).toBe(true);
    feed.close();
  });

  it('keep an attached file apart, though its bytes are the same', async () => {
    const attach = async ({ lead, programmeId }: Home, id: string, name: string) => {
      const form = new FormData();
      form.set('file', new File(['the same bytes'], name));
      return lead.ask('PUT', `/programmes/${programmeId}/evidence/${id}/attachment`, { raw: form });
    };
    const own = await w.lead.make(w.here('/evidence'), { title: 'Own' });
    await attach(foreign, theirs.evidence, `${CANARY}.txt`);
    expect((await attach(home, own.id, 'mine.txt')).body).toMatchObject({ attachment: { name: 'mine.txt' } });
    const file = await w.lead.get(w.here(`/evidence/${own.id}/attachment`));
    expect(file.headers.get('content-disposition')).not.toContain(CANARY);
  });
});
