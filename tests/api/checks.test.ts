import { findingsOfSet } from '@concordance/server/checks/actions';
import { noTalk } from '@concordance/server/checks/ports';
import { loadSample } from '@concordance/server/sample/load';
import type { CheckedRecommendation, ProgrammeChecks } from '@concordance/shared/checks/schema';
import type { Programme } from '@concordance/shared/programmes/schema';
import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type Somebody, type World, world } from '../support/world.ts';

describe.each(DIALECTS)('the checks on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());

  const make = <Body = { id: string; ref: string; version: number }>(register: string, draft: object) =>
    w.researcher.make<Body>(w.here(`/${register}`), { title: 'A record', ...draft });
  const check = async (id: string) => (await w.observer.get<CheckedRecommendation>(w.here(`/recommendations/${id}/checks`))).body;
  const rules = (one: CheckedRecommendation) => one.findings.map((finding) => finding.rule);
  const tie = (id: string, kind: string, targetId: string) => w.researcher.make(w.here(`/recommendations/${id}/links`), { kind, targetId });
  const setRules = async (who: Somebody, changes: object) => {
    const { version } = (await w.lead.get<Programme>(w.here(''))).body;
    return who.patch<Programme>(w.here(''), { version, changes: { rules: changes } });
  };

  it('find what is missing, and no more once it is there', async () => {
    const one = await make<Recommendation>('recommendations', {});
    expect(rules(await check(one.id))).toEqual([
      'no-evidence',
      'no-addressee',
      'no-trend',
      'no-risk',
      'no-responsible',
      'no-horizon',
      'no-indicator',
    ]);
    const ministry = await make('bodies', { title: 'Ministry', addressee: true, competence: 'Trade policy' });
    await w.researcher.patch(w.here(`/recommendations/${one.id}`), {
      version: 1,
      changes: {
        statement: 'Agree on trade.',
        addresseeIds: [ministry.id],
        responsibleId: ministry.id,
        horizon: 'short',
        indicators: ['Agreed'],
      },
    });
    const sources = [await make('sources', {}), await make('sources', {})];
    await tie(one.id, 'answers', (await make('trends', {})).id);
    await tie(one.id, 'treats', (await make('risks', {})).id);
    await tie(one.id, 'rests', (await make('evidence', { kind: 'speech', sourceId: sources[0]?.id })).id);
    await tie(one.id, 'rests', (await make('evidence', { kind: 'statistic', sourceId: sources[1]?.id })).id);
    expect(await check(one.id)).toMatchObject({ findings: [], facts: { ref: one.ref, links: { length: 4 } } });
  });

  it('see evidence that was withdrawn and links that turned suspect', async () => {
    const one = await make<Recommendation>('recommendations', {});
    const item = await make('evidence', {});
    await tie(one.id, 'rests', item.id);
    const move = { version: 1, cause: 'retracted', reason: 'Retracted', on: '2020-10-01' };
    expect((await w.lead.post(w.here(`/evidence/${item.id}/ground`), move)).status).toBe(200);
    const found = (await check(one.id)).findings.filter((finding) => finding.place.kind === 'link');
    expect(found).toMatchObject([
      { rule: 'evidence-gone', level: 'block', words: { ref: item.ref, state: 'withdrawn' } },
      { rule: 'suspect-link', level: 'warn' },
    ]);
  });

  it('weigh what the programme says they weigh; only a lead says so', async () => {
    const one = await make<Recommendation>('recommendations', {});
    expect((await setRules(w.researcher, {})).status).toBe(403);
    expect((await setRules(w.lead, { 'no-trend': 'shout' })).status).toBe(422);
    expect((await setRules(w.lead, { 'no-tea': 'warn' })).status).toBe(422);
    expect((await setRules(w.lead, { 'no-trend': 'block', 'no-risk': 'off' })).body).toMatchObject({ rules: { 'no-trend': 'block' } });
    const { findings } = await check(one.id);
    expect(findings.find((finding) => finding.rule === 'no-trend')?.level).toBe('block');
    expect(findings.some((finding) => finding.rule === 'no-risk')).toBe(false);
    await setRules(w.lead, {});
  });

  it('bind a set on the texts it is signed with, with open talk, and see a set that leans on one power', async () => {
    const power = await make('bodies', { title: 'A neighbour', kind: 'state' });
    const trend = await make('trends', { bodyIds: [power.id] });
    const ids = [(await make<Recommendation>('recommendations', {})).id, (await make<Recommendation>('recommendations', {})).id];
    for (const id of ids) await tie(id, 'answers', trend.id);
    const text = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'It grew by 12 %.' }] }] };
    const [first = '', second = ''] = ids;
    const found = await findingsOfSet(
      w.database.reader,
      { ...noTalk, talk: async () => new Map([[first, { open: 1, undecided: 0 }]]) },
      w.programmeId,
      { id: 'the-set', recommendationIds: ids, texts: new Map([[first, text]]) },
    );
    const of = (id: string) => found.get(id)?.map((finding) => finding.rule) ?? [];
    expect(of(first)).toEqual(expect.arrayContaining(['open-thread', 'figure-uncited']));
    expect(of(second)).not.toContain('figure-uncited');
    expect(found.get('the-set')).toMatchObject([{ rule: 'one-power', words: { power: 'A neighbour', count: 2 } }]);
  });

  it('name in the founding case the 35 threats without a recommendation and the 8 trends nobody answers', async () => {
    const { programmeId } = await loadSample(w.database, { passwordHash: 'none' });
    const { id } = await w.database.reader.selectFrom('users').select('id').where('email', '=', 'lead@demo.test').executeTakeFirstOrThrow();
    const lead = await w.browserOf(id);
    const { body } = await lead.get<ProgrammeChecks>(`/programmes/${programmeId}/checks`);
    const count = (rule: string) => body.findings.filter((finding) => finding.rule === rule).length;
    expect([count('risk-unanswered'), count('trend-unanswered')]).toEqual([35, 8]);
    expect(body.recommendations).toHaveLength(81);
    const seven = (await lead.get<CheckedRecommendation>(`/programmes/${programmeId}/recommendations/REC-7/checks`)).body;
    expect(seven.findings.some((finding) => finding.rule === 'figure-uncited')).toBe(true);
    expect(seven.facts.links.some((link) => link.target.powers.some((power) => power.title === 'Russia'))).toBe(true);
  });
});
