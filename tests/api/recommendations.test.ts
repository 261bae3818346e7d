import { saveReading } from '@concordance/server/recommendations/text';
import { sqlDocumentStorage } from '@concordance/server/storage/documents';
import type { Link } from '@concordance/shared/links/schema';
import type { ProgrammeCounts } from '@concordance/shared/programmes/schema';
import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type World, world } from '../support/world.ts';

interface Made {
  readonly id: string;
  readonly ref: string;
}

describe.each(DIALECTS)('recommendations on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());

  const make = (draft: object = {}) => w.researcher.make<Recommendation>(w.here('/recommendations'), { title: 'Advice', ...draft });
  const target = (register: string, draft: object = {}) => w.researcher.make<Made>(w.here(`/${register}`), { title: 'A target', ...draft });
  const at = (id: string, rest = '') => w.here(`/recommendations/${id}${rest}`);
  const read = async (id: string) => (await w.observer.get<Recommendation>(at(id))).body;
  const move = (id: string, version: number, to: string, reason?: string) =>
    w.researcher.post<Recommendation>(at(id, '/status'), { version, to, ...(reason !== undefined && { reason }) });
  const link = (id: string, draft: object) => w.researcher.post<Link>(at(id, '/links'), draft);
  const links = async (id: string) => (await w.observer.get<Link[]>(at(id, '/links'))).body;
  const counts = async () => (await w.observer.get<ProgrammeCounts>(w.here('/counts'))).body;

  it('are born as drafts with a document of their own', async () => {
    const [one, other] = [await make(), await make()];
    expect(one).toMatchObject({ status: 'draft', statusReason: '', words: 0, counts: { trends: 0, risks: 0, evidence: 0 } });
    expect(one.documentId).not.toBe(other.documentId);
    expect(await sqlDocumentStorage(w.database).load(one.documentId)).toMatchObject({ seq: 0, snapshot: null, tail: [], epoch: 1 });
  });

  it('name their addressees, responsible body and owner', async () => {
    const ministry = await target('bodies', { title: 'Ministry of Trade', abbreviation: 'MTI' });
    const state = await target('bodies', { title: 'The State' });
    const made = await make({ addresseeIds: [ministry.id, state.id], responsibleId: state.id, ownerId: w.lead.id });
    expect(made).toMatchObject({
      addressees: [
        { id: ministry.id, ref: ministry.ref, title: 'Ministry of Trade', short: 'MTI' },
        { id: state.id, short: 'The State' },
      ],
      responsible: { id: state.id },
      ownerName: 'lead',
    });
  });

  describe('the status', () => {
    it('goes forward step by step and back with a reason', async () => {
      const { id } = await make();
      expect((await move(id, 1, 'in-discussion')).body).toMatchObject({ status: 'in-discussion', version: 2 });
      expect((await move(id, 2, 'ready')).body).toMatchObject({ status: 'ready', version: 3 });
      expect((await move(id, 3, 'draft', 'New figures came in.')).body).toMatchObject({
        status: 'draft',
        statusReason: 'New figures came in.',
        version: 4,
      });
    });

    it.each([
      ['ready', 'move-not-allowed'],
      ['draft', 'move-not-allowed'],
      ['approved', 'invalid'],
    ])('does not go from draft to %s: %s', async (to, code) => {
      const { id } = await make();
      expect(await move(id, 1, to, 'because')).toMatchObject({ status: 422, body: { code } });
      expect(await read(id)).toMatchObject({ status: 'draft', version: 1 });
    });

    it('does not go back without a reason in words', async () => {
      const { id } = await make();
      await move(id, 1, 'in-discussion');
      for (const reason of [undefined, '', '  \n '])
        expect((await move(id, 2, 'draft', reason)).body).toMatchObject({ code: 'reason-required', fields: [{ path: 'reason' }] });
      expect(await read(id)).toMatchObject({ status: 'in-discussion', version: 2 });
    });

    it('does not move from a version that is over, and not in the archive', async () => {
      const { id } = await make();
      await move(id, 1, 'in-discussion');
      expect(await move(id, 1, 'ready')).toMatchObject({ status: 409, body: { current: { status: 'in-discussion', version: 2 } } });
      await w.lead.post(at(id, '/archive'), { version: 2 });
      expect(await move(id, 3, 'ready')).toMatchObject({ status: 409, body: { code: 'archived' } });
    });

    it('is not changed as a field', async () => {
      const { id } = await make();
      expect((await w.lead.patch(at(id), { version: 1, changes: { status: 'ready' } })).status).toBe(422);
      expect((await w.lead.post(w.here('/recommendations'), { title: 'x', status: 'ready' })).status).toBe(422);
    });
  });

  describe('links', () => {
    it('answer trends, treat risks and rest on evidence, each with what belongs to it', async () => {
      const { id } = await make();
      const [trend, risk, item] = [await target('trends'), await target('risks', { impact: 5 }), await target('evidence')];
      expect((await link(id, { kind: 'answers', targetId: trend.id, note: 'Why' })).body).toMatchObject({
        kind: 'answers',
        note: 'Why',
        stance: null,
        version: 1,
        target: { kind: 'trend', ref: trend.ref },
      });
      expect((await link(id, { kind: 'treats', targetId: risk.id, residualImpact: 2 })).body).toMatchObject({
        residualImpact: 2,
        residualLikelihood: null,
        target: { kind: 'risk', detail: { impact: 5 } },
      });
      expect((await link(id, { kind: 'rests', targetId: item.id, stance: 'qualifies', locator: 'p. 7' })).body).toMatchObject({
        stance: 'qualifies',
        locator: 'p. 7',
        target: { kind: 'evidence', detail: { state: 'active' } },
      });
      expect((await links(id)).map((one) => one.kind)).toEqual(['answers', 'treats', 'rests']);
      expect((await read(id)).counts).toEqual({ trends: 1, risks: 1, evidence: 1 });
    });

    it('are refused with what belongs to a link of another kind', async () => {
      const { id } = await make();
      const answer = await link(id, { kind: 'answers', targetId: (await target('trends')).id, stance: 'opposes' });
      expect(answer).toMatchObject({ status: 422, body: { fields: [{ path: 'stance', rule: 'not-allowed' }] } });
    });

    it('go to a record of the right kind in this programme', async () => {
      const { id } = await make();
      const trend = await target('trends');
      const refused = { status: 422, body: { code: 'unknown-record', fields: [{ path: 'targetId' }] } };
      expect(await link(id, { kind: 'treats', targetId: trend.id })).toMatchObject(refused);
      expect(await link(id, { kind: 'answers', targetId: '0'.repeat(26) })).toMatchObject(refused);
      expect((await link(id, { kind: 'cites', targetId: trend.id })).body).toMatchObject({ code: 'invalid' });
      expect((await link(id, { kind: 'answers', targetId: trend.ref })).body).toMatchObject({ code: 'invalid' });
      expect(await links(id)).toEqual([]);
    });

    it('are made once, though two people make them at once', async () => {
      const { id } = await make();
      const trend = await target('trends');
      const draft = { kind: 'answers', targetId: trend.id };
      const answers = await Promise.all([link(id, draft), link(id, draft)]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
      expect((await link(id, draft)).body).toMatchObject({ code: 'already-linked' });
      expect(await links(id)).toHaveLength(1);
    });

    it('remember how their target stood when they were written', async () => {
      const { id } = await make();
      const risk = await target('risks', { likelihood: 4 });
      const first = (await link(id, { kind: 'treats', targetId: risk.id })).body;
      const change = (version: number, changes: object) => w.lead.patch(w.here(`/risks/${risk.id}`), { version, changes });

      await change(1, { note: 'Housekeeping only' });
      const same = (await w.lead.patch<Link>(at(id, `/links/${first.id}`), { version: 1, changes: { note: 'a' } })).body;
      expect(same.targetFingerprint).toBe(first.targetFingerprint);

      await change(2, { likelihood: 2 });
      expect((await links(id))[0]?.targetFingerprint).toBe(first.targetFingerprint);
      const other = (await w.lead.patch<Link>(at(id, `/links/${first.id}`), { version: 2, changes: { note: 'b' } })).body;
      expect(other).toMatchObject({ targetFingerprint: first.targetFingerprint, suspect: true });
    });

    it('change by the version that was seen', async () => {
      const { id } = await make();
      const item = await target('evidence');
      const made = (await link(id, { kind: 'rests', targetId: item.id, locator: 'p. 1' })).body;
      const change = (version: number, changes: object) => w.researcher.patch<Link>(at(id, `/links/${made.id}`), { version, changes });
      expect((await change(1, { stance: 'opposes' })).body).toMatchObject({ version: 2, stance: 'opposes', locator: 'p. 1' });
      expect(await change(1, { stance: 'supports', note: 'Half' })).toMatchObject({
        status: 409,
        body: { code: 'stale-version', current: { version: 2, stance: 'opposes', note: '' } },
      });
      expect((await change(2, { stance: 'denies' })).status).toBe(422);
      expect((await change(2, { residualImpact: 3, note: 'n' })).body).toMatchObject({ residualImpact: null, note: 'n', version: 3 });
    });

    it('are taken away by the version that was seen; a stale removal is shown what is there', async () => {
      const { id } = await make();
      const trend = await target('trends');
      const made = (await link(id, { kind: 'answers', targetId: trend.id })).body;
      const remove = (version: number | string) => w.researcher.delete(at(id, `/links/${made.id}?version=${version}`));
      expect((await remove('')).status).toBe(422);
      await w.lead.patch(at(id, `/links/${made.id}`), { version: 1, changes: { note: 'Changed meanwhile' } });
      expect(await remove(1)).toMatchObject({
        status: 409,
        body: { code: 'stale-version', current: { id: made.id, version: 2, note: 'Changed meanwhile' } },
      });
      expect((await remove(2)).status).toBe(204);
      expect((await remove(2)).status).toBe(404);
      expect(await links(id)).toEqual([]);
    });

    it('go to nothing that is archived', async () => {
      const { id } = await make();
      const trend = await target('trends');
      await w.lead.post(w.here(`/trends/${trend.id}/archive`), { version: 1 });
      expect(await link(id, { kind: 'answers', targetId: trend.id })).toMatchObject({ status: 409, body: { code: 'archived' } });
      expect(await links(id)).toEqual([]);
    });

    it('of an archived recommendation stay as they are until it is restored', async () => {
      const { id } = await make();
      const [trend, other] = [await target('trends'), await target('trends')];
      const made = (await link(id, { kind: 'answers', targetId: trend.id })).body;
      await w.lead.post(at(id, '/archive'), { version: 1 });
      const archived = { status: 409, body: { code: 'archived' } };
      expect(await link(id, { kind: 'answers', targetId: other.id })).toMatchObject(archived);
      expect(await w.lead.patch(at(id, `/links/${made.id}`), { version: 1, changes: { note: 'x' } })).toMatchObject(archived);
      expect(await w.lead.delete(at(id, `/links/${made.id}?version=1`))).toMatchObject(archived);
      expect(await links(id)).toEqual([made]);
    });

    it('are reached only through their own recommendation', async () => {
      const [one, other] = [await make(), await make()];
      const made = (await link(one.id, { kind: 'answers', targetId: (await target('trends')).id })).body;
      expect((await w.lead.patch(at(other.id, `/links/${made.id}`), { version: 1, changes: {} })).status).toBe(404);
      expect((await w.lead.delete(at(other.id, `/links/${made.id}?version=1`))).status).toBe(404);
    });
  });

  describe('a citation', () => {
    const cite = async (made: Recommendation, seq: number, citations: readonly { record: string; kind: 'evidence'; locator: string }[]) =>
      saveReading({ database: w.database, journal: w.identity.journal, now: () => new Date() }, made.documentId, seq, {
        text: 'The text',
        words: 2,
        blocks: [],
        citations,
      });

    it('is a link that only the text makes, changes and takes away', async () => {
      const made = await make();
      const item = await target('evidence', { title: 'Cited' });
      await cite(made, 1, [
        { record: item.id, kind: 'evidence', locator: 'p. 1' },
        { record: item.id, kind: 'evidence', locator: 'p. 9' },
      ]);
      const [cited] = await links(made.id);
      expect(cited).toMatchObject({ kind: 'cites', locator: 'p. 1; p. 9', target: { id: item.id } });
      expect(await read(made.id)).toMatchObject({ words: 2, version: 1, counts: { evidence: 1 } });
      expect((await w.lead.patch(at(made.id, `/links/${cited?.id}`), { version: 1, changes: { note: 'x' } })).status).toBe(404);
      expect((await w.lead.delete(at(made.id, `/links/${cited?.id}?version=1`))).status).toBe(404);
      await cite(made, 2, []);
      expect(await links(made.id)).toEqual([]);
    });

    it('of a record of another programme stays words without a link', async () => {
      const foreign = await w.second.lead.make<Made>(w.second.here('/evidence'), { title: 'Secret' });
      const made = await make();
      await cite(made, 1, [{ record: foreign.id, kind: 'evidence', locator: '' }]);
      expect(await links(made.id)).toEqual([]);
    });

    it('beside a declared link counts as one tie, and an older reading changes nothing', async () => {
      const made = await make();
      const item = await target('evidence');
      await link(made.id, { kind: 'rests', targetId: item.id });
      await cite(made, 5, [{ record: item.id, kind: 'evidence', locator: '' }]);
      await cite(made, 4, []);
      expect((await links(made.id)).map((one) => one.kind)).toEqual(['rests', 'cites']);
      expect((await read(made.id)).counts.evidence).toBe(1);
    });
  });

  it('are counted by status, and so is what is still open', async () => {
    const before = await counts();
    const [trend, threat] = [await target('trends'), await target('risks')];
    await target('risks', { kind: 'opportunity' });
    const { id } = await make();
    await move(id, 1, 'in-discussion');
    const open = await counts();
    expect(open).toMatchObject({
      recommendations: before.recommendations + 1,
      trends: before.trends + 1,
      risks: before.risks + 2,
      risksUntreated: before.risksUntreated + 1,
      trendsUnanswered: before.trendsUnanswered + 1,
      byStatus: { draft: before.byStatus.draft, 'in-discussion': before.byStatus['in-discussion'] + 1 },
    });
    await link(id, { kind: 'answers', targetId: trend.id });
    await link(id, { kind: 'treats', targetId: threat.id });
    expect(await counts()).toMatchObject({
      risksUntreated: before.risksUntreated,
      trendsUnanswered: before.trendsUnanswered,
    });
    expect((await w.lead.get<{ total: number }>(w.here('/trends?filter=answered:yes'))).body.total).toBeGreaterThan(0);
  });
});
