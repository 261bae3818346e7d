import { verifyDatabase } from '@concordance/server/audit/verify';
import { sweepAttachments } from '@concordance/server/files/actions';
import { sha256 } from '@concordance/server/fingerprint';
import type { ReadableEdition } from '@concordance/shared/editions/schema';
import { verifyFile } from '@concordance/shared/editions/verify';
import type { FollowedItem } from '@concordance/shared/follow-up/schema';
import type { GroundImpact } from '@concordance/shared/ground/schema';
import type { TargetChange } from '@concordance/shared/links/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type Composed, composed } from '../support/sets.ts';
import { type World, world } from '../support/world.ts';

const NAME = 'A. Unforgettable';

describe.each(DIALECTS)('the ground on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());

  const file = async (made: Composed) => {
    const answer = await w.app.request(`/api${made.at('/editions/1/file')}`, { headers: { cookie: w.lead.cookie ?? '' } });
    return answer.text();
  };
  const delivered = async (made: Composed) => {
    await made.open();
    await made.sign(made.ann);
    await w.lead.post(made.at('/deliver'), { version: (await made.now()).version, on: '2020-09-30', to: 'The Government' });
  };

  it('is looked at before it moves: what would be hit, and what would be left', async () => {
    const made = await composed(w, { quorum: 1 });
    await delivered(made);
    const another = await w.lead.make(w.here('/evidence'), { title: 'Another' });
    await w.lead.make(w.here(`/recommendations/${made.recommendationIds[0]}/links`), { kind: 'rests', targetId: another.id });
    await made.open();
    const { body } = await w.observer.get<GroundImpact>(w.here(`/evidence/${made.evidenceId}/impact`));
    expect(body.recommendations.map(({ before, remaining }) => [before, remaining])).toEqual([
      [2, 1],
      [1, 0],
    ]);
    expect(body.unsupported).toEqual([body.recommendations[1]?.ref]);
    expect(body.sets).toMatchObject([{ ref: made.set.ref, signed: 0, recommendations: body.recommendations.map((one) => one.ref) }]);
    expect(body.editions).toMatchObject([{ ref: made.set.ref, edition: 1, state: 'delivered', deliveredTo: 'The Government' }]);
    expect((await w.lead.get<{ state: string }>(w.here(`/evidence/${made.evidenceId}`))).body.state).toBe('active');
  });

  it('moves with a cause and a reason, makes links suspect, and leaves editions as they are', async () => {
    const made = await composed(w, { quorum: 1 });
    await delivered(made);
    const before = await file(made);
    const move = { version: 1, cause: 'figure-revised', on: '2020-10-01' };
    expect(await w.researcher.post(w.here(`/evidence/${made.evidenceId}/ground`), move)).toMatchObject({
      status: 422,
      body: { code: 'reason-required' },
    });
    const moved = await w.researcher.post(w.here(`/evidence/${made.evidenceId}/ground`), { ...move, reason: 'The office revised it' });
    expect(moved).toMatchObject({ status: 200, body: { state: 'withdrawn', stateCause: 'figure-revised' } });
    expect(await file(made)).toBe(before);
    expect((await w.lead.get<{ suspect: number }[]>(made.at('/readiness'))).body[0]?.suspect).toBe(1);
    const changes = await w.lead.get<{ changes: { ref: string; place: object }[] }>(made.at('/changes'));
    expect(changes.body.changes).toContainEqual(
      expect.objectContaining({ place: expect.objectContaining({ kind: 'record', field: 'state' }) }),
    );
  });

  it('does not move in passing with other fields, only after a look at what rests on it', async () => {
    const item = await w.lead.make(w.here('/evidence'), { title: 'Rested on' });
    const patch = (version: number, changes: object) => w.lead.patch(w.here(`/evidence/${item.id}`), { version, changes });
    const preview = `/api${w.here(`/evidence/${item.id}/impact`)}`;
    for (const state of ['withdrawn', 'superseded'])
      expect(await patch(1, { note: 'n', state })).toMatchObject({ status: 409, body: { code: 'ground-moves', preview } });
    expect((await w.lead.get(w.here(`/evidence/${item.id}`))).body).toMatchObject({ version: 1, state: 'active', note: '' });
    const move = { version: 1, cause: 'retracted', reason: 'By its author', on: '2020-10-01' };
    expect((await w.lead.post(w.here(`/evidence/${item.id}/ground`), move)).status).toBe(200);
    expect((await patch(2, { state: 'withdrawn', note: 'n' })).body).toMatchObject({ version: 3, state: 'withdrawn' });
    expect((await patch(3, { state: 'active', stateCause: null })).body).toMatchObject({ state: 'active' });
    const { body: audit } = await w.lead.get<{ ref: string }[]>(w.here(`/audit?act=evidence.state&ref=${item.ref}`));
    expect(audit).toHaveLength(3);
  });

  it('forgets the name of an expert who took consent back, in everything that is shown; the edition still verifies', async () => {
    const source = await w.lead.make(w.here('/sources'), { title: NAME, kind: 'expert' });
    const made = await composed(w, { quorum: 1 });
    const statement = { title: `Interview with ${NAME}`, kind: 'expert-statement', consent: 'on-the-record', sourceId: source.id };
    const spoken = await w.lead.make(w.here('/evidence'), statement);
    const links = w.here(`/recommendations/${made.recommendationIds[0]}/links`);
    const link = await w.lead.make(links, { kind: 'rests', targetId: spoken.id });
    await delivered(made);
    expect(await file(made)).toContain(NAME);
    const move = { version: 1, cause: 'consent-withdrawn', reason: 'Asked by letter', on: '2020-10-01' };
    expect((await w.lead.post(w.here(`/evidence/${spoken.id}/ground`), move)).status).toBe(200);
    const text = await file(made);
    expect(text).not.toContain('Unforgettable');
    expect(verifyFile(text, sha256)).toMatchObject({ kind: 'sound' });
    const edition = await w.lead.get<ReadableEdition>(made.at('/editions/1'));
    expect(JSON.stringify(edition.body)).not.toContain('Unforgettable');
    for (const path of [`/evidence/${spoken.id}`, '/evidence?find=unforgettable', '/activity?limit=100', '/find?q=interview', '/audit'])
      expect(JSON.stringify((await w.lead.get(w.here(path))).body).includes('Interview with')).toBe(false);
    // What the link was written against named the expert as well.
    const change = await w.lead.get<TargetChange>(`${links}/${link.id}/change`);
    expect(change).toMatchObject({ status: 200, body: { fields: null } });
    expect(JSON.stringify(await w.database.reader.selectFrom('substances').selectAll().execute())).not.toContain('Unforgettable');
    expect((await w.nobody.get(`/verify/${edition.body.sha256}`)).body).toMatchObject({ genuine: true });
    expect(await verifyDatabase(w.database.reader)).toMatchObject({ broken: null });
  });

  it('shows what a lower reliability of a source leaves', async () => {
    const source = await w.lead.make(w.here('/sources'), { title: 'An office', reliability: 'B' });
    const item = await w.lead.make(w.here('/evidence'), { title: 'Its figure', sourceId: source.id });
    const recommendation = await w.lead.make(w.here('/recommendations'), { title: 'Rests on it' });
    await w.lead.make(w.here(`/recommendations/${recommendation.id}/links`), { kind: 'rests', targetId: item.id });
    const at = async (reliability: string) =>
      (await w.lead.get<GroundImpact>(w.here(`/sources/${source.id}/impact?reliability=${reliability}`))).body.recommendations[0];
    expect(await at('B')).toMatchObject({ remaining: 1, reliable: 1, oneSource: true });
    expect(await at('E')).toMatchObject({ remaining: 1, reliable: 0 });
  });

  it('is followed after delivery: an answer for each recommendation, with its day and its reference', async () => {
    const made = await composed(w, { quorum: 1 });
    const draft = {
      recommendationId: made.recommendationIds[0],
      edition: 1,
      outcome: 'accepted',
      on: '2020-11-01',
      reference: '12-4/77',
      reviewOn: '2021-01-01',
    };
    expect((await w.researcher.post(made.at('/follow-ups'), draft)).status).toBe(404);
    await delivered(made);
    expect(await w.researcher.post(made.at('/follow-ups'), draft)).toMatchObject({
      status: 201,
      body: { latest: { outcome: 'accepted', reference: '12-4/77' } },
    });
    await w.researcher.post(made.at('/follow-ups'), { ...draft, outcome: 'in-force', on: '2020-12-01' });
    const { body } = await w.observer.get<FollowedItem[]>(w.here('/follow-ups'));
    expect(body.filter((item) => item.setId === made.set.id).map((item) => [item.latest?.outcome ?? null, item.lines])).toEqual([
      ['in-force', 2],
      [null, 0],
    ]);
    const line = body.find((item) => item.recommendationId === draft.recommendationId && item.setId === made.set.id)?.latest?.id;
    const put = (who = w.researcher, words = 'Decree No. 12') => {
      const form = new FormData();
      form.set('file', new File([words], 'Decree.txt', { type: 'text/plain' }));
      return who.ask<FollowedItem>('PUT', w.here(`/follow-ups/${line}/attachment`), { raw: form });
    };
    const file = () => w.observer.get<string>(w.here(`/follow-ups/${line}/attachment`));
    expect((await file()).status).toBe(404);
    expect((await put(w.observer)).status).toBe(403);
    expect(await put()).toMatchObject({ status: 200, body: { latest: { id: line, attachment: { name: 'Decree.txt', size: 13 } } } });
    expect(await put(w.researcher, 'Another decree')).toMatchObject({ status: 422, body: { code: 'move-not-allowed' } });
    expect(await file()).toMatchObject({ status: 200, body: 'Decree No. 12' });
    expect((await w.second.lead.get(w.second.here(`/follow-ups/${line}/attachment`))).status).toBe(404);
    w.clock.days(2);
    await sweepAttachments(w.database, new Date());
    expect((await file()).status).toBe(200);
    const foreign = { ...draft, recommendationId: made.set.id };
    expect(await w.researcher.post(made.at('/follow-ups'), foreign)).toMatchObject({ status: 422, body: { code: 'unknown-record' } });
  });
});
