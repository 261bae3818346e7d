import { evidenceFields, evidenceSchema } from '@concordance/shared/evidence/schema';
import { sql } from 'kysely';
import type { Register } from '../registers/register.ts';
import { columnFilter, mentionFilter, yesNoFilter } from '../registers/store.ts';

/** Items of sources: publications, statistics, statements, documents, speeches, events, data sets, media. */
export const evidence: Register = {
  kind: 'evidence',
  table: 'evidence',
  path: 'evidence',
  draft: evidenceFields,
  record: evidenceSchema,
  storing: {
    kind: { as: 'text', column: 'kind' },
    summary: { as: 'text', column: 'summary' },
    sourceId: { as: 'record', column: 'source_id', of: 'source' },
    csl: { as: 'json', column: 'csl' },
    credibility: { as: 'number', column: 'credibility' },
    credibilityWhy: { as: 'text', column: 'credibility_why' },
    language: { as: 'text', column: 'language' },
    date: { as: 'text', column: 'date' },
    locator: { as: 'text', column: 'locator' },
    url: { as: 'text', column: 'url' },
    figures: { as: 'json', column: 'figures' },
    consent: { as: 'text', column: 'consent' },
    state: { as: 'text', column: 'state' },
    supersededById: { as: 'record', column: 'superseded_by_id', of: 'evidence' },
    stateReason: { as: 'text', column: 'state_reason' },
    stateOn: { as: 'text', column: 'state_on' },
    stateCause: { as: 'text', column: 'state_cause' },
    bodyIds: { as: 'records', of: 'body' },
    note: { as: 'text', column: 'note' },
  },
  words: (draft) => [String(draft['summary'] ?? '')],
  sorts: { kind: 'kind', state: 'state', credibility: 'credibility', date: 'date' },
  filters: {
    kind: columnFilter('kind'),
    state: columnFilter('state'),
    credibility: columnFilter('credibility'),
    consent: columnFilter('consent'),
    source: columnFilter('source_id'),
    body: mentionFilter('evidence', 'bodyIds'),
    reliability: (where, values) => {
      const judged = sql`(select reliability from sources where sources.id = evidence.source_id)`;
      const unjudged = values.includes('none') ? [sql<boolean>`${judged} is null`] : [];
      return where.or([...unjudged, sql<boolean>`${judged} in (${sql.join([...values])})`]);
    },
    rated: yesNoFilter((where) => where('credibility' as never, 'is not', null as never)),
  },
  alsoRead: ['attachment'],
  async decorate(reader, rows) {
    const ids = [...new Set(rows.map((row) => row['source_id']).filter((id) => typeof id === 'string'))];
    const found =
      ids.length === 0 ? [] : await reader.selectFrom('sources').select(['id', 'title', 'reliability']).where('id', 'in', ids).execute();
    const byId = new Map(found.map((source) => [source.id, source]));
    return (row) => {
      const source = byId.get(String(row['source_id']));
      const attachment = row['attachment'];
      return {
        sourceTitle: source?.title ?? null,
        reliability: source?.reliability ?? null,
        attachment: typeof attachment === 'string' ? JSON.parse(attachment) : null,
      };
    };
  },
  detailColumns: ['kind', 'state'],
  detail: (row) => String(row['kind']),
  fingerprinted: 'evidence',
};
