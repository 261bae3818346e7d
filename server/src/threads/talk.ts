import type { EditionThread } from '@concordance/shared/editions/schema';
import { wordsMayLeave } from '@concordance/shared/roundtables/rules';
import { sql } from 'kysely';
import type { TableGate } from '../roundtables/table-gate.ts';
import type { Reader } from '../storage/database.ts';
import { readRemarks } from './dispositions.ts';

/** How the talk about a record stands. */
export interface TalkCount {
  readonly open: number;
  readonly undecided: number;
}

/** Open threads, and undecided suggestions among them, by record; who is not in it has none. */
export async function talkOf(reader: Reader, programmeId: string, subjectIds: readonly string[]): Promise<ReadonlyMap<string, TalkCount>> {
  if (subjectIds.length === 0) return new Map();
  const rows = await reader
    .selectFrom('threads')
    .select([
      'subject_id',
      sql<number>`count(*)`.as('open'),
      sql<number>`sum(case when suggestion_state = 'proposed' then 1 else 0 end)`.as('undecided'),
    ])
    .where('programme_id', '=', programmeId)
    .where('subject_id', 'in', [...subjectIds])
    .where('state', '=', 'open')
    .groupBy('subject_id')
    .execute();
  return new Map(rows.map((row) => [row.subject_id, { open: Number(row.open), undecided: Number(row.undecided) }]));
}

/**
 * How remarks on recommendations ended, for an edition: those with a disposition, in the order they were made. An
 * edition leaves the programme: it names nobody whom the rule of a table hides, and what was said at a closed table
 * is not in it.
 */
export async function endedRemarks(
  reader: Reader,
  gate: TableGate,
  programmeId: string,
  recommendationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly EditionThread[]>> {
  const remarks = await readRemarks(reader, gate, { programmeId, subjectIds: recommendationIds });
  const ended = remarks.filter(
    ({ row, table }) => row.state === 'ended' && row.disposition !== null && (table === null || wordsMayLeave(table.rule)),
  );
  return new Map(
    [...Map.groupBy(ended, ({ row }) => row.subject_id)].map(([id, some]) => [
      id,
      some.map(({ row, subject, author, remark }) => ({
        ref: subject.ref,
        quote: row.quote,
        remark: row.suggestion_kind === null ? remark : [remark, `→ ${row.suggestion_text || '∅'}`].filter(Boolean).join(' '),
        author: author.label ?? '',
        disposition: row.disposition ?? '',
        reason: row.reason,
        // To the day: an hour could be laid beside who was there.
        at: (row.ended_at ?? row.updated_at).slice(0, 10),
      })),
    ]),
  );
}
