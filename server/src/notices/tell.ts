import type { NoticeKind } from '@concordance/shared/notices/schema';
import type { Journal } from '../events/journal.ts';
import { roleOf } from '../identity/door.ts';
import { newId } from '../ids.ts';
import type { Reader, Transaction } from '../storage/database.ts';

/** What happened that somebody may want to know. */
export interface Occasion {
  readonly programmeId: string;
  readonly kind: NoticeKind;
  readonly threadId: string | null;
  readonly subject: { readonly kind: string; readonly id: string };
  /** Whose doing it was: told to everybody but them. */
  readonly actorId: string;
  /** Their name as far as it may be told. */
  readonly by: string | null;
  readonly at: string;
}

/** Members who have been told something in a transaction, to be hinted at when it is through. */
export type Told = Set<string>;

/** Rows of one statement. */
const AT_ONCE = 200;

/** What reaches even those who muted a record: their own name. */
const ALWAYS: ReadonlySet<NoticeKind> = new Set(['mention', 'assigned']);

/**
 * Writes a notice for each of these people, once each, who is still in the programme and has not muted the record. Part
 * of the transaction in which it happened: nobody is told of what did not.
 */
export async function tellPeople(tx: Transaction, told: Told, occasion: Occasion, people: Iterable<string>): Promise<void> {
  const wanted = [...new Set(people)].filter((id) => id !== occasion.actorId);
  if (wanted.length === 0) return;
  const roles = await rolesOf(tx, occasion, wanted);
  const muted = ALWAYS.has(occasion.kind) ? new Set<string>() : await mutedBy(tx, occasion.subject.id, wanted);
  const hearing = wanted.filter((userId) => roles.has(userId) && !muted.has(userId));
  const rows = hearing.map((userId) => ({
    id: newId(),
    programme_id: occasion.programmeId,
    user_id: userId,
    kind: occasion.kind,
    thread_id: occasion.threadId,
    subject_kind: occasion.subject.kind,
    subject_id: occasion.subject.id,
    by_label: occasion.by,
    at: occasion.at,
    read_at: null,
    mailed_at: null,
  }));
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await tx
      .insertInto('notices')
      .values(rows.slice(from, from + AT_ONCE))
      .execute();
  // That a guest was told is told to nobody: beside what was decided just now, it would say whose remark it was.
  for (const userId of hearing) if (roles.get(userId) !== 'participant') told.add(userId);
}

async function rolesOf(reader: Reader, { programmeId, at }: Occasion, userIds: readonly string[]) {
  const rows = await reader
    .selectFrom('memberships')
    .select(['user_id', 'role', 'expires_at'])
    .where('programme_id', '=', programmeId)
    .where('user_id', 'in', userIds)
    .execute();
  return new Map(
    rows.flatMap((row) => {
      const role = roleOf(row, new Date(at));
      return role === null ? [] : [[row.user_id, role] as const];
    }),
  );
}

async function mutedBy(reader: Reader, subjectId: string, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reader
    .selectFrom('watches')
    .select('user_id')
    .where('subject_id', '=', subjectId)
    .where('state', '=', 'muted')
    .where('user_id', 'in', userIds)
    .execute();
  return new Set(rows.map((row) => row.user_id));
}

/** Who watches any of these records. */
export async function watchersOf(reader: Reader, subjectIds: readonly string[]): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('watches')
    .select('user_id')
    .where('subject_id', 'in', [...subjectIds])
    .where('state', '=', 'watching')
    .execute();
  return rows.map((row) => row.user_id);
}

/** Lets the open screens of these people know that their inbox has something new. The feed tells it to nobody else. */
export function hintInboxes(journal: Journal, programmeId: string, told: Told): void {
  for (const userId of told) {
    journal.tell({ programmeId, kind: 'notice', id: userId, ref: '', title: '', version: 1, action: 'changed', by: null });
  }
}
