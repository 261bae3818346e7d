import { type AtThread, type Disposition, mayChangeComment, mayRead, rightsIn, shownAuthor } from '@concordance/shared/threads/rules';
import type { Author, Comment, Suggestion, Thread, ThreadLife } from '@concordance/shared/threads/schema';
import { type Subject, subjectsOf } from '../notices/subjects.ts';
import type { TableAtHand } from '../roundtables/table-gate.ts';
import type { Reader } from '../storage/database.ts';
import type { CommentTable, ThreadTable } from '../storage/tables.ts';
import { asDecided } from './in-text.ts';
import { commentsOf, readsOf, standingOf } from './store.ts';
import type { Asker, ThreadWorld } from './world.ts';

/** Who asks, as the rules of one thread see them. */
export function atThread({ role, userId }: Asker, table: TableAtHand | null): AtThread {
  return { role, userId, table: table?.partOf({ userId, role }) ?? null };
}

/** The table of a thread; null for the team's own, and a table where nobody sits for one that is gone. */
export async function tableOf(world: ThreadWorld, reader: Reader, asker: Asker, row: Pick<ThreadTable, 'table_id'>) {
  if (row.table_id === null) return null;
  return (await world.gate.tables(reader, asker.programmeId, [row.table_id])).get(row.table_id) ?? null;
}

/** Who said or did something, as far as this reader may know. The id goes with the name, and to members alone. */
export function authorOf(userId: string, names: ReadonlyMap<string, string>, table: TableAtHand | null, asker: Asker): Author {
  const organisation = table?.organisations.get(userId);
  const guest = organisation !== undefined;
  const shown = shownAuthor(table?.rule ?? null, { name: names.get(userId) ?? '', organisation: organisation ?? '', guest });
  return { ...shown, id: shown.kind === 'person' && asker.seatAt === null ? userId : null, mine: userId === asker.userId };
}

export async function namesOf(reader: Reader, ids: Iterable<string | null>): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await reader.selectFrom('users').select(['id', 'name']).where('id', 'in', wanted).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

const mentionsOf = (row: CommentTable) => JSON.parse(row.mentions) as readonly string[];

/** Rows as this reader may have them; those they may not see are left out. */
export async function toThreads(
  world: ThreadWorld,
  reader: Reader,
  asker: Asker,
  stored: readonly ThreadTable[],
): Promise<readonly Thread[]> {
  const rows = await asDecided(reader, stored);
  const tableIds = rows.flatMap((row) => row.table_id ?? []);
  const tables = await world.gate.tables(reader, asker.programmeId, tableIds);
  const seen = rows.flatMap((row) => {
    const table = row.table_id === null ? null : tables.get(row.table_id);
    // A thread of a table that is not there is nobody's to read.
    return table !== undefined && mayRead(atThread(asker, table)) ? [{ row, table }] : [];
  });
  const ids = seen.map(({ row }) => row.id);
  const [comments, reads, subjects, closing] = await Promise.all([
    commentsOf(reader, ids),
    readsOf(reader, asker.userId, ids),
    subjectsOf(
      reader,
      asker.programmeId,
      seen.map(({ row }) => ({ kind: row.subject_kind, id: row.subject_id })),
    ),
    closingTitles(reader, asker),
  ]);
  const all = [...comments.values()].flat();
  const people = [
    ...seen.flatMap(({ row }) => [row.ended_by, row.assignee_id]),
    ...all.flatMap((one) => [one.author_id, ...mentionsOf(one)]),
  ];
  const names = await namesOf(reader, people);
  return seen.flatMap(({ row, table }) => {
    const subject = subjects.get(row.subject_id);
    if (!subject) return [];
    const title = closing.get(row.subject_id) ?? subject.title;
    return [
      toThread({ asker, names, table, comments: comments.get(row.id) ?? [], seen: reads.get(row.id) ?? 0 }, row, { ...subject, title }),
    ];
  });
}

interface Around {
  readonly asker: Asker;
  readonly names: ReadonlyMap<string, string>;
  readonly table: TableAtHand | null;
  readonly comments: readonly CommentTable[];
  readonly seen: number;
}

function toThread(around: Around, row: ThreadTable, subject: Subject): Thread {
  const { asker, names, table } = around;
  const who = atThread(asker, table);
  const standing = standingOf(row);
  const comments = around.comments.map((comment) => toComment(around, who, row, comment));
  const named = (id: string) => ({ id, name: names.get(id) ?? '' });
  return {
    id: row.id,
    version: row.version,
    subject: { kind: subject.kind, id: subject.id as Thread['subject']['id'], ref: subject.ref, title: subject.title },
    documentId: row.document_id as Thread['documentId'],
    anchor: anchorOf(row),
    roundTable: table && { id: table.id, ref: table.ref, title: table.title },
    life: lifeOf(row, around),
    suggestion: suggestionOf(row),
    assignee: row.assignee_id !== null && asker.seatAt === null ? named(row.assignee_id) : null,
    comments,
    unread: comments.filter((comment) => comment.unread).length,
    may: rightsIn(who, standing),
    at: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toComment({ asker, names, table, seen }: Around, who: AtThread, thread: ThreadTable, row: CommentTable): Comment {
  return {
    id: row.id,
    version: row.version,
    author: authorOf(row.author_id, names, table, asker),
    text: row.text,
    mentions: mentionsOf(row).map((id) => ({ id, name: names.get(id) ?? '' })),
    at: row.created_at,
    editedAt: row.edited_at,
    deleted: row.deleted === 1,
    unread: row.position > seen && row.author_id !== asker.userId && row.deleted === 0,
    mayChange: row.deleted === 0 && mayChangeComment(who, standingOf(thread), { authorId: row.author_id }),
  };
}

export function anchorOf(row: ThreadTable): Thread['anchor'] {
  if (row.anchor_start === null || row.anchor_end === null) return null;
  return { start: row.anchor_start, end: row.anchor_end, quote: row.quote, prefix: row.prefix, suffix: row.suffix };
}

export function suggestionOf(row: ThreadTable): Suggestion | null {
  if (row.suggestion_kind === null || row.suggestion_state === null) return null;
  return {
    kind: row.suggestion_kind as Suggestion['kind'],
    text: row.suggestion_text,
    state: row.suggestion_state as Suggestion['state'],
  };
}

export function lifeOf(row: ThreadTable, { names, table, asker }: Pick<Around, 'names' | 'table' | 'asker'>): ThreadLife {
  if (row.state !== 'ended' || row.ended_at === null || row.ended_by === null) return { state: 'open' };
  return {
    state: 'ended',
    at: row.ended_at,
    by: authorOf(row.ended_by, names, table, asker),
    disposition: row.disposition as Disposition | null,
    reason: row.reason,
  };
}

/** A guest goes on reading the titles that stood when their table closed. */
async function closingTitles(reader: Reader, { seatAt }: Asker): Promise<ReadonlyMap<string, string>> {
  if (seatAt === null) return new Map();
  const rows = await reader
    .selectFrom('agenda_items')
    .select(['recommendation_id', 'closing_text'])
    .where('table_id', '=', seatAt)
    .where('closing_text', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.recommendation_id, (JSON.parse(row.closing_text ?? '{}') as { title: string }).title]));
}
