import { type RecordKind, reference } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import { tableReference } from '@concordance/shared/roundtables/schema';
import { setReference } from '@concordance/shared/sets/schema';
import type { SubjectKind } from '@concordance/shared/threads/schema';
import { TABLE_OF } from '../registers/mentions.ts';
import type { Reader } from '../storage/database.ts';

/** What a thread is about. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  /** Its co-edited text; null where it has none. */
  readonly documentId: string | null;
  readonly archived: boolean;
  /** Who answers for it, where somebody does. */
  readonly ownerId: string | null;
}

interface Named {
  readonly kind: string;
  readonly id: string;
}

/** Subjects of a programme by id, in one query a kind; unknown ones are absent. */
export async function subjectsOf(reader: Reader, programmeId: string, named: readonly Named[]): Promise<ReadonlyMap<string, Subject>> {
  const found: Subject[] = [];
  for (const [kind, some] of Map.groupBy(named, (one) => one.kind as SubjectKind)) {
    found.push(...(await ofKind(reader, programmeId, kind, [...new Set(some.map((one) => one.id))])));
  }
  return new Map(found.map((subject) => [subject.id, subject]));
}

/** Throws `unknown-record`. */
export async function findSubject(reader: Reader, programmeId: string, named: Named): Promise<Subject> {
  const subject = (await subjectsOf(reader, programmeId, [named])).get(named.id);
  if (!subject) throw new Problem('unknown-record', { fields: [{ path: 'subjectId', rule: 'not-allowed' }] });
  return subject;
}

async function ofKind(reader: Reader, programmeId: string, kind: SubjectKind, ids: readonly string[]): Promise<readonly Subject[]> {
  if (kind === 'set') {
    const query = reader.selectFrom('sets').select(['id', 'number', 'title', 'document_id']).where('programme_id', '=', programmeId);
    return (await query.where('id', 'in', ids).execute()).map((row) => ({
      kind,
      id: row.id,
      ref: setReference(row.number),
      title: row.title,
      documentId: row.document_id,
      archived: false,
      ownerId: null,
    }));
  }
  if (kind === 'round-table') {
    const query = reader.selectFrom('round_tables').select(['id', 'number', 'title', 'minutes_document_id']);
    return (await query.where('programme_id', '=', programmeId).where('id', 'in', ids).execute()).map((row) => ({
      kind,
      id: row.id,
      ref: tableReference(row.number),
      title: row.title,
      documentId: row.minutes_document_id,
      archived: false,
      ownerId: null,
    }));
  }
  return kind === 'recommendation' ? recommendations(reader, programmeId, ids) : records(reader, programmeId, kind, ids);
}

async function recommendations(reader: Reader, programmeId: string, ids: readonly string[]): Promise<readonly Subject[]> {
  const rows = await reader
    .selectFrom('recommendations')
    .select(['id', 'number', 'title', 'document_id', 'archived_at', 'owner_id'])
    .where('programme_id', '=', programmeId)
    .where('id', 'in', ids)
    .execute();
  return rows.map((row) => ({
    kind: 'recommendation',
    id: row.id,
    ref: reference('recommendation', row.number),
    title: row.title,
    documentId: row.document_id,
    archived: row.archived_at !== null,
    ownerId: row.owner_id,
  }));
}

async function records(reader: Reader, programmeId: string, kind: RecordKind, ids: readonly string[]): Promise<readonly Subject[]> {
  const rows = await reader
    .selectFrom(TABLE_OF[kind])
    .select(['id', 'number', 'title', 'archived_at'])
    .where('programme_id', '=', programmeId)
    .where('id', 'in', ids)
    .execute();
  return rows.map((row) => ({
    kind,
    id: row.id,
    ref: reference(kind, row.number),
    title: row.title,
    documentId: null,
    archived: row.archived_at !== null,
    ownerId: null,
  }));
}
