import { saveReading } from '@concordance/server/recommendations/text';
import type { Link, SuspectLink, TargetChange } from '@concordance/shared/links/schema';
import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type World, world } from '../support/world.ts';

interface Made {
  readonly id: string;
  readonly ref: string;
  readonly version: number;
}

describe.each(DIALECTS)('suspect links on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());

  const target = (register: string, draft: object = {}) => w.researcher.make<Made>(w.here(`/${register}`), { title: 'A target', ...draft });
  const change = (register: string, one: Made, version: number, changes: object) =>
    w.lead.patch(w.here(`/${register}/${one.id}`), { version, changes });
  const at = (id: string, rest = '') => w.here(`/recommendations/${id}${rest}`);
  const suspects = async () => (await w.observer.get<SuspectLink[]>(w.here('/suspect-links'))).body;
  const links = async (id: string) => (await w.observer.get<Link[]>(at(id, '/links'))).body;
  const why = async (link: Link) => (await w.observer.get<TargetChange>(at(link.recommendationId, `/links/${link.id}/change`))).body;
  const answer = async (link: Link, said: object) =>
    w.researcher.post<Link>(at(link.recommendationId, `/links/${link.id}/answer`), {
      version: link.version,
      seen: (await why(link)).fingerprint,
      ...said,
    });

  async function written(register: 'trends' | 'risks' | 'evidence', draft: object = {}) {
    const recommendation = await w.researcher.make<Recommendation>(w.here('/recommendations'), { title: 'Advice', ownerId: w.lead.id });
    const item = await target(register, draft);
    const kind = { trends: 'answers', risks: 'treats', evidence: 'rests' }[register];
    const link = await w.researcher.make<Link>(at(recommendation.id, '/links'), { kind, targetId: item.id });
    return { recommendation, item, link };
  }

  it('turn suspect with a change of substance, and back with its exact undo', async () => {
    const { recommendation, item, link } = await written('risks', { likelihood: 4 });
    expect(link.suspect).toBe(false);
    await change('risks', item, 1, { note: 'Housekeeping only', reviewOn: '2026-01-01' });
    expect(await suspects()).toEqual([]);
    await change('risks', item, 2, { likelihood: 2 });
    expect((await links(recommendation.id))[0]?.suspect).toBe(true);
    expect(await suspects()).toMatchObject([
      { link: { id: link.id }, recommendation: { ref: recommendation.ref, ownerName: 'lead' }, changedBy: 'lead' },
    ]);
    await change('risks', item, 3, { likelihood: 4 });
    expect((await links(recommendation.id))[0]?.suspect).toBe(false);
    expect(await suspects()).toEqual([]);
  });

  it('show what the target was and is, who changed it and why', async () => {
    const { link, item } = await written('evidence', { summary: 'It was 40 %.' });
    await change('evidence', item, 1, { summary: 'It is 42.7 %.' });
    const move = { version: 2, cause: 'corrected', reason: 'Corrected by the office.', on: '2020-10-01' };
    expect((await w.lead.post(w.here(`/evidence/${item.id}/ground`), move)).status).toBe(200);
    expect(await why(link)).toMatchObject({
      fields: [
        { field: 'summary', before: 'It was 40 %.', after: 'It is 42.7 %.' },
        { field: 'state', before: 'active', after: 'withdrawn' },
      ],
      changes: [
        { by: 'lead', ref: item.ref, fields: ['state', 'stateCause'] },
        { by: 'lead', ref: item.ref, fields: ['summary'] },
      ],
      reason: 'Corrected by the office.',
    });
  });

  it('come of a source that is judged anew', async () => {
    const source = await target('sources', { reliability: 'B' });
    const { link } = await written('evidence', { sourceId: source.id });
    await change('sources', source, 1, { reliability: 'D', reliabilityWhy: 'Wrong twice.' });
    expect((await suspects()).map((one) => one.link.id)).toContain(link.id);
    expect(await why(link)).toMatchObject({ fields: [{ field: 'reliability', before: 'B', after: 'D' }], reason: 'Wrong twice.' });
  });

  it('are answered with a reason that it still holds, and are suspect again with the next change', async () => {
    const { item, link } = await written('trends', { direction: 'rising' });
    await change('trends', item, 1, { direction: 'falling' });
    expect(await answer(link, { answer: 'holds' })).toMatchObject({ status: 422, body: { code: 'reason-required' } });
    expect((await answer(link, { answer: 'holds', reason: 'The advice does not lean on its pace.' })).body).toMatchObject({
      suspect: false,
      version: 2,
    });
    expect(await w.database.reader.selectFrom('link_answers').selectAll().where('link_id', '=', link.id).execute()).toMatchObject([
      {
        answer: 'holds',
        reason: 'The advice does not lean on its pace.',
        by_id: w.researcher.id,
        from_fingerprint: link.targetFingerprint,
      },
    ]);
    expect((await suspects()).map((one) => one.link.id)).not.toContain(link.id);
    await change('trends', item, 2, { direction: 'steady' });
    expect((await suspects()).map((one) => one.link.id)).toContain(link.id);
    expect((await w.researcher.delete(at(link.recommendationId, `/links/${link.id}?version=2`))).status).toBe(204);
    const { body: audit } = await w.lead.get<{ details: object }[]>(w.here('/audit?act=link.answered'));
    expect(audit.slice(0, 2)).toMatchObject([
      { by: w.researcher.id, details: { answer: 'unlink', link: link.id, target: item.ref } },
      { by: w.researcher.id, details: { answer: 'holds', link: link.id, before: link.targetFingerprint } },
    ]);
  });

  it('are not answered for a target that went on since it was seen', async () => {
    const { item, link } = await written('trends', { direction: 'rising' });
    await change('trends', item, 1, { direction: 'falling' });
    const { fingerprint } = await why(link);
    await change('trends', item, 2, { direction: 'uncertain' });
    const said = { version: 1, answer: 'revised', reason: '', seen: fingerprint };
    expect(await w.researcher.post(at(link.recommendationId, `/links/${link.id}/answer`), said)).toMatchObject({
      status: 409,
      body: { code: 'stale-version', current: { id: link.id, suspect: true } },
    });
  });

  it('may be citations too: the answer is given to the link that the text made', async () => {
    const { recommendation } = await written('trends');
    const item = await target('evidence', { summary: 'Then' });
    const citations = [{ record: item.id, kind: 'evidence' as const, locator: '' }];
    const read = { text: 'Words', words: 1, blocks: [], citations };
    await saveReading({ database: w.database, journal: w.identity.journal, now: () => new Date() }, recommendation.documentId, 1, read);
    await change('evidence', item, 1, { summary: 'Now' });
    const cited = (await links(recommendation.id)).find((one) => one.kind === 'cites');
    expect(cited?.suspect).toBe(true);
    if (cited) expect((await answer(cited, { answer: 'revised' })).body).toMatchObject({ suspect: false });
  });

  it('of an archived recommendation are nobody’s work', async () => {
    const { recommendation, item, link } = await written('risks', { impact: 1 });
    await change('risks', item, 1, { impact: 5 });
    await w.lead.post(at(recommendation.id, '/archive'), { version: 1 });
    expect((await suspects()).map((one) => one.link.id)).not.toContain(link.id);
    expect(await answer(link, { answer: 'revised' })).toMatchObject({ status: 409, body: { code: 'archived' } });
  });
});
