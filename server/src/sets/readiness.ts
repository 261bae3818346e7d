import type { ReadinessLine } from '@concordance/shared/sets/schema';
import { isSuspect } from '../links/targets.ts';
import type { Reader } from '../storage/database.ts';
import type { SetTable } from '../storage/tables.ts';
import { type ReadSet, readWhole } from './substance.ts';
import { namesOf } from './view.ts';
import type { SetWorld } from './world.ts';

/** Who alone wrote each of these documents; absent where several did, or nobody. */
export async function soleAuthors(reader: Reader, documentIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (documentIds.length === 0) return new Map();
  const rows = await reader
    .selectFrom('document_clients')
    .select(['document_id', 'user_id'])
    .distinct()
    .where('document_id', 'in', documentIds)
    .execute();
  const writers = Map.groupBy(rows, (row) => row.document_id);
  return new Map([...writers].flatMap(([id, [first, ...others]]) => (first && others.length === 0 ? [[id, first.user_id] as const] : [])));
}

interface LastChange {
  readonly at: string;
  readonly by: string | null;
}

async function lastChanges(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, LastChange>> {
  if (ids.length === 0) return new Map();
  const newest = reader
    .selectFrom('changes')
    .select((from) => from.fn.max('seq').as('seq'))
    .where('record_id', 'in', ids)
    .groupBy('record_id');
  const rows = await reader.selectFrom('changes').select(['record_id', 'at', 'by_id']).where('seq', 'in', newest).execute();
  return new Map(rows.map((row) => [row.record_id, { at: row.at, by: row.by_id }]));
}

/** Links of each recommendation whose target is no longer what the link was written against. */
export function suspectCounts({ links, targets }: Pick<ReadSet, 'links' | 'targets'>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const link of links) {
    const target = targets.get(link.target_id);
    if (target && !isSuspect(link, target)) continue;
    counts.set(link.recommendation_id, (counts.get(link.recommendation_id) ?? 0) + 1);
  }
  return counts;
}

/** The readiness board of a set: one line a recommendation, in as many queries as there are tables. */
export async function readiness(world: SetWorld, row: SetTable): Promise<readonly ReadinessLine[]> {
  const { reader } = world.database;
  const read = await readWhole(reader, world.texts, row);
  const ids = read.records.map((record) => record.id);
  const [findings, remarks, changed, authors] = await Promise.all([
    world.ports.findings(reader, row.programme_id, row.id, read),
    world.ports.remarks(reader, row.programme_id, ids),
    lastChanges(reader, ids),
    soleAuthors(
      reader,
      read.records.map((record) => String(record['documentId'])),
    ),
  ]);
  const suspect = suspectCounts(read);
  const names = await namesOf(reader, [...authors.values(), ...[...changed.values()].flatMap(({ by }) => by ?? [])]);
  return read.records.map((record) => {
    const last = changed.get(record.id);
    const author = authors.get(String(record['documentId']));
    return {
      id: record.id as ReadinessLine['id'],
      ref: record.ref,
      title: record.title,
      status: String(record['status']),
      findings: (findings.get(record.id) ?? []).map(({ rule, level, words }) => ({ rule, level, words: { ...words } })),
      openThreads: remarks.get(record.id)?.open ?? 0,
      undecided: remarks.get(record.id)?.undecided ?? 0,
      suspect: suspect.get(record.id) ?? 0,
      changedAt: last?.at ?? String(record['updatedAt']),
      changedBy: last?.by ? (names.get(last.by) ?? null) : null,
      soleAuthor: author ? (names.get(author) ?? null) : null,
    };
  });
}
