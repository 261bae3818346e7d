import { verifyDatabase } from '@concordance/server/audit/verify';
import { sha256 } from '@concordance/server/fingerprint';
import { openLog } from '@concordance/server/operations/log';
import { saveReading } from '@concordance/server/recommendations/text';
import { watchSignedTexts } from '@concordance/server/sets/signed-texts';
import type { AuditEntry } from '@concordance/shared/audit/schema';
import type { ReadableEdition } from '@concordance/shared/editions/schema';
import { verifyFile } from '@concordance/shared/editions/verify';
import type { RecommendationSet } from '@concordance/shared/sets/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { composed, readyRecommendation, SIGNING_PASSWORD, signer, write } from '../support/sets.ts';
import { type World, world } from '../support/world.ts';

describe.each(DIALECTS)('sets on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());

  it('are composed by a lead, in an order, for whom, and approved by leads only', async () => {
    const { set, recommendationIds } = await composed(w);
    expect(set).toMatchObject({ state: 'draft', itemIds: recommendationIds, quorum: 2, editions: [] });
    expect(set.ref).toMatch(/^SET-\d+$/);
    const turned = await w.lead.patch<RecommendationSet>(w.here(`/sets/${set.ref}`), {
      version: set.version,
      changes: { itemIds: [...recommendationIds].reverse() },
    });
    expect(turned.body.itemIds).toEqual([...recommendationIds].reverse());
    expect((await w.lead.patch(w.here(`/sets/${set.id}`), { version: 1, changes: { title: 'Late' } })).status).toBe(409);
    const wrong = { version: turned.body.version, changes: { approverIds: [w.researcher.id] } };
    expect(await w.lead.patch(w.here(`/sets/${set.id}`), wrong)).toMatchObject({ status: 422, body: { code: 'unknown-record' } });
  });

  it('have a preface that was begun once, by the server', async () => {
    const { set } = await composed(w);
    const updates = await w.database.reader.selectFrom('updates').select('seq').where('document_id', '=', set.documentId).execute();
    expect(updates.length).toBe(1);
  });

  it('become an edition when the quorum has signed the one text, and the file verifies anywhere', async () => {
    const made = await composed(w);
    expect((await made.open()).body).toMatchObject({ state: 'in-approval', round: 1 });
    expect(await made.sign(made.ann)).toMatchObject({ status: 200, body: { state: 'in-approval', signed: 1 } });
    expect(await made.sign(made.ben, { dissent: 'Not this sentence.', dissentOn: made.recommendationIds[1] })).toMatchObject({
      status: 200,
      body: { state: 'approved' },
    });
    const edition = await w.observer.get<ReadableEdition>(made.at('/editions/1'));
    expect(edition.body.edition.approval).toMatchObject({ quorum: 2, alone: false });
    expect(edition.body.edition.approval.signOffs.map((one) => [one.name, one.dissent, one.dissentOn])).toEqual([
      [made.ann.name, '', null],
      [made.ben.name, 'Not this sentence.', expect.stringMatching(/^REC-/)],
    ]);
    const file = await w.observer.get<object>(made.at('/editions/1/file'));
    expect(file.headers.get('content-disposition')).toContain('edition-1.json');
    const answer = await w.app.request(`/api${made.at('/editions/1/file')}`, { headers: { cookie: w.lead.cookie ?? '' } });
    const text = await answer.text();
    expect(verifyFile(text, sha256)).toMatchObject({ kind: 'sound', sha256: edition.body.sha256 });
    expect(verifyFile(text.replace('The first words.', 'The first words,'), sha256)).toMatchObject({ kind: 'altered' });
    expect((await w.nobody.get(`/verify/${edition.body.sha256}`)).body).toEqual({ genuine: true, standing: 'current' });
    expect((await w.nobody.get(`/verify/${'0'.repeat(64)}`)).body).toEqual({ genuine: false, standing: 'unknown' });
  });

  it('take no signature for a text that changed by one comma while it was read, and keep what earlier ones covered', async () => {
    const made = await composed(w);
    await made.open();
    await made.sign(made.ann);
    const { hash } = await made.page(made.ben);
    await write(w, made.documentIds[0] ?? '', w.researcher.id, ',');
    const late = await made.ben.post(made.at('/sign'), { hash, name: made.ben.name, password: SIGNING_PASSWORD });
    const page = await made.page(made.ben);
    expect(page.hash).not.toBe(hash);
    expect(late).toMatchObject({ status: 409, body: { code: 'text-changed', current: page.hash } });
    expect(page.signOffs).toMatchObject([{ name: made.ann.name, covers: false, hash }]);
    expect(page.sinceSigned[0]).toMatchObject({ since: { kind: 'signed', name: made.ann.name } });
    expect(page.sinceSigned[0]?.changes[0]?.words).toEqual([{ op: 'added', text: ',' }]);
    expect(await made.sign(made.ben)).toMatchObject({ status: 200, body: { state: 'in-approval' } });
    expect(await made.sign(made.ann)).toMatchObject({ status: 200, body: { state: 'approved' } });
  });

  it('take no signature for a text without what it cites, however far behind the reading of texts is', async () => {
    const made = await composed(w);
    await made.open();
    const item = await w.lead.make<{ id: string }>(w.here('/evidence'), { title: 'Cited at the last moment' });
    const citation = { type: 'citation', attrs: { record: item.id, kind: 'evidence', locator: 'p. 3' } };
    const documentId = made.documentIds[0] ?? '';
    await write(w, documentId, w.researcher.id, 'As was found', citation);
    const refused = await made.sign(made.ann);
    expect(refused).toMatchObject({ status: 409, body: { code: 'text-changed' } });
    const world = { database: w.database, journal: w.identity.journal, now: () => new Date() };
    const { seq } = await w.database.reader.selectFrom('documents').select('seq').where('id', '=', documentId).executeTakeFirstOrThrow();
    const facts = { text: 'As was found', words: 3, blocks: [] };
    await saveReading(world, documentId, Number(seq), { ...facts, citations: [{ record: item.id, kind: 'evidence', locator: 'p. 3' }] });
    expect((await made.page(made.ann)).hash).toBe(refused.body['current']);
    await made.sign(made.ann);
    expect(await made.sign(made.ben)).toMatchObject({ status: 200, body: { state: 'approved' } });
    const { substance } = (await w.observer.get<ReadableEdition>(made.at('/editions/1'))).body.edition;
    expect(substance.records.map((record) => record.id)).toContain(item.id);
  });

  it('tell open screens of every text that is signed while it is, and of no other', async () => {
    const [waiting, open] = [await composed(w), await composed(w)];
    const watch = watchSignedTexts(w.database, w.identity.journal, openLog('silent'));
    const told = (...documentIds: readonly string[]) =>
      new Promise<string>((resolve) => {
        const stop = w.identity.journal.subscribe(({ notice }) => {
          if (notice.kind !== 'set' || notice.seq !== 0) return;
          stop();
          resolve(notice.id);
        });
        for (const documentId of documentIds) watch.changed(documentId);
      });
    try {
      const [text = ''] = open.documentIds;
      // Texts are looked up in the order they changed: whoever is told first is the first who has to be.
      expect(await told(text, waiting.documentIds[0] ?? '', waiting.set.documentId)).toBe(waiting.set.id);
      await open.open();
      expect(await told(waiting.documentIds[0] ?? '', text)).toBe(open.set.id);
      const { version } = await open.now();
      await w.lead.post(open.at('/return'), { version, reason: 'Once more.' });
      expect(await told(text, waiting.set.documentId)).toBe(waiting.set.id);
    } finally {
      watch.close();
    }
  });

  it('see a change of evidence, links and facts as a change of what is signed, and its exact undoing as none', async () => {
    const made = await composed(w);
    const before = (await made.page(w.lead)).hash;
    const correct = (value: string, version: number) =>
      w.lead.patch(w.here(`/evidence/${made.evidenceId}`), { version, changes: { figures: [{ measure: 'share', value, unit: '%' }] } });
    await correct('42.8', 1);
    expect((await made.page(w.lead)).hash).not.toBe(before);
    await correct('42.7', 2);
    expect((await made.page(w.lead)).hash).toBe(before);
    await w.lead.patch(w.here(`/recommendations/${made.recommendationIds[0]}`), { version: 1, changes: { note: 'For us', topic: 'x' } });
    expect((await made.page(w.lead)).hash).toBe(before);
    await w.lead.patch(w.here(`/recommendations/${made.recommendationIds[0]}`), { version: 2, changes: { strength: 'strong' } });
    expect((await made.page(w.lead)).hash).not.toBe(before);
  });

  it('show what changed since I last looked', async () => {
    const made = await composed(w);
    const page = await made.page(made.ann);
    expect(page.sinceLook).toBeNull();
    expect((await made.ann.post(made.at('/look'), { hash: page.hash })).status).toBe(204);
    await write(w, made.documentIds[1] ?? '', w.researcher.id, 'More.');
    expect((await made.page(made.ann)).sinceLook?.changes).toMatchObject([{ place: { kind: 'paragraph' } }]);
    expect((await made.ann.post(made.at('/look'), { hash: page.hash })).body).toMatchObject({ code: 'text-changed' });
  });

  it('are signed only with one’s own password and name, and not by guessing', async () => {
    const made = await composed(w);
    await made.open();
    expect(await made.sign(made.ann, { password: 'not it' })).toMatchObject({ status: 422, body: { code: 'wrong-password' } });
    expect(await made.sign(made.ann, { name: 'Somebody else' })).toMatchObject({ status: 422, body: { code: 'name-differs' } });
    expect(await made.sign(w.lead, { password: 'x' })).toMatchObject({ status: 422, body: { code: 'wrong-password' } });
    const other = await signer(w);
    expect(await made.sign(other)).toMatchObject({ status: 403, body: { code: 'not-approver' } });
    for (let tries = 0; tries < 10; tries += 1) await made.sign(made.ben, { password: 'guess' });
    expect(await made.sign(made.ben)).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
    expect((await made.now()).signed).toBe(0);
  });

  it('keep who approves them while a round is open, and are returned with a reason', async () => {
    const made = await composed(w);
    await made.open();
    const { version } = await made.now();
    expect(await w.lead.patch(made.at(''), { version, changes: { quorum: 1 } })).toMatchObject({
      status: 409,
      body: { code: 'in-approval' },
    });
    expect(await made.ann.post(made.at('/return'), { version })).toMatchObject({ status: 422, body: { code: 'reason-required' } });
    expect(await made.ann.post(made.at('/return'), { version, reason: 'A figure is old' })).toMatchObject({
      status: 200,
      body: { state: 'draft', stateReason: 'A figure is old' },
    });
  });

  it('are not approved alone by who alone wrote one of their texts, but in a team of one, and the edition says so', async () => {
    const made = await composed(w, { quorum: 1, approvers: 1 });
    const own = await readyRecommendation(w.lead, w.here, 'Alone');
    await write(w, own.documentId, made.ann.id, 'My own words.');
    await w.lead.patch(made.at(''), { version: 1, changes: { itemIds: [own.id] } });
    expect(await made.open()).toMatchObject({ status: 422, body: { code: 'own-text' } });
    const alone = await w.person(`one${made.ann.id}`, { password: SIGNING_PASSWORD });
    const { id: programme } = await w.administrator.make('/programmes', { title: { en: 'One' }, shortTitle: 'One' });
    await w.database.write(async (tx) => {
      await tx.deleteFrom('memberships').where('programme_id', '=', programme).execute();
      await tx
        .insertInto('memberships')
        .values({ programme_id: programme, user_id: alone.id, role: 'lead', joined_at: '2020', expires_at: null })
        .execute();
    });
    const there = (path: string) => `/programmes/${programme}${path}`;
    const mine = await readyRecommendation(alone, there, 'Alone');
    await write(w, mine.documentId, alone.id, 'My own words.');
    const set = await alone.make(there('/sets'), { title: 'Mine', itemIds: [mine.id], approverIds: [alone.id] });
    await alone.post(there(`/sets/${set.id}/open`), { version: 1 });
    const { hash } = (await alone.get<{ hash: string }>(there(`/sets/${set.id}/approval`))).body;
    const signed = await alone.post(there(`/sets/${set.id}/sign`), { hash, name: alone.name, password: SIGNING_PASSWORD });
    expect(signed).toMatchObject({ status: 200, body: { state: 'approved' } });
    const edition = await alone.get<ReadableEdition>(there(`/sets/${set.id}/editions/1`));
    expect(edition.body.edition.approval.alone).toBe(true);
  });

  it('say what changed since their edition, and a second edition supersedes the first', async () => {
    const made = await composed(w, { quorum: 1 });
    await made.open();
    await made.sign(made.ann);
    const first = (await made.now()).editions[0];
    const delivered = await w.lead.post(made.at('/deliver'), {
      version: (await made.now()).version,
      on: '2020-09-30',
      to: 'The Government',
    });
    expect(delivered).toMatchObject({
      status: 200,
      body: { state: 'delivered', editions: [{ state: 'delivered', deliveredTo: 'The Government' }] },
    });
    expect((await w.observer.get(made.at('/changes'))).body).toEqual({ edition: 1, changes: [] });
    await write(w, made.documentIds[0] ?? '', w.researcher.id, 'Since then.');
    expect((await w.observer.get<{ changes: unknown[] }>(made.at('/changes'))).body.changes.length).toBe(1);
    expect((await w.nobody.get(`/verify/${first?.sha256}`)).body).toMatchObject({ standing: 'current' });
    await made.open();
    await made.sign(made.ben);
    expect((await made.now()).editions.map((one) => one.state)).toEqual(['superseded', 'approved']);
    expect((await w.nobody.get(`/verify/${first?.sha256}`)).body).toMatchObject({ genuine: true, standing: 'superseded' });
    const second = await w.observer.get<ReadableEdition>(made.at('/editions/2'));
    expect(second.body.edition.substance.previous).toBe(first?.sha256);
    const withdrawn = await w.lead.post(made.at('/withdraw'), { version: (await made.now()).version, reason: 'A source is gone' });
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn' });
    expect((await w.nobody.get(`/verify/${second.body.sha256}`)).body).toMatchObject({ standing: 'withdrawn' });
  });

  it('leave a whole chain of who did what on which text, from which session', async () => {
    const made = await composed(w, { quorum: 1 });
    await made.open();
    await made.sign(made.ann);
    const { body } = await w.lead.get<AuditEntry[]>(w.here(`/audit?ref=${made.set.ref}`));
    expect(body.map((entry) => [entry.act, entry.by]).reverse()).toEqual([
      ['set.opened', w.lead.id],
      ['set.signed', made.ann.id],
      ['set.approved', made.ann.id],
    ]);
    expect(body.every((entry) => /^[0-9a-f]{64}$/.test(entry.fingerprint) && entry.session.length === 16)).toBe(true);
    const stream = await w.lead.get<{ totalItems: number; orderedItems: { type: string }[] }>(w.here('/audit/export'));
    expect(stream.headers.get('content-type')).toContain('application/activity+json');
    expect(stream.body.orderedItems.length).toBe(stream.body.totalItems);
    expect(await verifyDatabase(w.database.reader)).toMatchObject({ broken: null });
  });

  it('are held up by what a check of the programme blocks, at sending and at signing', async () => {
    const made = await composed(w, { quorum: 1 });
    const bare = await w.lead.make(w.here('/recommendations'), { title: 'Rests on nothing' });
    await w.lead.patch(made.at(''), { version: 1, changes: { itemIds: [...made.recommendationIds, bare.id] } });
    expect(await made.open()).toMatchObject({ status: 422, body: { code: 'checks-block', places: [bare.ref] } });
    await w.lead.patch(made.at(''), { version: 2, changes: { itemIds: made.recommendationIds } });
    expect((await made.open()).status).toBe(200);
    await w.lead.post(w.here(`/evidence/${made.evidenceId}/ground`), {
      version: 1,
      cause: 'retracted',
      reason: 'Retracted',
      on: '2020-10-01',
    });
    expect(await made.sign(made.ann)).toMatchObject({ status: 422, body: { code: 'checks-block' } });
    expect((await made.page(made.ann)).me).toMatchObject({ may: false, why: 'checks-block' });
  });

  it('show a readiness board', async () => {
    const made = await composed(w);
    await w.lead.patch(w.here(`/evidence/${made.evidenceId}`), { version: 1, changes: { summary: 'Corrected' } });
    const board = await w.observer.get<{ suspect: number; findings: { rule: string }[] }[]>(made.at('/readiness'));
    expect(board.body).toMatchObject([{ suspect: 1, openThreads: 0, changedBy: 'lead', soleAuthor: null }, { suspect: 1 }]);
    expect(board.body[0]?.findings.map((one) => one.rule)).toContain('suspect-link');
  });

  it('stand still under two leads who sign and return in the same instant', async () => {
    for (let round = 0; round < 6; round += 1) {
      const made = await composed(w, { quorum: 1 });
      await made.open();
      const { hash } = await made.page(made.ann);
      const { version } = await made.now();
      const words = (who: { name: string }) => ({ hash, name: who.name, password: SIGNING_PASSWORD });
      const answers = await Promise.all([
        made.ann.post(made.at('/sign'), words(made.ann)),
        made.ben.post(made.at('/sign'), words(made.ben)),
        made.ben.post(made.at('/return'), { version, reason: 'No' }),
        write(w, made.documentIds[0] ?? '', w.researcher.id, ',').then(() => ({ status: 0 })),
      ]);
      const now = await made.now();
      const editions = await w.database.reader.selectFrom('editions').selectAll().where('set_id', '=', made.set.id).execute();
      const signs = answers.slice(0, 2).filter((one) => one.status === 200).length;
      expect(answers.every((one) => [0, 200, 409, 422].includes(one.status))).toBe(true);
      expect(editions.length).toBe(signs === 0 ? 0 : 1);
      expect(signs).toBeLessThanOrEqual(1);
      if (signs === 0) expect(now.state).not.toBe('approved');
    }
    expect(await verifyDatabase(w.database.reader)).toMatchObject({ broken: null });
  }, 60_000);
});
