import type { Inbox, Notice, NoticeQuery, Watch, WatchState, watchChange } from '@concordance/shared/notices/schema';
import { Problem } from '@concordance/shared/problems';
import type { SubjectKind } from '@concordance/shared/threads/schema';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Act, RegisterWorld } from '../registers/actions.ts';
import type { Reader } from '../storage/database.ts';
import type { NoticeTable } from '../storage/tables.ts';
import { findSubject, subjectsOf } from './subjects.ts';

const PAGE = 50;

type NoticeWorld = Pick<RegisterWorld, 'database' | 'now'>;

/** What somebody has been told in a programme, newest first. `tableId`: from a seat, of that table alone. */
export async function readInbox(reader: Reader, act: Act, query: NoticeQuery, tableId: string | null = null): Promise<Inbox> {
  const mine = ofReader(reader, act, tableId);
  const last = query.before === undefined ? undefined : await mine.selectAll().where('notices.id', '=', query.before).executeTakeFirst();
  if (query.before !== undefined && !last) throw new Problem('not-found');
  let asked = mine.selectAll();
  if (query.unread === 'yes') asked = asked.where('read_at', 'is', null);
  if (last) {
    asked = asked.where((where) =>
      where.or([where('at', '<', last.at), where.and([where('at', '=', last.at), where('notices.id', '<', last.id)])]),
    );
  }
  const rows = await asked
    .orderBy('at', 'desc')
    .orderBy('notices.id', 'desc')
    .limit(PAGE + 1)
    .execute();
  const { count } = await mine.select(sql<number>`count(*)`.as('count')).where('read_at', 'is', null).executeTakeFirstOrThrow();
  return {
    notices: [...(await toNotices(reader, act.programmeId, rows.slice(0, PAGE)))],
    unread: Number(count),
    more: rows.length > PAGE,
  };
}

function ofReader(reader: Reader, { programmeId, userId }: Act, tableId: string | null) {
  const mine = reader.selectFrom('notices').where('programme_id', '=', programmeId).where('user_id', '=', userId);
  if (tableId === null) return mine;
  return mine.where((where) =>
    where.or([
      where('subject_id', '=', tableId),
      where('thread_id', 'in', (inside) => inside.selectFrom('threads').select('threads.id').where('table_id', '=', tableId)),
    ]),
  );
}

/** Rows with the names of what they are about; what is not there any more is left out. */
export async function toNotices(reader: Reader, programmeId: string, rows: readonly NoticeTable[]): Promise<readonly Notice[]> {
  const subjects = await subjectsOf(
    reader,
    programmeId,
    rows.map((row) => ({ kind: row.subject_kind, id: row.subject_id })),
  );
  return rows.flatMap((row) => {
    const subject = subjects.get(row.subject_id);
    if (!subject) return [];
    const { kind, id, ref, title } = subject;
    return [
      {
        id: row.id,
        kind: row.kind as Notice['kind'],
        at: row.at,
        read: row.read_at !== null,
        threadId: row.thread_id,
        subject: { kind, id: id as Notice['subject']['id'], ref, title },
        by: row.by_label,
      },
    ];
  });
}

/** Marks notices as read; another's and another table's are passed over. */
export async function readNotices(
  world: NoticeWorld,
  act: Act,
  ids: readonly string[] | 'all',
  tableId: string | null = null,
): Promise<void> {
  const mine = ofReader(world.database.reader, act, tableId).select('notices.id').where('read_at', 'is', null);
  const rows = await (ids === 'all' ? mine : mine.where('notices.id', 'in', [...ids])).execute();
  if (rows.length === 0) return;
  const at = world.now().toISOString();
  await world.database.write(async (tx) => {
    for (let from = 0; from < rows.length; from += 500) {
      const some = rows.slice(from, from + 500).map((row) => row.id);
      await tx.updateTable('notices').set({ read_at: at }).where('id', 'in', some).execute();
    }
  });
}

/** What somebody wants to hear of records, where it is not the usual. */
export async function readWatches(reader: Reader, { programmeId, userId }: Act): Promise<readonly Watch[]> {
  const rows = await reader
    .selectFrom('watches')
    .selectAll()
    .where('programme_id', '=', programmeId)
    .where('user_id', '=', userId)
    .orderBy('subject_id')
    .execute();
  return rows.map((row) => ({ kind: row.subject_kind as SubjectKind, id: row.subject_id as Watch['id'], state: row.state as WatchState }));
}

/** Watches a record, mutes it, or goes back to the usual. Throws `not-found`. */
export async function changeWatch(
  world: NoticeWorld,
  { programmeId, userId }: Act,
  id: string,
  { kind, state }: z.output<typeof watchChange>,
): Promise<Watch> {
  await world.database.write(async (tx) => {
    await findSubject(tx, programmeId, { kind, id }).catch(() => {
      throw new Problem('not-found');
    });
    if (state === 'usual') {
      await tx.deleteFrom('watches').where('user_id', '=', userId).where('subject_id', '=', id).execute();
      return;
    }
    await tx
      .insertInto('watches')
      .values({ programme_id: programmeId, user_id: userId, subject_kind: kind, subject_id: id, state })
      .onConflict((conflict) => conflict.columns(['user_id', 'subject_id']).doUpdateSet({ state }))
      .execute();
  });
  return { kind, id: id as Watch['id'], state };
}
