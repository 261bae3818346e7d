import { readTargets } from '@concordance/server/links/targets';
import { type LoadedSample, loadSample, type SampleCounts } from '@concordance/server/sample/load';
import type { Database } from '@concordance/server/storage/database';
import { sqlDocumentStorage } from '@concordance/server/storage/documents';
import { anchorOf } from '@concordance/server/threads/view';
import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import type { EditorJson } from '@concordance/shared/editor/json';
import { citations, countWords, plainText } from '@concordance/shared/editor/read';
import { editorSchema } from '@concordance/shared/editor/schema';
import type { LinkedKind } from '@concordance/shared/fingerprints/substance';
import { resolveAnchor } from '@concordance/shared/threads/anchors';
import { readText } from '@concordance/shared/threads/flat-text';
import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyUpdate, Doc } from 'yjs';
import { DIALECTS } from '../support/dialects.ts';

/** Counted in the facts of the founding case. The sample must hold them all. */
const FACTS = {
  body: 85,
  trend: 49,
  threat: 94,
  opportunity: 71,
  evidence: 247,
  recommendation: 81,
  figures: 102,
  answers: 97,
  treatsThreat: 100,
  treatsOpportunity: 68,
  rests: 103,
} as const;
const THREATS = { evidence: 136, bodies: 153, trends: 77 } as const;
const OPPORTUNITIES = { evidence: 101, bodies: 112, trends: 41 } as const;

