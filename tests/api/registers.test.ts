import type { ActivityItem } from '@concordance/shared/events/schema';
import type { Page, UsedInItem } from '@concordance/shared/registers/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type World, world } from '../support/world.ts';

interface Recorded {
  readonly id: string;
  readonly ref: string;
  readonly version: number;
  readonly title: string;
  readonly archivedAt: string | null;
  readonly usedIn: number;
}
/** A full draft of each register, as far as it needs no other record. */
const DRAFTS = {
  bodies: {
    title: 'Ministry of Trade',
    abbreviation: 'MTI',
    kind: 'ministry',
    addressee: true,
    competence: 'Trade policy',
    note: 'Renamed in 2019',
  },
  trends: {
    title: 'New regionalism',
    summary: 'States group anew.',
    drivers: ['Distance', 'Cost'],
    signals: [{ text: 'A new corridor', evidenceIds: [] }],
    scope: 'regional',
    direction: 'rising',
    horizon: 'medium',
    confidence: 'moderate',
    effect: 'Closer ties',
    note: 'n',
  },
  risks: {
    title: 'Sanctions spill over',
    kind: 'threat',
    subject: 'Trade',
    summary: 's',
    source: 'Sanctions',
    event: 'Banks withdraw',
    consequence: 'Payments stop',
    likelihood: 4,
    impact: 5,
    basis: 'Interviews',
    treatment: 'share',
    residualLikelihood: 3,
    residualImpact: 4,
    reviewOn: '2021-02-28',
    note: 'n',
  },
  sources: {
    title: 'National Bank',
    kind: 'institution',
    affiliation: 'State',
    country: 'Kazakhstan',
    reliability: 'A',
    reliabilityWhy: 'Publishes its method',
    note: 'n',
  },
  evidence: {
    title: 'Balance of payments',
    kind: 'statistic',
    summary: 's',
    csl: { type: 'report', title: 'Balance' },
    credibility: 2,
    credibilityWhy: 'Confirmed',
    language: 'kk',
    date: '2020',
    locator: 'p. 4',
    url: 'https://nationalbank.kz/x?y=1',
    figures: [{ measure: 'Export', value: '47', unit: 'bn', period: '2020', place: 'KZ' }],
    consent: 'on-the-record',
    state: 'withdrawn',
    stateReason: 'Corrected',
    stateOn: '2020-12-01',
    note: 'n',
  },
  recommendations: {
    title: 'Do not give up ties',
    statement: 'Keep the traditional ties.',
    horizon: 'long',
    horizonNote: 'to 2030',
    priority: 'high',
    instrument: 'Agreement',
    indicators: ['Share of trade'],
    strength: 'strong',
    certainty: 'low',
    strengthWhy: 'No other way',
    topic: 'Trade',
    dueOn: '2021-06-01',
    note: 'n',
  },
} as const;
type Name = keyof typeof DRAFTS;
const REGISTERS = Object.keys(DRAFTS) as readonly Name[];

