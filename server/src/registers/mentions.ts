import type { RecordKind } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import { sql } from 'kysely';
import type { Reader, Transaction } from '../storage/database.ts';
import { ofProgramme } from '../storage/of-programme.ts';
import type { Draft, Mentions, Register, RegisterTable } from './register.ts';

export const TABLE_OF: Readonly<Record<RecordKind, RegisterTable>> = {
  body: 'bodies',
  trend: 'trends',
  risk: 'risks',
  source: 'sources',
  evidence: 'evidence',
  recommendation: 'recommendations',
};

interface Named {
  readonly field: string;
  readonly of: RecordKind;
  readonly ids: readonly string[];
}

/** Which other records a draft names, by field. Only fields that are present count. */
export function namedIn(register: Register, draft: Draft): readonly Named[] {
  const named: Named[] = [];
  for (const [field, value] of Object.entries(draft)) {
    const storing = register.storing[field];
    if (storing?.as === 'records') named.push({ field, of: storing.of, ids: value as readonly string[] });
    if (storing?.as === 'record') named.push({ field, of: storing.of, ids: value === null ? [] : [String(value)] });
  }
  for (const [field, within] of Object.entries(register.within?.(draft) ?? {})) named.push({ field, ...within });
  return named;
}

/**
 * Throws with the field: `unknown-record` when a named record is not one of this programme, `archived` when it is in the
 * archive and the record `from` did not name it before. What was written before its archiving stays.
 */
export async function requireNameable(tx: Reader, programmeId: string, named: readonly Named[], from: string | null): Promise<void> {
  for (const { field, of, ids } of named) {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) continue;
    const found = await tx
      .selectFrom(TABLE_OF[of])
      .select(['id', 'archived_at'])
      .where(ofProgramme(programmeId))
      .where('id', 'in', wanted)
      .execute();
    const fields = [{ path: field, rule: 'not-allowed' as const }];
    if (found.length < wanted.length) throw new Problem('unknown-record', { fields });
    const archived = found.filter((row) => row.archived_at !== null).map((row) => row.id);
    if (archived.length > 0 && (from === null || !(await namesAll(tx, from, archived)))) throw new Problem('archived', { fields });
  }
}

async function namesAll(tx: Reader, from: string, ids: readonly string[]): Promise<boolean> {
  const rows = await tx.selectFrom('mentions').select('to_id').distinct().where('from_id', '=', from).where('to_id', 'in', ids).execute();
  return rows.length === ids.length;
}

/** Throws `unknown-record` with the field when a named person is not a member: their name would be told to people they do not know. */
export async function requireMembers(tx: Reader, programmeId: string, register: Register, draft: Draft): Promise<void> {
  for (const [field, value] of Object.entries(draft)) {
    if (register.storing[field]?.as !== 'person' || typeof value !== 'string') continue;
    const member = await tx
      .selectFrom('memberships')
      .select('user_id')
      .where('programme_id', '=', programmeId)
      .where('user_id', '=', value)
      .executeTakeFirst();
    if (!member) throw new Problem('unknown-record', { fields: [{ path: field, rule: 'not-allowed' }] });
  }
}

/** Replaces what a record names in the given fields. */
export async function saveMentions(
  tx: Transaction,
  programmeId: string,
  from: { readonly kind: RecordKind; readonly id: string },
  named: readonly Named[],
): Promise<void> {
  if (named.length === 0) return;
  await tx
    .deleteFrom('mentions')
    .where('from_id', '=', from.id)
    .where(
      'field',
      'in',
      named.map((one) => one.field),
    )
    .execute();
  const rows = named.flatMap(({ field, of, ids }) =>
    [...new Set(ids)].map((id, position) => ({
      programme_id: programmeId,
      from_kind: from.kind,
      from_id: from.id,
      field,
      to_kind: of,
      to_id: id,
      position,
    })),
  );
  if (rows.length > 0) await tx.insertInto('mentions').values(rows).execute();
}

/** The list fields of many records at once. */
export async function readMentions(reader: Reader, ids: readonly string[]): Promise<Mentions> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .selectFrom('mentions')
    .select(['from_id', 'field', 'to_id'])
    .where('from_id', 'in', ids)
    .orderBy('position')
    .execute();
  const byRecord = new Map<string, Map<string, string[]>>();
  for (const row of rows) {
    const fields = byRecord.get(row.from_id) ?? new Map<string, string[]>();
    byRecord.set(row.from_id, fields);
    const ids = fields.get(row.field) ?? [];
    fields.set(row.field, ids);
    ids.push(row.to_id);
  }
  return byRecord;
}

/** Fields whose chains must end: a component's whole, and what took the place of an item of evidence. */
const CHAINS = ['parentId', 'supersededById'] as const;

/** Throws `own-cycle` with the field when a record would come back to itself along one of its chains. */
export async function refuseCycles(tx: Reader, register: Register, id: string, changes: Draft): Promise<void> {
  for (const field of CHAINS) {
    const storing = register.storing[field];
    const first = changes[field];
    if (storing?.as !== 'record' || typeof first !== 'string') continue;
    const seen = new Set([id]);
    for (let next: string | null = first; next !== null; ) {
      if (seen.has(next)) throw new Problem('own-cycle', { fields: [{ path: field, rule: 'not-allowed' }] });
      seen.add(next);
      const row: { next: string | null } | undefined = await tx
        .selectFrom(register.table)
        .select(sql.ref<string | null>(storing.column).as('next'))
        .where('id', '=', next)
        .executeTakeFirst();
      next = row?.next ?? null;
    }
  }
}
