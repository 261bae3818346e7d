import { foldForFind } from '@concordance/shared/find/schema';
import type { RecordKind } from '@concordance/shared/ids';
import { REFERENCE_PREFIX } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import type { ListQuery, Page, ValueInUse } from '@concordance/shared/registers/schema';
import { type Expression, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Reader, Transaction } from '../storage/database.ts';
import type { Tables } from '../storage/tables.ts';
import { readMentions } from './mentions.ts';
import type { Register, RegisterTable, Row, Where } from './register.ts';
import { fromColumns, metaOf, recordColumns } from './rows.ts';
import { isUsed, usageCount, usageCounts } from './usage.ts';

/** A register record as it goes over the wire; which schema it has is the register's business. */
export type AnyRecord = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly ref: string;
  readonly version: number;
  readonly title: string;
};

/** Text as a pattern of LIKE that means itself. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Every word must occur somewhere in the folded text. */
export function matches(where: Where, find: string) {
  const words = foldForFind(find).split(/\s+/u).filter(Boolean).slice(0, 8);
  return where.and(words.map((word) => sql<boolean>`folded like ${containing(word)} escape '\\'`));
}

/** `REC-7` or `rec-7` as a number of this register; null for anything else. */
export function numberOf(kind: RecordKind, text: string): number | null {
  const match = /^([A-Za-z]{3})-(\d{1,9})$/.exec(text);
  return match && match[1]?.toUpperCase() === REFERENCE_PREFIX[kind] ? Number(match[2]) : null;
}

/** A plain column: any of the values; `none` stands for an empty one. */
export function columnFilter(column: string): Register['filters'][string] {
  return (where, values) => {
    const ref = sql.ref(column);
    const given = values.filter((value) => value !== 'none');
    const parts = [];
    if (values.includes('none')) parts.push(sql<boolean>`(${ref} is null or cast(${ref} as text) = '')`);
    if (given.length > 0) parts.push(sql<boolean>`cast(${ref} as text) in (${sql.join(given)})`);
    return where.or(parts);
  };
}

/** A value under a name that a person chose: `constructor` is no filter, though every object has one. */
function ownValue<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Where a value stands in its scale: high, medium, low is an order that the alphabet does not know. */
function placeIn(steps: readonly string[], ref: RawBuilder<unknown>) {
  const whens = steps.map((step, place) => sql`when ${step} then ${sql.lit(place)}`);
  return sql`case ${ref} ${sql.join(whens, sql` `)} end`;
}

/** A filter with two answers; both chosen is no restriction, as with every other filter. */
export function yesNoFilter(yes: (where: Where) => Expression<SqlBool>): Register['filters'][string] {
  return (where, values) =>
    where.or([...(values.includes('yes') ? [yes(where)] : []), ...(values.includes('no') ? [where.not(yes(where))] : [])]);
}

function usedFilter(table: RegisterTable): Register['filters'][string] {
  return yesNoFilter(() => isUsed(`${table}.id`));
}

/** Records that name any of these others in a list field. */
export function mentionFilter(table: RegisterTable, field: string): Register['filters'][string] {
  return (_where, values) => sql<boolean>`exists (select 1 from mentions where from_id = ${sql.ref(`${table}.id`)}
    and field = ${field} and to_id in (${sql.join([...values])}))`;
}

function filtered(register: Register, programmeId: string, query: ListQuery) {
  const groups = Map.groupBy(query.filter, (one) => one.slice(0, one.indexOf(':')));
  return (where: Where) => {
    const parts = [where('programme_id', '=', programmeId)];
    if (query.archived !== 'all') parts.push(where('archived_at', query.archived === 'yes' ? 'is not' : 'is', null));
    const conditions = [...groups].map(([name, chosen]) => {
      const filter = name === 'used' ? usedFilter(register.table) : ownValue(register.filters, name);
      if (!filter) throw new Problem('invalid', { fields: [{ path: `filter.${name}`, rule: 'not-allowed' }] });
      return filter(
        where,
        chosen.map((one) => one.slice(one.indexOf(':') + 1)),
        programmeId,
      );
    });
    return where.and([...parts, ...conditions, ...(query.find ? [matches(where, query.find)] : [])]);
  };
}

/** Columns that are never empty, each with an index that holds its order. */
const ALWAYS_THERE: Readonly<Record<string, string>> = { ref: 'number', title: 'title_key', updatedAt: 'updated_at' };

function order(register: Register, sort: string) {
  const descending = sort.startsWith('-');
  const name = descending ? sort.slice(1) : sort;
  const direction = sql.raw(descending ? 'desc' : 'asc');
  const always = ownValue(ALWAYS_THERE, name);
  // As bare as this, or the index is of no use and the whole register is sorted for one page.
  if (always) return sql`${sql.ref(always)} ${direction}`;
  if (name === 'usedIn') return sql`${usageCount(`${register.table}.id`)} ${direction}`;
  const chosen = ownValue(register.sorts, name);
  if (!chosen) throw new Problem('invalid', { fields: [{ path: 'sort', rule: 'not-allowed' }] });
  const { column, steps } = typeof chosen === 'string' ? { column: chosen, steps: null } : chosen;
  const ref = sql.ref(column);
  // Empty values last in both directions and on both engines.
  return sql`(case when ${ref} is null or cast(${ref} as text) = '' then 1 else 0 end), ${steps ? placeIn(steps, ref) : ref} ${direction}`;
}