describe.each(DIALECTS)('registers on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());

  const make = (register: Name, draft: object = {}) => w.lead.make<Recorded>(w.here(`/${register}`), { title: 'A record', ...draft });
  const at = (register: Name, id: string, rest = '') => w.here(`/${register}/${id}${rest}`);
  const read = async (register: Name, id: string) => (await w.observer.get<Recorded>(at(register, id))).body;
  const change = (register: Name, id: string, version: number, changes: object, who = w.researcher) =>
    who.patch<Recorded>(at(register, id), { version, changes });
  const archive = (register: Name, id: string, version: number) => w.lead.post<Recorded>(at(register, id, '/archive'), { version });
  const restore = (register: Name, id: string, version: number) => w.lead.post<Recorded>(at(register, id, '/restore'), { version });
  const list = async (register: Name, query = '') => (await w.lead.get<Page<Recorded>>(w.here(`/${register}?limit=500${query}`))).body;

  describe.each(REGISTERS)('a record in %s', (register) => {
    it('keeps every field it was given, and has a reference that finds it', async () => {
      const draft = DRAFTS[register];
      const made = await w.researcher.make<Recorded>(w.here(`/${register}`), draft);
      expect(made).toMatchObject({ ...draft, version: 1, usedIn: 0, archivedAt: null, updatedBy: w.researcher.id });
      expect(made.ref).toMatch(/^(BOD|TRD|RSK|SRC|EVD|REC)-1$/);
      for (const id of [made.id, made.ref, made.ref.toLowerCase()]) expect(await read(register, id)).toEqual(made);
      expect((await list(register)).items).toContainEqual(made);
    });

    it('changes the fields that were sent and no others, one version at a time', async () => {
      const { id } = await w.lead.make<Recorded>(w.here(`/${register}`), DRAFTS[register]);
      w.clock.advance(1000);
      const changed = await change(register, id, 1, { title: 'Another title' });
      expect(changed).toMatchObject({ status: 200, body: { ...DRAFTS[register], title: 'Another title', version: 2 } });
      expect(changed.body).toMatchObject({ updatedBy: w.researcher.id, updatedAt: new Date().toISOString() });
      expect(await read(register, id)).toEqual(changed.body);
    });

    it('refuses a change to a version that is over, shows what is there, and saves nothing of it', async () => {
      const { id } = await make(register);
      await change(register, id, 1, { title: 'First' });
      const stale = await change(register, id, 1, { title: 'Second', note: 'Half' });
      expect(stale).toMatchObject({ status: 409, body: { code: 'stale-version', current: { id, version: 2, title: 'First', note: '' } } });
      expect(await read(register, id)).toMatchObject({ version: 2, title: 'First', note: '' });
      expect((await change(register, id, 3, { title: 'From the future' })).status).toBe(409);
    });

    it('changed by five writers at once is changed by one of them', async () => {
      const { id } = await make(register);
      const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => change(register, id, 1, { title: `Writer ${n}` })));
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409, 409]);
      const winner = answers.find((answer) => answer.status === 200)?.body;
      expect(await read(register, id)).toMatchObject({ version: 2, title: winner?.title });
    });

    it('is archived out of the lists, still read by its reference, not changed, and restored', async () => {
      const { id, ref } = await make(register, { title: `Archived ${register}` });
      const archived = await archive(register, id, 1);
      expect(archived).toMatchObject({ status: 200, body: { version: 2, archivedAt: new Date().toISOString() } });
      expect((await list(register)).items.map((one) => one.id)).not.toContain(id);
      expect((await list(register, '&archived=yes')).items.map((one) => one.id)).toContain(id);
      expect((await list(register, '&archived=all')).items.map((one) => one.id)).toContain(id);
      expect(await read(register, ref)).toMatchObject({ id });
      expect(await change(register, id, 2, { title: 'Too late' })).toMatchObject({ status: 409, body: { code: 'archived' } });
      expect(await archive(register, id, 1)).toMatchObject({ status: 409, body: { code: 'stale-version' } });
      expect((await w.lead.get(w.here(`/find?q=${encodeURIComponent(`Archived ${register}`)}`))).body).toEqual([]);
      expect((await restore(register, id, 2)).body).toMatchObject({ version: 3, archivedAt: null });
      expect((await list(register)).items.map((one) => one.id)).toContain(id);
    });

    it('that does not exist is not found', async () => {
      for (const id of ['0'.repeat(26), 'TRD-99999', 'XYZ-1', 'x', '..%2f..%2f', '%27']) {
        for (const answer of [await w.lead.get(at(register, id)), await change(register, id, 1, {}), await archive(register, id, 1)])
          expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
      }
    });

    it('is told in the activity with what was done, by whom and to which fields', async () => {
      const { id, ref } = await make(register, { title: 'Told' });
      await change(register, id, 1, { title: 'Told anew', note: 'n' });
      await archive(register, id, 2);
      const lines = (await w.observer.get<ActivityItem[]>(w.here('/activity?limit=3'))).body;
      expect(lines.map((line) => [line.action, line.ref, line.title, line.byName, line.fields])).toEqual([
        ['archived', ref, 'Told anew', 'lead', []],
        ['changed', ref, 'Told anew', 'researcher', ['title', 'note']],
        ['created', ref, 'Told', 'lead', []],
      ]);
    });
  });

  describe('references', () => {
    it('are distinct when many create at once, and without gaps', async () => {
      const made = await Promise.all(
        Array.from({ length: 40 }, (_, n) => w.researcher.post<Recorded>(w.here('/bodies'), { title: `Body ${n}` })),
      );
      expect(made.every((answer) => answer.status === 201)).toBe(true);
      const numbers = made.map((answer) => Number(answer.body.ref.slice(4))).sort((one, other) => one - other);
      expect(new Set(numbers).size).toBe(40);
      expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)).toBe(39);
    });

    it('are never given again, not after archiving and not after a refused creation', async () => {
      const first = await make('sources');
      await archive('sources', first.id, 1);
      expect((await w.lead.post(w.here('/sources'), { title: 'Refused', bodyId: '0'.repeat(26) })).status).toBe(422);
      const second = await make('sources');
      expect(Number(second.ref.slice(4))).toBe(Number(first.ref.slice(4)) + 1);
    });

    it('are counted in each programme by itself', async () => {
      const there = await w.second.lead.make<Recorded>(w.second.here('/trends'), { title: 'Elsewhere' });
      expect(there.ref).toBe('TRD-1');
    });
  });

  describe('a record that is used', () => {
    it('says where, and how often', async () => {
      const [body, source] = [await make('bodies', { title: 'Used body' }), await make('sources', { title: 'Used source' })];
      const item = await make('evidence', { title: 'Used item', sourceId: source.id, bodyIds: [body.id] });
      const trend = await make('trends', {
        title: 'User',
        bodyIds: [body.id],
        evidenceIds: [item.id],
        signals: [{ text: 'Seen', evidenceIds: [item.id] }],
      });
      const places = async (register: Name, id: string) =>
        (await w.observer.get<UsedInItem[]>(at(register, id, '/used-in'))).body.map((place) => [place.ref, place.relation]);
      expect(await places('bodies', body.id)).toEqual([
        [item.ref, 'bodyIds'],
        [trend.ref, 'bodyIds'],
      ]);
      expect((await places('evidence', item.id)).sort()).toEqual([
        [trend.ref, 'evidenceIds'],
        [trend.ref, 'signals'],
      ]);
      expect((await read('bodies', body.id)).usedIn).toBe(2);
      expect((await read('evidence', item.id)).usedIn).toBe(1);
      await change('trends', trend.id, 1, { bodyIds: [], signals: [], evidenceIds: [] });
      expect((await read('evidence', item.id)).usedIn).toBe(0);
    });

    it('is not archived while a place uses it, and the places are named', async () => {
      const source = await make('sources', { title: 'Kept source' });
      const item = await make('evidence', { title: 'Keeper', sourceId: source.id });
      expect(await archive('sources', source.id, 1)).toMatchObject({
        status: 409,
        body: { code: 'in-use', places: [`${item.ref} Keeper`] },
      });
      expect(await read('sources', source.id)).toMatchObject({ version: 1, archivedAt: null });
      await change('evidence', item.id, 1, { sourceId: null });
      expect((await archive('sources', source.id, 1)).status).toBe(200);
    });

    it('may be archived after the place that used it was', async () => {
      const body = await make('bodies', { title: 'Twice archived' });
      const trend = await make('trends', { title: 'Goes first', bodyIds: [body.id] });
      await archive('trends', trend.id, 1);
      expect((await archive('bodies', body.id, 1)).status).toBe(200);
    });

    it('by a recommendation that is linked to it is not archived either', async () => {
      const risk = await make('risks', { title: 'Treated' });
      const recommendation = await make('recommendations', { title: 'Treats' });
      await w.lead.make(at('recommendations', recommendation.id, '/links'), { kind: 'treats', targetId: risk.id });
      expect((await archive('risks', risk.id, 1)).body).toMatchObject({ code: 'in-use', places: [`${recommendation.ref} Treats`] });
    });
  });

  it('what an archived recommendation answers and treats is unanswered and untreated', async () => {
    const [trend, risk] = [await make('trends'), await make('risks')];
    const { id } = await make('recommendations');
    await w.lead.make(at('recommendations', id, '/links'), { kind: 'answers', targetId: trend.id });
    await w.lead.make(at('recommendations', id, '/links'), { kind: 'treats', targetId: risk.id });
    const counts = async () => (await w.observer.get<Record<string, number>>(w.here('/counts'))).body;
    const open = async () => [
      (await list('trends', '&filter=answered:no')).items.some((one) => one.id === trend.id),
      (await list('risks', '&filter=treated:no')).items.some((one) => one.id === risk.id),
    ];
    const before = await counts();
    expect(await open()).toEqual([false, false]);
    await archive('recommendations', id, 1);
    expect(await open()).toEqual([true, true]);
    const after = await counts();
    expect(after['trendsUnanswered']).toBe((before['trendsUnanswered'] ?? 0) + 1);
    expect(after['risksUntreated']).toBe((before['risksUntreated'] ?? 0) + 1);
  });

  describe('the name of another record', () => {
    it.each([
      ['trends', 'parentId', '0'.repeat(26)],
      ['trends', 'bodyIds', ['0'.repeat(26)]],
      ['trends', 'signals', [{ text: 'x', evidenceIds: ['0'.repeat(26)] }]],
      ['risks', 'trendIds', ['0'.repeat(26)]],
      ['evidence', 'sourceId', '0'.repeat(26)],
      ['evidence', 'supersededById', '0'.repeat(26)],
      ['sources', 'bodyId', '0'.repeat(26)],
      ['recommendations', 'addresseeIds', ['0'.repeat(26)]],
      ['recommendations', 'responsibleId', '0'.repeat(26)],
    ] as const)('in %s: %s must be one of this programme', async (register, field, value) => {
      const refused = { status: 422, body: { code: 'unknown-record', fields: [{ path: field, rule: 'not-allowed' }] } };
      expect(await w.lead.post(w.here(`/${register}`), { title: 'Names nothing', [field]: value })).toMatchObject(refused);
      const { id } = await make(register);
      expect(await change(register, id, 1, { title: 'Half', [field]: value })).toMatchObject(refused);
      expect(await read(register, id)).toMatchObject({ version: 1, title: 'A record' });
    });

    it('in the archive is not written anew, and stays where it stood', async () => {
      const [body, trend] = [await make('bodies', { title: 'Abolished' }), await make('trends')];
      const keeper = await make('recommendations', { addresseeIds: [body.id] });
      await archive('recommendations', keeper.id, 1);
      await archive('bodies', body.id, 1);
      await restore('recommendations', keeper.id, 2);
      const refused = { status: 409, body: { code: 'archived', fields: [{ path: 'bodyIds', rule: 'not-allowed' }] } };
      expect(await w.lead.post(w.here('/trends'), { title: 'New', bodyIds: [body.id] })).toMatchObject(refused);
      expect(await change('trends', trend.id, 1, { bodyIds: [body.id] })).toMatchObject(refused);
      const other = await make('bodies');
      expect((await change('recommendations', keeper.id, 3, { addresseeIds: [other.id, body.id] })).status).toBe(200);
      await change('recommendations', keeper.id, 4, { addresseeIds: [] });
      expect(await change('recommendations', keeper.id, 5, { addresseeIds: [body.id] })).toMatchObject({ status: 409 });
    });

    it('must be of the right kind', async () => {
      const body = await make('bodies');
      expect((await w.lead.post(w.here('/trends'), { title: 'x', parentId: body.id })).body).toMatchObject({ code: 'unknown-record' });
    });

    it('is kept in the order given, once', async () => {
      const [one, two, three] = [await make('bodies'), await make('bodies'), await make('bodies')];
      const bodyIds = [three.id, one.id, three.id, two.id];
      const trend = await make('trends', { bodyIds });
      expect(await read('trends', trend.id)).toMatchObject({ bodyIds: [three.id, one.id, two.id] });
      await change('trends', trend.id, 1, { bodyIds: [two.id, three.id] });
      expect(await read('trends', trend.id)).toMatchObject({ bodyIds: [two.id, three.id] });
    });
  });

  it.each(['bodies', 'trends', 'recommendations'] as const)(
    'in %s nothing is a part of itself, not even around corners',
    async (register) => {
      const top = await make(register);
      const middle = await make(register, { parentId: top.id });
      const low = await make(register, { parentId: middle.id });
      for (const parentId of [top.id, middle.id, low.id]) {
        expect(await change(register, top.id, 1, { parentId })).toMatchObject({
          status: 422,
          body: { code: 'own-cycle', fields: [{ path: 'parentId' }] },
        });
      }
      expect((await change(register, low.id, 1, { parentId: top.id })).status).toBe(200);
      expect((await change(register, low.id, 2, { parentId: null })).status).toBe(200);
    },
  );
});
