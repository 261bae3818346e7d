import type { ActivityItem, ChangeNotice } from '@concordance/shared/events/schema';
import type { Reader } from '../storage/database.ts';

/** The number of the last change in a programme; 0 before the first. */
export async function lastSeq(reader: Reader, programmeId: string): Promise<number> {
  const row = await reader
    .selectFrom('changes')
    .select('seq')
    .where('programme_id', '=', programmeId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return Number(row?.seq ?? 0);
}

/** What happened after a number, oldest first, at most `limit` notices. */
export async function changesAfter(reader: Reader, programmeId: string, after: number, limit: number): Promise<readonly ChangeNotice[]> {
  const rows = await reader
    .selectFrom('changes')
    .select(['seq', 'kind', 'record_id', 'version', 'action', 'by_id'])
    .where('programme_id', '=', programmeId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    seq: Number(row.seq),
    kind: row.kind as ChangeNotice['kind'],
    id: row.record_id,
    version: row.version,
    action: row.action as ChangeNotice['action'],
    by: row.by_id,
  }));
}

/** The activity page: newest first, before a number where one is given. */
export async function activity(
  reader: Reader,
  programmeId: string,
  before: number | null,
  limit: number,
): Promise<readonly ActivityItem[]> {
  let query = reader
    .selectFrom('changes')
    .leftJoin('users', 'users.id', 'changes.by_id')
    .select(['seq', 'at', 'by_id', 'users.name', 'kind', 'record_id', 'ref', 'title', 'action', 'fields'])
    .where('programme_id', '=', programmeId);
  if (before !== null) query = query.where('seq', '<', before);
  const rows = await query.orderBy('seq', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    seq: Number(row.seq),
    at: row.at,
    by: row.by_id,
    byName: row.name,
    kind: row.kind as ActivityItem['kind'],
    id: row.record_id,
    ref: row.ref,
    title: row.title,
    action: row.action,
    fields: JSON.parse(row.fields),
  }));
}