describe.each(DIALECTS)('the sample programme on $name', (dialect) => {
  let database: Database;
  let drop: () => Promise<void>;
  let loaded: LoadedSample;
  const told: [keyof SampleCounts, number][] = [];

  beforeAll(async () => {
    ({ database, drop } = await dialect.open());
    loaded = await loadSample(database, { passwordHash: 'a hash', onProgress: (kind, count) => told.push([kind, count]) });
  });
  afterAll(() => drop());

  const count = async (from: string) => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.raw(from)}`.execute(database.reader);
    return Number(rows[0]?.n);
  };
  const named = (fromKind: string, field: string, toKind: string, where = '1 = 1') =>
    count(`mentions where from_kind = '${fromKind}' and field = '${field}' and to_kind = '${toKind}' and ${where}`);

  it('holds every record of the facts', async () => {
    expect(await count('bodies')).toBe(FACTS.body);
    expect(await count('bodies where addressee = 1')).toBe(15);
    expect(await count('trends')).toBe(FACTS.trend);
    expect(await count("risks where kind = 'threat'")).toBe(FACTS.threat);
    expect(await count("risks where kind = 'opportunity'")).toBe(FACTS.opportunity);
    expect(await count('evidence')).toBe(FACTS.evidence);
    expect(await count("sources where kind = 'expert'")).toBe(49);
    expect(await count('recommendations')).toBe(FACTS.recommendation);
    expect(await count("recommendations where translations <> '{}'")).toBe(3);
  });

  it('holds every figure', async () => {
    const rows = await database.reader.selectFrom('evidence').select('figures').execute();
    expect(rows.flatMap(({ figures }) => JSON.parse(figures) as unknown[])).toHaveLength(FACTS.figures);
  });

  it('holds every link of the facts', async () => {
    const treats = (kind: string) =>
      count(`links join risks on risks.id = links.target_id where links.kind = 'treats' and risks.kind = '${kind}'`);
    expect(await count("links where kind = 'answers'")).toBe(FACTS.answers);
    expect(await treats('threat')).toBe(FACTS.treatsThreat);
    expect(await treats('opportunity')).toBe(FACTS.treatsOpportunity);
    expect(await count("links where kind = 'rests'")).toBe(FACTS.rests);
  });

  it('names what the records of the facts name', async () => {
    const kind = (one: string) => `from_id in (select id from risks where kind = '${one}')`;
    expect(await named('trend', 'evidenceIds', 'evidence')).toBe(181);
    expect(await named('trend', 'bodyIds', 'body')).toBe(116);
    expect(await named('trend', 'parentId', 'trend')).toBe(23);
    expect(await named('risk', 'evidenceIds', 'evidence', kind('threat'))).toBe(THREATS.evidence);
    expect(await named('risk', 'bodyIds', 'body', kind('threat'))).toBe(THREATS.bodies);
    expect(await named('risk', 'trendIds', 'trend', kind('threat'))).toBe(THREATS.trends);
    expect(await named('risk', 'evidenceIds', 'evidence', kind('opportunity'))).toBe(OPPORTUNITIES.evidence);
    expect(await named('risk', 'bodyIds', 'body', kind('opportunity'))).toBe(OPPORTUNITIES.bodies);
    expect(await named('risk', 'trendIds', 'trend', kind('opportunity'))).toBe(OPPORTUNITIES.trends);
    expect(await named('evidence', 'bodyIds', 'body')).toBe(433);
    expect(await named('evidence', 'sourceId', 'source')).toBe(FACTS.evidence);
    expect(await named('body', 'parentId', 'body')).toBe(16);
    expect(await named('recommendation', 'addresseeIds', 'body')).toBe(217);
    expect(await named('recommendation', 'parentId', 'recommendation')).toBe(6);
  });

  it('scores a risk only where the facts give a level', async () => {
    expect(await count('risks where likelihood is not null')).toBe(79);
    expect(await count('risks where impact is not null')).toBe(8);
    expect(await count("risks where (likelihood is not null or impact is not null) and basis = ''")).toBe(0);
    expect(
      await count(`links join risks on risks.id = links.target_id
      where links.residual_impact > impact or links.residual_likelihood > likelihood or (likelihood is null and links.residual_likelihood is not null)`),
    ).toBe(0);
  });

  it('leaves open the 35 threats that the report does not answer', async () => {
    expect(await count("risks where kind = 'threat' and id not in (select target_id from links where kind = 'treats')")).toBe(35);
  });

  it('gives references in the order of the facts', async () => {
    const titled = async (table: 'risks' | 'trends' | 'recommendations', number: number) =>
      (await database.reader.selectFrom(table).select('title').where('number', '=', number).executeTakeFirstOrThrow()).title;
    expect(await titled('trends', 2)).toBe('New regionalism');
    expect(await titled('risks', 94)).toBe('Non-democratic regimes hamper integration');
    expect(await titled('risks', 95)).toBe('Outlet for exports and manufacturing');
    expect(await titled('recommendations', 7)).toBe('Do not give up traditional ties');
  });

  it('goes on counting after its last reference', async () => {
    const rows = await database.reader.selectFrom('counters').select(['kind', 'last']).execute();
    expect(Object.fromEntries(rows.map((row) => [row.kind, row.last]))).toEqual({
      body: 85,
      source: 103,
      evidence: 247,
      'round-table': 1,
      set: 1,
      thread: 10,
      trend: 49,
      risk: 165,
      recommendation: 81,
    });
  });

  it('has REC-7 in discussion and some recommendations in every status', async () => {
    const seventh = await database.reader.selectFrom('recommendations').select('status').where('number', '=', 7).executeTakeFirstOrThrow();
    expect(seventh.status).toBe('in-discussion');
    for (const status of ['draft', 'in-discussion', 'ready'])
      expect(await count(`recommendations where status = '${status}'`)).toBeGreaterThan(9);
  });

  it('has a live text for each recommendation, and its reading beside it', async () => {
    const storage = sqlDocumentStorage(database);
    const schema = editorSchema();
    for (const row of await database.reader
      .selectFrom('recommendations')
      .select(['id', 'document_id', 'text', 'words', 'text_seq'])
      .execute()) {
      const stored = await storage.load(row.document_id);
      expect(stored).toMatchObject({ seq: 1, damaged: false });
      const document = new Doc();
      for (const update of stored?.tail ?? []) applyUpdate(document, update);
      const json = yXmlFragmentToProsemirrorJSON(document.getXmlFragment(TEXT_ROOT)) as EditorJson;
      schema.nodeFromJSON(json).check();
      expect(plainText(json)).toBe(row.text);
      expect(countWords(json)).toBe(Number(row.words));
      expect(row.words).toBeGreaterThan(100);
      const cited = await database.reader
        .selectFrom('links')
        .select('target_id')
        .where('recommendation_id', '=', row.id)
        .where('kind', '=', 'cites')
        .execute();
      expect(new Set(cited.map((link) => link.target_id))).toEqual(new Set(citations(json).map((citation) => citation.record)));
      expect(cited.length).toBeGreaterThan(0);
    }
  });

  it('has no link whose target is unknown or reads otherwise than when it was tied', async () => {
    const links = await database.reader.selectFrom('links').selectAll().execute();
    const targets = await readTargets(
      database.reader,
      loaded.programmeId,
      links.map((link) => ({ kind: link.target_kind as LinkedKind, id: link.target_id })),
    );
    expect(links.filter((link) => targets.get(link.target_id)?.fingerprint !== link.target_fingerprint)).toEqual([]);
  });

  it('lets each text be written on by the person who began it', async () => {
    expect(
      await count(
        'updates join document_clients on document_clients.document_id = updates.document_id and document_clients.user_id = updates.user_id',
      ),
      'the recommendations, and the preface of the set',
    ).toBe(82);
  });

  it('has four people with their roles', async () => {
    const rows = await database.reader
      .selectFrom('memberships')
      .innerJoin('users', 'users.id', 'memberships.user_id')
      .select(['email', 'role'])
      .where('role', '!=', 'participant')
      .orderBy('email')
      .execute();
    expect(rows).toEqual([
      { email: 'lead@demo.test', role: 'lead' },
      { email: 'observer@demo.test', role: 'observer' },
      { email: 'researcher1@demo.test', role: 'researcher' },
      { email: 'researcher2@demo.test', role: 'researcher' },
    ]);
  });

  it('says how much of each kind it has loaded', () => {
    expect(Object.fromEntries(told)).toEqual(loaded.counts);
    expect(loaded.counts).toMatchObject({
      person: 4,
      body: 85,
      trend: 49,
      risk: 165,
      evidence: 247,
      recommendation: 81,
      text: 81,
      'round-table': 1,
      guest: 3,
      thread: 10,
      comment: 13,
      treats: 168,
    });
  });

  it('has a table where remarks were made and answered in every way', async () => {
    const rows = await database.reader.selectFrom('threads').selectAll().orderBy('number').execute();
    const ends = Object.groupBy(rows, ({ state, disposition }) => disposition ?? state);
    expect(Object.fromEntries(Object.entries(ends).map(([end, some]) => [end, some?.length]))).toEqual({
      open: 5,
      accepted: 1,
      partly: 1,
      deferred: 1,
      rejected: 2,
    });
    expect(rows.map((row) => row.suggestion_state).filter(Boolean)).toEqual(['accepted', 'proposed', 'declined', 'proposed']);
    expect(rows.filter((row) => row.table_id === null)).toHaveLength(1);
    expect(await count("seats join memberships on memberships.user_id = seats.user_id where memberships.role = 'participant'")).toBe(3);
    expect(await count("round_tables where state = 'open' and rule = 'chatham-house'")).toBe(1);
  });

  it('has every remark on its words', async () => {
    const storage = sqlDocumentStorage(database);
    for (const row of await database.reader.selectFrom('threads').selectAll().where('document_id', 'is not', null).execute()) {
      const doc = new Doc();
      for (const update of (await storage.load(row.document_id ?? ''))?.tail ?? []) applyUpdate(doc, update);
      const anchor = anchorOf(row);
      expect(anchor && resolveAnchor(readText(doc.getXmlFragment(TEXT_ROOT)), anchor)).toMatchObject({
        kind: 'words',
        by: 'position',
        words: row.suggestion_state === 'accepted' ? row.suggestion_text : row.quote,
      });
    }
  });

  it('is not loaded a second time, nor in part', async () => {
    await expect(loadSample(database, { passwordHash: 'a hash' })).rejects.toThrow();
    expect(await count('programmes')).toBe(1);
    expect(await count('recommendations')).toBe(FACTS.recommendation);
  });
});
