import { type Found, foldForFind } from '@concordance/shared/find/schema';
import { RECORD_KINDS, type RecordId, type RecordKind, reference } from '@concordance/shared/ids';
import { bodies } from '../bodies/register.ts';
import { evidence } from '../evidence/register.ts';
import { recommendations } from '../recommendations/register.ts';
import type { Register, Row, Where } from '../registers/register.ts';
import { matches, numberOf } from '../registers/store.ts';
import { risks } from '../risks/register.ts';
import { sources } from '../sources/register.ts';
import type { Reader } from '../storage/database.ts';
import { ofProgramme } from '../storage/of-programme.ts';
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

/** What was typed is a reference, whole or begun: then nothing else can be meant, and no words are looked at. */
function referenceIn(words: string): { readonly kind: RecordKind; readonly number: number } | null {
  for (const kind of RECORD_KINDS) {
    const number = numberOf(kind, words);
    if (number !== null) return { kind, number };
  }
  return null;
}

/** Numbers that are this one or go on from it: 38, 380–389, 3800–3899 … */
function numberBegins(where: Where, number: number) {
  return where.or(
    Array.from({ length: 9 - String(number).length + 1 }, (_, more) =>
      where.between('number', number * 10 ** more, (number + 1) * 10 ** more - 1),
    ),
  );
}

/**
 * Live records of a programme whose reference, title or words contain all that was typed, best first; of a reference,
 * those records alone whose reference begins with it.
 */
export async function find(
  reader: Reader,
  programmeId: string,
  query: { readonly q: string; readonly kinds: readonly RecordKind[]; readonly limit: number },
): Promise<readonly Found[]> {
  const words = foldForFind(query.q.trim());
  const of = referenceIn(words);
  const groups = await Promise.all(
    query.kinds.map(async (kind) => {
      const register = REGISTERS[kind];
      const live = reader
        .selectFrom(register.table)
        .select(foundColumns(register) as never)
        .where('programme_id', '=', programmeId)
        .where('archived_at', 'is', null);
      const wanted = (where: Where) => (of === null ? matches(where, query.q) : numberBegins(where, of.number));
      // In the order of an index, so that the search ends as soon as there is enough.
      const rows = of === null || of.kind === kind ? await live.where(wanted).orderBy('number').limit(query.limit).execute() : [];
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
        .where(ofProgramme(programmeId))
        .where('id', 'in', [...ids])
        .execute();
      return (rows as unknown as Row[]).map((row) => toFound(REGISTERS[kind], row));
    }),
  );
  return groups.flat();
}
