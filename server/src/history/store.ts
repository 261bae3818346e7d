import type { TextState, VersionSummary } from '@concordance/shared/history/schema';
import { Problem } from '@concordance/shared/problems';
import type { Reader } from '../storage/database.ts';
import type { TextOriginTable, VersionTable } from '../storage/tables.ts';
import type { Owners } from './authored.ts';
import { chainOf, unpack } from './pack.ts';

type VersionRow = Omit<VersionTable, 'bytes' | 'checksum'>;
const ABOUT = ['document_id', 'number', 'at', 'seq', 'cause', 'name', 'note', 'by_id', 'writers', 'words', 'hash', 'size'] as const;

/** The newest version of a text, whatever its cause. */
export async function lastVersion(reader: Reader, documentId: string): Promise<VersionRow | null> {
  const row = await reader
    .selectFrom('versions')
    .select(ABOUT)
    .where('document_id', '=', documentId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** One version. Throws `not-found`. */
export async function findVersion(reader: Reader, documentId: string, number: number): Promise<VersionRow> {
  const query = reader.selectFrom('versions').select(ABOUT).where('document_id', '=', documentId).where('number', '=', number);
  const row = await query.executeTakeFirst();
  if (!row) throw new Problem('not-found');
  return row;
}

/** Versions of the timeline, newest first, below a number where one is given. */
export function timeline(reader: Reader, documentId: string, before: number | null, limit: number): Promise<readonly VersionRow[]> {
  const query = reader.selectFrom('versions').select(ABOUT).where('document_id', '=', documentId).where('cause', '<>', 'visit');
  return (before === null ? query : query.where('number', '<', before)).orderBy('number', 'desc').limit(limit).execute();
}

/** The newest version of a cause. */
export async function lastOf(reader: Reader, documentId: string, cause: string): Promise<VersionRow | null> {
  const query = reader.selectFrom('versions').select(ABOUT).where('document_id', '=', documentId).where('cause', '=', cause);
  return (await query.orderBy('number', 'desc').limit(1).executeTakeFirst()) ?? null;
}

/** The version that a person saw last; null before their first visit. */
export async function visitedVersion(reader: Reader, documentId: string, userId: string): Promise<VersionRow | null> {
  const visit = await reader
    .selectFrom('text_visits')
    .select('number')
    .where('document_id', '=', documentId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return visit ? findVersion(reader, documentId, visit.number) : null;
}

/** The JSON of a version's state. Throws `not-found`; an `Error` where a row it leans on is damaged. */
export async function stateJson(reader: Reader, documentId: string, number: number): Promise<string> {
  const chain = chainOf(number);
  const rows = await reader
    .selectFrom('versions')
    .select(['number', 'bytes', 'checksum'])
    .where('document_id', '=', documentId)
    .where('number', 'in', [...chain])
    .orderBy('number')
    .execute();
  if (rows.length !== chain.length) throw new Problem('not-found');
  return rows.reduce<string | null>((base, row) => unpack(row, base), null) ?? '';
}

export async function stateOf(reader: Reader, documentId: string, number: number): Promise<TextState> {
  return JSON.parse(await stateJson(reader, documentId, number));
}

/** Rows with the names of everybody in them. */
export async function toSummaries(reader: Reader, rows: readonly VersionRow[]): Promise<readonly VersionSummary[]> {
  const writers = new Map(rows.map((row) => [row.number, JSON.parse(row.writers) as readonly string[]]));
  const names = await namesOf(reader, [...rows.flatMap((row) => row.by_id ?? []), ...[...writers.values()].flat()]);
  const named = (id: string) => ({ id, name: names.get(id)?.name ?? '' });
  return rows.map((row) => ({
    number: row.number,
    at: row.at,
    cause: row.cause as VersionSummary['cause'],
    name: row.name,
    note: row.note,
    by: row.by_id === null ? null : named(row.by_id),
    writers: (writers.get(row.number) ?? []).map(named),
    words: row.words,
  }));
}

export async function namesOf(reader: Reader, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { id: string; name: string; colour: number }>();
  const rows = await reader
    .selectFrom('users')
    .select(['id', 'name', 'colour'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whose the clients of a document are, and which words are somebody else's all the same. */
export async function readOwners(reader: Reader, documentId: string): Promise<Owners> {
  const [clients, origins, pastes, credits] = await Promise.all([
    reader.selectFrom('document_clients').select(['client_id', 'user_id']).where('document_id', '=', documentId).execute(),
    reader.selectFrom('text_origins').selectAll().where('document_id', '=', documentId).execute(),
    reader.selectFrom('text_pastes').selectAll().where('document_id', '=', documentId).execute(),
    reader.selectFrom('text_credits').select(['client_id', 'user_id']).where('document_id', '=', documentId).execute(),
  ]);
  const credited = new Map(credits.map((row) => [Number(row.client_id), row.user_id]));
  return {
    // Wording that was accepted is its proposer's, or nobody's where they may not be named; never the accepting hand's.
    clients: clients.flatMap((row) => {
      const client = Number(row.client_id);
      const userId = credited.has(client) ? credited.get(client) : row.user_id;
      return userId ? [{ client, userId }] : [];
    }),
    origins: [
      ...origins.map((row) => ({ ...clocksOf(row), userId: row.user_id })),
      ...pastes.map((row) => ({ ...clocksOf(row), userId: row.user_id, pastedBy: row.pasted_by })),
    ],
  };
}

const clocksOf = (row: Pick<TextOriginTable, 'client_id' | 'clock_from' | 'clock_to'>) => ({
  client: Number(row.client_id),
  from: Number(row.clock_from),
  to: Number(row.clock_to),
});

/** The newest kept versions of a text, as numbers, newest first. */
export async function newestVersions(reader: Reader, documentId: string, most: number): Promise<readonly number[]> {
  const query = reader.selectFrom('versions').select('number').where('document_id', '=', documentId);
  return (await query.orderBy('number', 'desc').limit(most).execute()).map((row) => row.number);
}

/** Who wrote into a text after one number of its log, up to another. */
export async function writersBetween(reader: Reader, documentId: string, after: number, upTo: number): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('updates')
    .select('user_id')
    .distinct()
    .where('document_id', '=', documentId)
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .execute();
  return rows.map((row) => row.user_id).sort();
}
