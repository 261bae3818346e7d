import { canonicalJson, type JsonValue } from '@concordance/shared/fingerprints/canonical';
import { type LinkedKind, substance } from '@concordance/shared/fingerprints/substance';
import type { Link } from '@concordance/shared/links/schema';
import { bodies } from '../bodies/register.ts';
import { evidence } from '../evidence/register.ts';
import { fingerprint } from '../fingerprint.ts';
import type { Register, Row } from '../registers/register.ts';
import { recordColumns } from '../registers/rows.ts';
import { type AnyRecord, toRecords } from '../registers/store.ts';
import { risks } from '../risks/register.ts';
import type { Reader, Transaction } from '../storage/database.ts';
import { ofProgramme } from '../storage/of-programme.ts';
import type { LinkTable } from '../storage/tables.ts';
import { trends } from '../trends/register.ts';

export const LINKED: Readonly<Record<LinkedKind, Register>> = { trend: trends, risk: risks, evidence, body: bodies };

/** A record that something is linked to, with its substance and the fingerprint of that, each made when it is asked for. */
export interface Target {
  readonly kind: LinkedKind;
  readonly record: AnyRecord;
  readonly fingerprint: string;
  readonly substance: JsonValue;
  /** Version of the source that an item of evidence is of; 0 where there is none. */
  readonly sourceVersion: number;
}

/** The records of a programme by id, whatever register they stand in; unknown ids are absent. */
export async function readTargets(
  reader: Reader,
  programmeId: string,
  wanted: readonly { readonly kind: LinkedKind; readonly id: string }[],
): Promise<ReadonlyMap<string, Target>> {
  const kinds = [...Map.groupBy(wanted, (one) => one.kind)].map(([kind, some]) =>
    readKind(reader, programmeId, kind, [...new Set(some.map((one) => one.id))]),
  );
  return new Map((await Promise.all(kinds)).flat().map((target) => [target.record.id, target]));
}

async function readKind(reader: Reader, programmeId: string, kind: LinkedKind, ids: readonly string[]): Promise<readonly Target[]> {
  const register = LINKED[kind];
  const found = await reader
    .selectFrom(register.table)
    .select(recordColumns(register) as never)
    .where(ofProgramme(programmeId))
    .where('id', 'in', ids)
    .execute();
  const rows = found as unknown as readonly Row[];
  const [records, versions] = await Promise.all([toRecords(reader, register, rows, { counted: false }), sourceVersions(reader, rows)]);
  return records.map((record) => toTarget(kind, record, versions.get(String(record['sourceId'])) ?? 0));
}

function toTarget(kind: LinkedKind, record: AnyRecord, sourceVersion: number): Target {
  let print: string | null = null;
  return {
    kind,
    record,
    sourceVersion,
    get substance() {
      return substance(kind, record);
    },
    get fingerprint() {
      print ??= fingerprint(substance(kind, record));
      return print;
    },
  };
}

/**
 * Whether a target says something else than when the link was written against it. Where neither it nor its source has
 * been touched since, nothing is hashed.
 */
export function isSuspect(link: Omit<SeenColumns, 'seen_at'>, target: Target): boolean {
  const untouched = link.target_version === target.record.version && link.source_version === target.sourceVersion;
  return !untouched && link.target_fingerprint !== target.fingerprint;
}

async function sourceVersions(reader: Reader, rows: readonly Row[]): Promise<ReadonlyMap<string, number>> {
  const ids = [...new Set(rows.map((row) => row['source_id']).filter((id) => typeof id === 'string'))];
  if (ids.length === 0) return new Map();
  const sources = await reader.selectFrom('sources').select(['id', 'version']).where('id', 'in', ids).execute();
  return new Map(sources.map((source) => [source.id, source.version]));
}

export type SeenColumns = Pick<LinkTable, 'target_fingerprint' | 'target_version' | 'source_version' | 'seen_at'>;

/** The columns of a link that is written against a target as it stands. */
export function seenNow(target: Target, at: string): SeenColumns {
  return {
    target_fingerprint: target.fingerprint,
    target_version: target.record.version,
    source_version: target.sourceVersion,
    seen_at: at,
  };
}

/** Keeps what links are written against, so that it can be shown beside what has become of it. */
export async function keepSubstances(tx: Transaction, targets: readonly Target[], at: string): Promise<void> {
  const rows = targets.map(({ kind, fingerprint: hash, substance: what }) => ({
    fingerprint: hash,
    kind,
    json: canonicalJson(what),
    created_at: at,
  }));
  for (let from = 0; from < rows.length; from += 500) {
    await tx
      .insertInto('substances')
      .values(rows.slice(from, from + 500))
      .onConflict((conflict) => conflict.column('fingerprint').doNothing())
      .execute();
  }
}

const text = (value: unknown) => (typeof value === 'string' ? value : null);
const number = (value: unknown) => (typeof value === 'number' ? value : null);

/** What a link's line and the margin's card say about its target. */
export function describeTarget({ kind, record }: Target): Link['target'] {
  const detail = {
    trend: () => ({ direction: text(record['direction']), horizon: text(record['horizon']) }),
    risk: () => ({ riskKind: text(record['kind']), likelihood: number(record['likelihood']), impact: number(record['impact']) }),
    evidence: () => ({
      evidenceKind: text(record['kind']),
      source: text(record['sourceTitle']),
      reliability: text(record['reliability']),
      credibility: number(record['credibility']),
      state: text(record['state']),
    }),
    body: () => ({}),
  }[kind]();
  return {
    id: record.id as Link['target']['id'],
    kind,
    ref: record.ref,
    title: record.title,
    archived: record['archivedAt'] !== null,
    detail,
  };
}
