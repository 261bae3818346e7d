import type { AuditEntry, AuditQuery } from '@concordance/shared/audit/schema';
import type { Reader } from '../storage/database.ts';

/** Entries of a programme, newest first. */
export async function auditEntries(reader: Reader, programmeId: string, query: AuditQuery): Promise<readonly AuditEntry[]> {
  let wanted = reader
    .selectFrom('audit')
    .leftJoin('users', 'users.id', 'audit.by_id')
    .leftJoin('users as person', (join) => join.onRef('person.id', '=', 'audit.record_id').on('act', 'like', 'person.%'))
    .select([
      'seq',
      'at',
      'by_id',
      'users.name',
      'person.name as person_name',
      'session',
      'act',
      'record_id',
      'ref',
      'fingerprint',
      'details',
      'hash',
    ])
    .where('programme_id', '=', programmeId);
  if (query.act) wanted = wanted.where('act', '=', query.act);
  if (query.by) wanted = wanted.where('by_id', '=', query.by);
  if (query.ref) wanted = wanted.where('ref', '=', query.ref.toUpperCase());
  if (query.from) wanted = wanted.where('at', '>=', query.from);
  // The day itself belongs to "up to": everything before the next one begins.
  if (query.to) wanted = wanted.where('at', '<', new Date(Date.parse(query.to) + 86_400_000).toISOString());
  if (query.before !== undefined) wanted = wanted.where('seq', '<', query.before);
  const rows = await wanted.orderBy('seq', 'desc').limit(query.limit).execute();
  return rows.map((row) => ({
    seq: Number(row.seq),
    at: row.at,
    by: row.by_id,
    byName: row.name,
    personName: row.person_name,
    session: row.session,
    act: row.act as AuditEntry['act'],
    recordId: row.record_id,
    ref: row.ref,
    fingerprint: row.fingerprint,
    details: JSON.parse(row.details),
    hash: row.hash,
  }));
}

/** All entries of a programme, oldest first. */
export async function wholeAudit(reader: Reader, programmeId: string): Promise<readonly AuditEntry[]> {
  return (await auditEntries(reader, programmeId, { limit: 1_000_000 })).toReversed();
}
