import type { RecordKind } from '@concordance/shared/ids';
import { reference } from '@concordance/shared/ids';
import { bodies } from '../bodies/register.ts';
import { evidence } from '../evidence/register.ts';
import { recommendations } from '../recommendations/register.ts';
import { namedIn } from '../registers/mentions.ts';
import type { Draft, Register } from '../registers/register.ts';
import { foldedWords, toColumns } from '../registers/rows.ts';
import { risks } from '../risks/register.ts';
import { sources } from '../sources/register.ts';
import type { ChangeTable, MentionTable } from '../storage/tables.ts';
import { trends } from '../trends/register.ts';
import type { SampleRecord } from './files.ts';
import { type Keys, withIds } from './keys.ts';

/** In the order in which they may be written: a row names only what stands in its own table or in one before it. */
export const REGISTERS: readonly Register[] = [bodies, sources, evidence, trends, risks, recommendations];

/** Who entered what, where the record names no owner. */
const ENTERED_BY: Readonly<Record<RecordKind, string>> = {
  body: 'researcher1',
  source: 'researcher2',
  evidence: 'researcher2',
  trend: 'lead',
  risk: 'researcher1',
  recommendation: 'lead',
};

/** Where and when a sample is loaded. */
export interface Loading {
  readonly programmeId: string;
  readonly at: string;
  readonly keys: Keys;
}

export interface RegisterRows {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly mentions: readonly MentionTable[];
  readonly changes: readonly Omit<ChangeTable, 'seq'>[];
}

/** What a recommendation has besides its fields; those come from `extra`. */
const NOT_FIELDS: ReadonlySet<string> = new Set(['status', 'statusReason', 'links', 'translations']);

/** The rows of one register. Throws when a record does not fit its schema or names a record of a wrong kind. */
export function registerRows(
  loading: Loading,
  register: Register,
  records: readonly SampleRecord[],
  extra: (record: SampleRecord) => Readonly<Record<string, unknown>> = () => ({}),
): RegisterRows {
  const rows = [];
  const mentions = [];
  const changes = [];
  for (const record of records) {
    const { id, number } = loading.keys.record(record.key);
    const draft = parse(loading, register, record);
    const by = draft['ownerId'] ?? loading.keys.person(ENTERED_BY[register.kind]);
    rows.push({
      id,
      programme_id: loading.programmeId,
      number,
      version: 1,
      folded: foldedWords(register, number, draft),
      created_at: loading.at,
      updated_at: loading.at,
      updated_by: by,
      archived_at: null,
      ...toColumns(register, draft),
      ...extra(record),
    });
    mentions.push(...mentionRows(loading, register, record.key, draft));
    changes.push({
      programme_id: loading.programmeId,
      at: loading.at,
      by_id: String(by),
      kind: register.kind,
      record_id: id,
      ref: reference(register.kind, number),
      title: String(draft['title']),
      version: 1,
      action: 'created',
      fields: '[]',
    });
  }
  return { rows, mentions, changes };
}

function parse(loading: Loading, register: Register, record: SampleRecord): Draft {
  const fields = Object.fromEntries(Object.entries(record).filter(([field]) => !NOT_FIELDS.has(field)));
  const judged =
    register.kind === 'source' && fields['reliability']
      ? { reliabilityBy: loading.keys.person('lead'), reliabilityOn: loading.at.slice(0, 10) }
      : {};
  const parsed = register.draft.strict().safeParse({ ...withIds(fields, loading.keys), ...judged });
  if (!parsed.success) throw new Error(`${record.key} of the sample does not fit: ${parsed.error.message}`);
  return parsed.data;
}

function mentionRows(loading: Loading, register: Register, key: string, draft: Draft): MentionTable[] {
  const { id } = loading.keys.record(key);
  return namedIn(register, draft).flatMap(({ field, of, ids }) =>
    [...new Set(ids)].map((named, position) => {
      if (loading.keys.kindOf(named) !== of) throw new Error(`${key} of the sample names in ${field} what is no ${of}`);
      return { programme_id: loading.programmeId, from_kind: register.kind, from_id: id, field, to_kind: of, to_id: named, position };
    }),
  );
}
