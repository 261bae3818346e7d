import { reference } from '@concordance/shared/ids';
import type { RecordName } from '@concordance/shared/recommendations/schema';
import type { EditionLine, RecommendationSet, SetItem, SetSummary } from '@concordance/shared/sets/schema';
import { setReference } from '@concordance/shared/sets/schema';
import { editionLines } from '../editions/store.ts';
import { recommendations } from '../recommendations/register.ts';
import type { Row } from '../registers/register.ts';
import { recordColumns } from '../registers/rows.ts';
import { type AnyRecord, toRecords } from '../registers/store.ts';
import type { Reader } from '../storage/database.ts';
import type { SetTable } from '../storage/tables.ts';
import { listsOf, type SetLists } from './store.ts';

/** A set as it goes over the wire. */
export async function viewSet(reader: Reader, row: SetTable, now: string): Promise<RecommendationSet> {
  const lists = (await listsOf(reader, [row.id])).get(row.id) as SetLists;
  const [items, addressees, people, editions, signed] = await Promise.all([
    itemsOf(reader, lists.items),
    bodiesOf(reader, lists.addressees),
    approversOf(reader, row.programme_id, lists.approvers, now),
    editionLines(reader, [row.id]),
    signedCounts(reader, [row]),
  ]);
  return {
    id: row.id as RecommendationSet['id'],
    ref: setReference(row.number),
    version: row.version,
    title: row.title,
    addresseeIds: lists.addressees as RecommendationSet['addresseeIds'],
    addressees: [...addressees],
    itemIds: lists.items as RecommendationSet['itemIds'],
    items: [...items],
    approverIds: [...lists.approvers],
    approvers: [...people],
    quorum: row.quorum,
    order: row.signing_order as RecommendationSet['order'],
    dueOn: row.due_on,
    note: row.note,
    documentId: row.document_id as RecommendationSet['documentId'],
    state: row.state as RecommendationSet['state'],
    stateReason: row.state_reason,
    stateAt: row.state_at,
    stateBy: row.state_by ? ((await namesOf(reader, [row.state_by])).get(row.state_by) ?? null) : null,
    round: row.round,
    signed: signed.get(row.id) ?? 0,
    editions: [...(editions.get(row.id) ?? [])],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** All sets of a programme, the newest change first, in as many queries as there are tables. */
export async function listSets(reader: Reader, programmeId: string, userId: string): Promise<readonly SetSummary[]> {
  const rows = await reader.selectFrom('sets').selectAll().where('programme_id', '=', programmeId).orderBy('number').execute();
  const ids = rows.map((row) => row.id);
  const [lists, editions, signed] = await Promise.all([listsOf(reader, ids), editionLines(reader, ids), signedCounts(reader, rows)]);
  const bodies = await bodiesOf(reader, [...new Set([...lists.values()].flatMap((one) => one.addressees))]);
  return rows.map((row) => {
    const mine = lists.get(row.id) as SetLists;
    return {
      id: row.id as SetSummary['id'],
      ref: setReference(row.number),
      title: row.title,
      version: row.version,
      addressees: mine.addressees.flatMap((id) => bodies.find((body) => body.id === id) ?? []),
      dueOn: row.due_on,
      state: row.state as SetSummary['state'],
      stateAt: row.state_at,
      quorum: row.quorum,
      signed: signed.get(row.id) ?? 0,
      items: mine.items.length,
      edition: newestOf(editions.get(row.id) ?? []),
      mine: mine.approvers.includes(userId),
    };
  });
}

const newestOf = (editions: readonly EditionLine[]) => editions.at(-1) ?? null;

async function signedCounts(reader: Reader, rows: readonly SetTable[]): Promise<ReadonlyMap<string, number>> {
  const open = rows.filter((row) => row.state === 'in-approval');
  if (open.length === 0) return new Map();
  const found = await reader
    .selectFrom('sign_offs')
    .select(['set_id', 'round', 'user_id'])
    .where(
      'set_id',
      'in',
      open.map((row) => row.id),
    )
    .execute();
  return new Map(
    open.map((row) => [
      row.id,
      new Set(found.filter((one) => one.set_id === row.id && one.round === row.round).map((one) => one.user_id)).size,
    ]),
  );
}

async function itemsOf(reader: Reader, ids: readonly string[]): Promise<readonly SetItem[]> {
  if (ids.length === 0) return [];
  const rows = await reader
    .selectFrom('recommendations')
    .select(recordColumns(recommendations) as never)
    .where('id', 'in', ids)
    .execute();
  const records = new Map(
    (await toRecords(reader, recommendations, rows as unknown as Row[], { counted: false })).map((record) => [record.id, record]),
  );
  return ids.flatMap((id) => {
    const record = records.get(id);
    return record ? [toItem(record)] : [];
  });
}

function toItem(record: AnyRecord): SetItem {
  return {
    id: record.id as SetItem['id'],
    ref: record.ref,
    title: record.title,
    statement: String(record['statement'] ?? ''),
    status: String(record['status']),
    archived: record['archivedAt'] !== null,
    counts: record['counts'] as SetItem['counts'],
  };
}

async function bodiesOf(reader: Reader, ids: readonly string[]): Promise<readonly RecordName[]> {
  if (ids.length === 0) return [];
  const rows = await reader.selectFrom('bodies').select(['id', 'number', 'title', 'abbreviation']).where('id', 'in', ids).execute();
  return ids.flatMap((id) => {
    const row = rows.find((one) => one.id === id);
    return row
      ? [{ id: row.id, ref: reference('body', row.number), title: row.title, short: row.abbreviation || row.title } as RecordName]
      : [];
  });
}

async function approversOf(reader: Reader, programmeId: string, ids: readonly string[], now: string) {
  if (ids.length === 0) return [];
  const names = await namesOf(reader, ids);
  const rows = await reader
    .selectFrom('memberships')
    .select(['user_id', 'role', 'expires_at'])
    .where('programme_id', '=', programmeId)
    .where('user_id', 'in', ids)
    .execute();
  return ids.map((id) => {
    const row = rows.find((one) => one.user_id === id);
    const leads = row?.role === 'lead' && (row.expires_at === null || row.expires_at > now);
    return { id, name: names.get(id) ?? '', leads };
  });
}

export async function namesOf(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .selectFrom('users')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
