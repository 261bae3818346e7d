import type { Change } from '../events/journal.ts';
import type { Subject } from '../notices/subjects.ts';
import { hintInboxes, type Occasion, type Told, tellPeople, watchersOf } from '../notices/tell.ts';
import type { TableAtHand } from '../roundtables/table-gate.ts';
import type { Transaction } from '../storage/database.ts';
import type { ThreadTable } from '../storage/tables.ts';
import { authorOf, namesOf } from './view.ts';
import type { Asker, ThreadWorld } from './world.ts';

/** An act on a thread, in its transaction. */
export interface Acting {
  readonly tx: Transaction;
  readonly asker: Asker;
  readonly table: TableAtHand | null;
  readonly at: string;
  readonly told: Told;
  note(change: Change): Promise<void>;
}

/** The line that the feed and the activity page get: of a thread of a table, never who it was. */
export function threadChange(row: ThreadTable, subject: Pick<Subject, 'ref' | 'title'>, by: string, action: Change['action']): Change {
  return {
    programmeId: row.programme_id,
    kind: 'thread',
    id: row.id,
    ref: subject.ref,
    title: subject.title,
    version: row.version,
    action,
    by: row.table_id === null ? by : null,
  };
}

/** Tells open screens when an act is through: guests by their table, whose threads they may hear of, inboxes one by one. */
export function tellScreens(world: ThreadWorld, row: Pick<ThreadTable, 'programme_id' | 'table_id'>, told: Told): void {
  const { programme_id: programmeId, table_id: tableId } = row;
  if (tableId !== null) {
    world.journal.tell({ programmeId, kind: 'thread', id: tableId, ref: '', title: '', version: 1, action: 'changed', by: null });
  }
  hintInboxes(world.journal, programmeId, told);
}

/** Something is told about a thread; whose doing it was goes as far as the rule of its table. */
export async function tellOf(
  { tx, asker, table, at, told }: Acting,
  row: ThreadTable,
  kind: Occasion['kind'],
  people: Iterable<string>,
): Promise<void> {
  const names = await namesOf(tx, [asker.userId]);
  const by = authorOf(asker.userId, names, table, asker).label;
  const subject = { kind: row.subject_kind, id: row.subject_id };
  await tellPeople(tx, told, { programmeId: row.programme_id, kind, threadId: row.id, subject, actorId: asker.userId, by, at }, people);
}

/** Who is told of a new remark: whoever watches the record or the table, and who answers for the record. */
export async function listenersTo(tx: Transaction, row: ThreadTable, subject: Subject): Promise<readonly string[]> {
  const watchers = await watchersOf(tx, row.table_id === null ? [row.subject_id] : [row.subject_id, row.table_id]);
  return subject.ownerId === null ? watchers : [...watchers, subject.ownerId];
}

/** Who is told of an answer: who spoke in the thread, who is to see to it, and who watches. */
export async function partnersIn(tx: Transaction, row: ThreadTable): Promise<readonly string[]> {
  const spoke = await tx.selectFrom('comments').select('author_id').distinct().where('thread_id', '=', row.id).execute();
  const watchers = await watchersOf(tx, row.table_id === null ? [row.subject_id] : [row.subject_id, row.table_id]);
  return [...spoke.map((one) => one.author_id), ...(row.assignee_id === null ? [] : [row.assignee_id]), ...watchers];
}
