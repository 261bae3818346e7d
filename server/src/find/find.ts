import { type Found, foldForFind } from '@concordance/shared/find/schema';
import { RECORD_KINDS, type RecordId, type RecordKind, reference } from '@concordance/shared/ids';
import { sql } from 'kysely';
import { bodies } from '../bodies/register.ts';
import { evidence } from '../evidence/register.ts';
import { recommendations } from '../recommendations/register.ts';
import type { Register, Row } from '../registers/register.ts';
import { matches } from '../registers/store.ts';
import { risks } from '../risks/register.ts';
import { sources } from '../sources/register.ts';
import type { Reader } from '../storage/database.ts';
import { trends } from '../trends/register.ts';

export const REGISTERS: Readonly<Record<RecordKind, Register>> = {
  body: bodies,
  trend: trends,
  risk: risks,
  source: sources,
  evidence,
  recommendation: recommendations,
};

/** What a find line is made of; whole texts stay in the database. */
const foundColumns = (register: Register) => ['id', 'number', 'title', 'archived_at', ...register.detailColumns];

function toFound(register: Register, row: Row): Found {
  const state = row.archived_at !== null ? 'archived' : register.kind === 'evidence' ? String(row['state']) : 'active';
  return {
    kind: register.kind,
    id: row.id as RecordId,
    ref: reference(register.kind, row.number),
    title: row.title,
    detail: register.detail(row),
    state,
  };
}

/** An exact reference first, then titles that begin with the words, titles that hold them, and the rest. */
function rank(found: Found, words: string): number {
  const title = foldForFind(found.title);
  if (foldForFind(found.ref) === words) return 0;
  if (title.startsWith(words)) return 1;
  if (title.includes(words)) return 2;
  return 3;
}

/** Live records of a programme whose reference, title or words contain all that was typed, best first. */
export async function find(
  reader: Reader,
  programmeId: string,
  query: { readonly q: string; readonly kinds: readonly RecordKind[]; readonly limit: number },
): Promise<readonly Found[]> {
  const words = foldForFind(query.q.trim());
  const groups = await Promise.all(
    query.kinds.map(async (kind) => {
      const register = REGISTERS[kind];
      const rows = await reader
        .selectFrom(register.table)
        .select(foundColumns(register) as never)
        .where('programme_id', '=', programmeId)
        .where('archived_at', 'is', null)
        .where((where) => matches(where, query.q))
        // The reference opens the folded words, so the shortest match on it is the one that was meant.
        .orderBy(sql`case when folded like ${`${words} %`} then 0 else 1 end`)
        .orderBy('number')
        .limit(query.limit)
        .execute();
      return (rows as unknown as Row[]).map((row) => toFound(register, row));
    }),
  );
  return groups
    .flat()
    .map((found, place) => ({ found, place, rank: rank(found, words) }))
    .sort((one, other) => one.rank - other.rank || one.place - other.place)
    .slice(0, query.limit)
    .map(({ found }) => found);
}

/** Records by id, archived ones too: what a citation points at. Unknown ids are absent. */
export async function named(reader: Reader, programmeId: string, ids: readonly string[]): Promise<readonly Found[]> {
  const groups = await Promise.all(
    RECORD_KINDS.map(async (kind) => {
      const rows = await reader
        .selectFrom(REGISTERS[kind].table)
        .select(foundColumns(REGISTERS[kind]) as never)
        .where('programme_id', '=', programmeId)
        .where('id', 'in', [...ids])
        .execute();
      return (rows as unknown as Row[]).map((row) => toFound(REGISTERS[kind], row));
    }),
  );
  return groups.flat();
}
