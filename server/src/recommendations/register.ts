import { reference } from '@concordance/shared/ids';
import {
  PRIORITIES,
  type RecordName,
  recommendationFields,
  recommendationSchema,
  STATUSES,
} from '@concordance/shared/recommendations/schema';
import { HORIZONS } from '@concordance/shared/trends/schema';
import { sql } from 'kysely';
import type { Register, Row } from '../registers/register.ts';
import { columnFilter, mentionFilter } from '../registers/store.ts';
import type { Reader } from '../storage/database.ts';
import { translationsOf } from './stored-translations.ts';

const bodyName = (row: { readonly id: string; readonly number: number; readonly title: string; readonly abbreviation: string }) =>
  ({ id: row.id, ref: reference('body', row.number), title: row.title, short: row.abbreviation || row.title }) as RecordName;

/** Whom each recommendation is addressed to, in order, as list rows and the fact strip name them. */
async function addresseesOf(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, readonly RecordName[]>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .selectFrom('mentions')
    .innerJoin('bodies', 'bodies.id', 'mentions.to_id')
    .select(['from_id', 'bodies.id', 'number', 'title', 'abbreviation'])
    .where('from_id', 'in', ids)
    .where('field', '=', 'addresseeIds')
    .orderBy('position')
    .execute();
  const groups = Map.groupBy(rows, (row) => row.from_id);
  return new Map([...groups].map(([id, some]) => [id, some.map(bodyName)]));
}

/** Bodies by id, named likewise. */
async function bodyNames(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, RecordName>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .selectFrom('bodies')
    .select(['id', 'number', 'title', 'abbreviation'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, bodyName(row)]));
}

/** How many trends, risks and items of evidence each recommendation is tied to; a declared and a cited tie to one item count once. */
async function tieCounts(reader: Reader, ids: readonly string[]) {
  const rows =
    ids.length === 0
      ? []
      : await reader
          .selectFrom('links')
          .select(['recommendation_id', 'target_kind', sql<number>`count(distinct target_id)`.as('count')])
          .where('recommendation_id', 'in', ids)
          .groupBy(['recommendation_id', 'target_kind'])
          .execute();
  const counts = new Map(rows.map((row) => [`${row.recommendation_id} ${row.target_kind}`, Number(row.count)]));
  return (id: string, kind: string) => counts.get(`${id} ${kind}`) ?? 0;
}

async function decorate(reader: Reader, rows: readonly Row[]) {
  const ids = rows.map((row) => row.id);
  const responsible = rows.map((row) => row['responsible_id']).filter((id) => typeof id === 'string');
  const translated = new Map(
    rows.map((row) => [row.id, translationsOf(row['translations'], { title: row.title, statement: String(row['statement']) })]),
  );
  const owners = rows.map((row) => row['owner_id']).filter((id) => typeof id === 'string');
  const named = [...owners, ...[...translated.values()].flat().map((one) => one.by)];
  const [addressees, names, count, people] = await Promise.all([
    addresseesOf(reader, ids),
    bodyNames(reader, responsible),
    tieCounts(reader, ids),
    named.length === 0
      ? []
      : reader
          .selectFrom('users')
          .select(['id', 'name'])
          .where('id', 'in', [...new Set(named)])
          .execute(),
  ]);
  const nameOf = (id: unknown) => people.find((person) => person.id === id)?.name;
  return (row: Row) => ({
    status: row['status'],
    statusReason: row['status_reason'],
    documentId: row['document_id'],
    words: Number(row['words']),
    addressees: addressees.get(row.id) ?? [],
    responsible: names.get(String(row['responsible_id'])) ?? null,
    ownerName: nameOf(row['owner_id']) ?? null,
    translations: (translated.get(row.id) ?? []).map((one) => ({ ...one, by: { id: one.by, name: nameOf(one.by) ?? '' } })),
    counts: { trends: count(row.id, 'trend'), risks: count(row.id, 'risk'), evidence: count(row.id, 'evidence') },
  });
}

/** The facts of a recommendation; its text is a document of its own. */
export const recommendations: Register = {
  kind: 'recommendation',
  table: 'recommendations',
  path: 'recommendations',
  draft: recommendationFields,
  record: recommendationSchema,
  storing: {
    statement: { as: 'text', column: 'statement' },
    addresseeIds: { as: 'records', of: 'body' },
    responsibleId: { as: 'record', column: 'responsible_id', of: 'body' },
    horizon: { as: 'text', column: 'horizon' },
    horizonNote: { as: 'text', column: 'horizon_note' },
    priority: { as: 'text', column: 'priority' },
    instrument: { as: 'text', column: 'instrument' },
    indicators: { as: 'json', column: 'indicators' },
    strength: { as: 'text', column: 'strength' },
    certainty: { as: 'text', column: 'certainty' },
    strengthWhy: { as: 'text', column: 'strength_why' },
    topic: { as: 'text', column: 'topic' },
    ownerId: { as: 'person', column: 'owner_id' },
    dueOn: { as: 'text', column: 'due_on' },
    parentId: { as: 'record', column: 'parent_id', of: 'recommendation' },
    note: { as: 'text', column: 'note' },
  },
  words: (draft) => [String(draft['statement'] ?? ''), String(draft['topic'] ?? '')],
  sorts: {
    status: { column: 'status', steps: STATUSES },
    priority: { column: 'priority', steps: PRIORITIES },
    dueOn: 'due_on',
    topic: 'topic',
    horizon: { column: 'horizon', steps: HORIZONS },
  },
  filters: {
    document: columnFilter('document_id'),
    status: columnFilter('status'),
    addressee: mentionFilter('recommendations', 'addresseeIds'),
    responsible: columnFilter('responsible_id'),
    owner: columnFilter('owner_id'),
    horizon: columnFilter('horizon'),
    priority: columnFilter('priority'),
    topic: columnFilter('topic'),
    strength: columnFilter('strength'),
    certainty: columnFilter('certainty'),
    parent: columnFilter('parent_id'),
  },
  alsoRead: ['status', 'status_reason', 'document_id', 'words', 'translations'],
  decorate,
  detailColumns: ['status'],
  detail: (row) => String(row['status']),
  fingerprinted: null,
};
