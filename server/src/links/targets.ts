import { type LinkedKind, substance } from '@concordance/shared/fingerprints/substance';
import type { Link } from '@concordance/shared/links/schema';
import { bodies } from '../bodies/register.ts';
import { evidence } from '../evidence/register.ts';
import { fingerprint } from '../fingerprint.ts';
import type { Register, Row } from '../registers/register.ts';
import { type AnyRecord, toRecords } from '../registers/store.ts';
import { risks } from '../risks/register.ts';
import type { Reader } from '../storage/database.ts';
import { trends } from '../trends/register.ts';

export const LINKED: Readonly<Record<LinkedKind, Register>> = { trend: trends, risk: risks, evidence, body: bodies };

/** A record that something is linked to, with the fingerprint of its substance. */
export interface Target {
  readonly kind: LinkedKind;
  readonly record: AnyRecord;
  readonly fingerprint: string;
}

/** The records of a programme by id, whatever register they stand in; unknown ids are absent. */
export async function readTargets(
  reader: Reader,
  programmeId: string,
  wanted: readonly { readonly kind: LinkedKind; readonly id: string }[],
): Promise<ReadonlyMap<string, Target>> {
  const targets = new Map<string, Target>();
  for (const [kind, some] of Map.groupBy(wanted, (one) => one.kind)) {
    const register = LINKED[kind];
    const ids = [...new Set(some.map((one) => one.id))];
    const rows = await reader
      .selectFrom(register.table)
      .selectAll()
      .where('programme_id', '=', programmeId)
      .where('id', 'in', ids)
      .execute();
    for (const record of await toRecords(reader, register, rows as unknown as Row[])) {
      targets.set(record.id, { kind, record, fingerprint: fingerprint(substance(kind, record)) });
    }
  }
  return targets;
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