/** One page of a register, and how many rows the whole answer has. */
export async function listRecords(reader: Reader, register: Register, programmeId: string, query: ListQuery): Promise<Page<AnyRecord>> {
  const base = reader.selectFrom(register.table).where(filtered(register, programmeId, query));
  const count = () => base.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow();
  // Without conditions an index gives the page and another the count. With them every record has to be looked at, and is
  // looked at once for both.
  if (query.filter.length > 0 || query.find) {
    const rows = await pageAndTotal(reader, register, base, query);
    const [first] = rows;
    // Beyond the last page there is nobody to say how many there are.
    const total = first ? first.total : query.offset === 0 ? 0 : (await count()).total;
    return { items: await toRecords(reader, register, rows), total: Number(total) };
  }
  const [{ total }, rows] = await Promise.all([
    count(),
    inOrder(base.select(recordColumns(register) as never), register, query.sort)
      .limit(query.limit)
      .offset(query.offset)
      .execute(),
  ]);
  return { items: await toRecords(reader, register, rows as unknown as Row[]), total: Number(total) };
}

/** A page of those that meet the conditions, each with how many do so in all; wide columns are read of the page alone. */
async function pageAndTotal(
  reader: Reader,
  register: Register,
  base: SelectQueryBuilder<Tables, RegisterTable, object>,
  { sort, limit, offset }: ListQuery,
): Promise<readonly (Row & { readonly total: number })[]> {
  const hits = inOrder(base.select(['id as hit', sql<number>`count(*) over ()`.as('total')]), register, sort)
    .limit(limit)
    .offset(offset);
  const columns = ['total', ...recordColumns(register)];
  const rows = reader
    .selectFrom(register.table)
    .innerJoin(hits.as('hits'), 'hits.hit', `${register.table}.id`)
    .select(columns as never);
  return (await inOrder(rows as never, register, sort).execute()) as never;
}

function inOrder<Selected>(
  query: SelectQueryBuilder<Tables, RegisterTable, Selected>,
  register: Register,
  sort: string,
): SelectQueryBuilder<Tables, RegisterTable, Selected> {
  const ordered = query.orderBy(order(register, sort));
  return sort === 'ref' || sort === '-ref' ? ordered : ordered.orderBy('number');
}

/** At most this many values are offered; who keeps more needs find, not a list to tick. */
const MOST_VALUES = 200;

/** What a text field says in records that are not archived, the most frequent first. Throws `not-found` for a field that is not offered. */
export async function valuesInUse(reader: Reader, register: Register, programmeId: string, field: string): Promise<readonly ValueInUse[]> {
  const column = ownValue(register.offered ?? {}, field);
  if (!column) throw new Problem('not-found');
  const value = sql<string>`${sql.ref(column)}`;
  const rows = await reader
    .selectFrom(register.table)
    .select([value.as('value'), sql<number>`count(*)`.as('count')])
    .where('programme_id', '=', programmeId)
    .where('archived_at', 'is', null)
    .where(value, '<>', '')
    .groupBy(value)
    .orderBy(sql`count(*) desc, ${value}`)
    .limit(MOST_VALUES)
    .execute();
  return rows.map((row) => ({ value: row.value, count: Number(row.count) }));
}

/**
 * Rows with everything that comes from other tables, in as many queries as there are tables, not rows. Who does not show
 * in how many places a record is used may leave that out.
 */
export async function toRecords(
  reader: Reader,
  register: Register,
  rows: readonly Row[],
  { counted = true } = {},
): Promise<readonly AnyRecord[]> {
  const ids = rows.map((row) => row.id);
  const [mentions, usage, extra = () => ({})] = await Promise.all([
    readMentions(reader, ids),
    counted ? usageCounts(reader, ids) : new Map<string, number>(),
    register.decorate?.(reader, rows),
  ]);
  const lists = Object.entries(register.storing)
    .filter(([, storing]) => storing.as === 'records')
    .map(([field]) => field);
  // One object is filled, not several spread into another: a set of fifty recommendations stands on thousands of records.
  return rows.map((row) => {
    const record = fromColumns(register, row);
    for (const field of lists) record[field] = mentions.get(row.id)?.get(field) ?? [];
    Object.assign(record, metaOf(register, row), extra(row));
    if (counted) record['usedIn'] = usage.get(row.id) ?? 0;
    return record as unknown as AnyRecord;
  });
}

/** A row by id or by spoken reference. Throws `not-found`; a record of another programme is not found either. */
export async function findRow(reader: Reader, register: Register, programmeId: string, idOrRef: string): Promise<Row> {
  const number = numberOf(register.kind, idOrRef);
  const query = reader.selectFrom(register.table).selectAll().where('programme_id', '=', programmeId);
  const row = await (number === null ? query.where('id', '=', idOrRef) : query.where('number', '=', number)).executeTakeFirst();
  if (!row) throw new Problem('not-found');
  return row as unknown as Row;
}

/** The next number of a kind in a programme; numbers are never given twice. */
export async function nextNumber(tx: Transaction, programmeId: string, kind: string): Promise<number> {
  const row = await tx
    .insertInto('counters')
    .values({ programme_id: programmeId, kind, last: 1 })
    .onConflict((conflict) => conflict.columns(['programme_id', 'kind']).doUpdateSet({ last: sql`counters.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return row.last;
}
