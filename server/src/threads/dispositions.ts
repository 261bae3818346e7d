import { reference } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import { wordsMayLeave } from '@concordance/shared/roundtables/rules';
import { tableReference } from '@concordance/shared/roundtables/schema';
import { setReference } from '@concordance/shared/sets/schema';
import { type Disposition, type ShownAuthor, shownAuthor } from '@concordance/shared/threads/rules';
import type { DispositionQuery, DispositionRow, DispositionTable } from '@concordance/shared/threads/schema';
import { type Subject, subjectsOf } from '../notices/subjects.ts';
import { recommendations } from '../recommendations/register.ts';
import { findRow } from '../registers/store.ts';
import { findTable } from '../roundtables/store.ts';
import type { TableAtHand, TableGate } from '../roundtables/table-gate.ts';
import { findSet, listsOfOne } from '../sets/store.ts';
import type { Reader } from '../storage/database.ts';
import type { ThreadTable } from '../storage/tables.ts';
import { asDecided } from './in-text.ts';
import { commentsOf } from './store.ts';
import { namesOf } from './view.ts';
import type { ThreadWorld } from './world.ts';

/** A thread as what was said and what became of it, with its author as far as they may be told. */
export interface ReadRemark {
  readonly row: ThreadTable;
  readonly subject: Subject;
  readonly table: TableAtHand | null;
  readonly author: ShownAuthor;
  readonly remark: string;
}

/** Which threads are asked for. */
interface Asked {
  readonly programmeId: string;
  readonly subjectIds?: readonly string[];
  readonly tableId?: string;
  /** Without the team's own. */
  readonly tablesOnly?: boolean;
}

/** Remarks by record and then in the order they were made; those that were taken back are left out. */
export async function readRemarks(
  reader: Reader,
  gate: TableGate,
  { programmeId, subjectIds, tableId, tablesOnly = false }: Asked,
): Promise<readonly ReadRemark[]> {
  if (subjectIds?.length === 0) return [];
  let query = reader.selectFrom('threads').selectAll().where('programme_id', '=', programmeId);
  if (subjectIds !== undefined) query = query.where('subject_id', 'in', [...subjectIds]);
  if (tableId !== undefined) query = query.where('table_id', '=', tableId);
  if (tablesOnly) query = query.where('table_id', 'is not', null);
  const rows = await asDecided(reader, await query.orderBy('number').execute());
  const [tables, subjects, comments, names] = await Promise.all([
    gate.tables(
      reader,
      programmeId,
      rows.flatMap((row) => row.table_id ?? []),
    ),
    subjectsOf(
      reader,
      programmeId,
      rows.map((row) => ({ kind: row.subject_kind, id: row.subject_id })),
    ),
    commentsOf(
      reader,
      rows.map((row) => row.id),
    ),
    namesOf(
      reader,
      rows.map((row) => row.created_by),
    ),
  ]);
  const order = new Map((subjectIds ?? []).map((id, place) => [id, place]));
  return rows
    .flatMap((row) => {
      const subject = subjects.get(row.subject_id);
      const table = row.table_id === null ? null : tables.get(row.table_id);
      const first = comments.get(row.id)?.find((comment) => comment.position === 1);
      if (!subject || table === undefined || !first || first.deleted === 1) return [];
      const organisation = table?.organisations.get(row.created_by);
      const author = shownAuthor(table?.rule ?? null, {
        name: names.get(row.created_by) ?? '',
        organisation: organisation ?? '',
        guest: organisation !== undefined,
      });
      return [{ row, subject, table, author, remark: first.text }];
    })
    .sort((one, other) => (order.get(one.row.subject_id) ?? 0) - (order.get(other.row.subject_id) ?? 0));
}

/** The table remark – author – decision – reason. Throws `not-found`; `invalid` unless one thing is asked about. */
export async function dispositionsOf(
  { database: { reader }, gate }: Pick<ThreadWorld, 'database' | 'gate'>,
  programmeId: string,
  query: DispositionQuery,
): Promise<DispositionTable & { readonly ref: string }> {
  const { ref, title, ...asked } = await askedFor(reader, programmeId, query);
  const remarks = await readRemarks(reader, gate, { programmeId, tablesOnly: query.from === 'tables', ...asked });
  return { ref, title, rows: remarks.map(toRow) };
}

async function askedFor(
  reader: Reader,
  programmeId: string,
  { recommendation, set, roundTable }: DispositionQuery,
): Promise<{ readonly ref: string; readonly title: string } & Omit<Asked, 'programmeId' | 'tablesOnly'>> {
  const asked = [recommendation, set, roundTable].filter((one) => one !== undefined);
  if (asked.length !== 1) throw new Problem('invalid', { fields: [{ path: 'recommendation', rule: 'required' }] });
  if (roundTable !== undefined) {
    const table = await findTable(reader, programmeId, roundTable);
    const items = await reader
      .selectFrom('agenda_items')
      .select('recommendation_id')
      .where('table_id', '=', table.id)
      .orderBy('position')
      .execute();
    const subjectIds = items.map((item) => item.recommendation_id);
    return { ref: tableReference(table.number), title: table.title, tableId: table.id, subjectIds };
  }
  if (set !== undefined) {
    const row = await findSet(reader, programmeId, set);
    return { ref: setReference(row.number), title: row.title, subjectIds: (await listsOfOne(reader, row.id)).items };
  }
  const row = await findRow(reader, recommendations, programmeId, recommendation ?? '');
  return { ref: reference('recommendation', row.number), title: row.title, subjectIds: [row.id] };
}

function toRow({ row, subject, table, author, remark }: ReadRemark): DispositionRow {
  const ended = row.state === 'ended';
  return {
    threadId: row.id,
    ref: subject.ref,
    title: subject.title,
    roundTable: table?.ref ?? null,
    quote: row.quote,
    remark,
    proposal: row.suggestion_kind === null ? null : row.suggestion_text,
    author: { ...author },
    disposition: ended ? (row.disposition as Disposition | null) : null,
    ended,
    reason: ended ? row.reason : '',
    on: ended && row.ended_at !== null ? row.ended_at.slice(0, 10) : null,
    withheld: table !== null && !wordsMayLeave(table.rule),
  };
}

/** A row as a file may carry it: what was said at a closed table stays with the table and the team. */
export function forFile(row: DispositionRow): DispositionRow {
  return row.withheld ? { ...row, quote: '', remark: '', proposal: null, reason: '', author: { kind: 'participant', label: null } } : row;
}
