import { crc32 } from 'node:zlib';
import type { DocumentStorage, PendingUpdate, StoredDocument } from '../collaboration/ports.ts';
import type { Database } from './database.ts';
import type { PackedLog } from './packed-log.ts';

interface LogRow {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly checksum: number;
}
interface OwnerRow {
  readonly client_id: number;
  readonly user_id: string;
}
interface SnapshotRow {
  readonly upto_seq: number;
  readonly bytes: Uint8Array;
  readonly checksum: number;
}

/** How many full states of a document are kept: the newest, and the one before it in case the newest is damaged. */
const GENERATIONS = 2;

const intact = (row: { readonly bytes: Uint8Array; readonly checksum: number }) => crc32(row.bytes) === Number(row.checksum);

/** The document log on SQL. One call of `append` is one transaction and so one fsync, whatever it holds. */
export function sqlDocumentStorage(database: Database, now: () => Date = () => new Date()): DocumentStorage {
  return {
    load: (documentId) => load(database, documentId),
    append: (updates) => append(database, updates, now().toISOString()),
    compact: (documentId, state, uptoSeq) => compact(database, documentId, state, uptoSeq, now().toISOString()),
  };
}

async function load(database: Database, documentId: string): Promise<StoredDocument | null> {
  const [documents, snapshots, rows, owners] = (await database.atomically([
    { sql: 'select epoch, schema from documents where id = ?', parameters: [documentId] },
    { sql: 'select upto_seq, bytes, checksum from snapshots where document_id = ? order by upto_seq desc', parameters: [documentId] },
    { sql: 'select seq, bytes, checksum from updates where document_id = ? order by seq', parameters: [documentId] },
    { sql: 'select client_id, user_id from document_clients where document_id = ?', parameters: [documentId] },
  ])) as [{ epoch: number; schema: number }[], SnapshotRow[], LogRow[], OwnerRow[]];
  const document = documents[0];
  if (!document) return null;
  const snapshot = snapshots.find(intact);
  const since = Number(snapshot?.upto_seq ?? 0);
  const after = rows.filter((row) => Number(row.seq) > since);
  const whole = leadingRun(after, since);
  return {
    snapshot: snapshot?.bytes ?? null,
    tail: whole.map((row) => row.bytes),
    seq: Number(whole.at(-1)?.seq ?? since),
    schema: document.schema,
    epoch: document.epoch,
    owners: new Map(owners.map((owner) => [Number(owner.client_id), owner.user_id])),
    damaged: whole.length < after.length || (snapshots.length > 0 && snapshot !== snapshots[0] && !continues(whole, snapshots[0])),
  };
}

/** What a document's log still holds. */
export interface KeptLog {
  readonly programmeId: string;
  readonly seq: number;
  /** The older full state and every update since, in the order to apply them. */
  readonly updates: readonly Uint8Array[];
}

/**
 * Everything that the log of a document still holds, words included that were deleted since its older full state; null for a
 * document that does not exist. For looking back: damaged rows are passed over.
 */
export async function readLog(database: Database, documentId: string): Promise<KeptLog | null> {
  const [documents, snapshots, rows] = (await database.atomically([
    { sql: 'select programme_id, seq from documents where id = ?', parameters: [documentId] },
    { sql: 'select upto_seq, bytes, checksum from snapshots where document_id = ? order by upto_seq', parameters: [documentId] },
    { sql: 'select seq, bytes, checksum from updates where document_id = ? order by seq', parameters: [documentId] },
  ])) as [{ programme_id: string; seq: number }[], SnapshotRow[], LogRow[]];
  const [document] = documents;
  if (!document) return null;
  // The newer full state comes last: what it has swept up stands in the older already.
  const updates = [...snapshots.slice(0, 1), ...rows, ...snapshots.slice(1)].filter(intact).map(({ bytes }) => bytes);
  return { programmeId: document.programme_id, seq: Number(document.seq), updates };
}

/** The rows that follow `since` without a gap and with good checksums: what is known to be whole. */
function leadingRun(rows: readonly LogRow[], since: number): readonly LogRow[] {
  const broken = rows.findIndex((row, place) => Number(row.seq) !== since + place + 1 || !intact(row));
  return broken < 0 ? rows : rows.slice(0, broken);
}

/** Whether the log still reaches beyond a damaged newest snapshot, so that nothing is lost by passing it over. */
function continues(rows: readonly LogRow[], newest: SnapshotRow | undefined): boolean {
  return newest !== undefined && Number(rows.at(-1)?.seq ?? 0) >= Number(newest.upto_seq);
}

async function append(database: Database, updates: readonly PendingUpdate[], at: string): Promise<readonly number[]> {
  const byDocument = Map.groupBy(updates, (update) => update.documentId);
  // In one order everywhere, so that two processes cannot wait for each other.
  const documents = [...byDocument.keys()].sort();
  const next = new Map<string, number>();
  const firsts = await database.log(packed(documents, byDocument, at));
  for (const [index, documentId] of documents.entries()) next.set(documentId, firsts[index] ?? 0);
  return updates.map(({ documentId }) => {
    const seq = next.get(documentId) ?? 0;
    next.set(documentId, seq + 1);
    return seq;
  });
}

function packed(documents: readonly string[], byDocument: ReadonlyMap<string, readonly PendingUpdate[]>, at: string): PackedLog {
  const ordered = documents.flatMap((documentId) => byDocument.get(documentId) ?? []);
  const sizes = ordered.map(({ update }) => update.length);
  const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  const claims: number[] = [];
  let start = 0;
  for (const [place, one] of ordered.entries()) {
    bytes.set(one.update, start);
    start += one.update.length;
    for (const client of one.claims ?? []) claims.push(place, client);
  }
  const counts = documents.map((documentId) => byDocument.get(documentId)?.length ?? 0);
  return { at, documents, counts, users: ordered.map(({ userId }) => userId), sizes, bytes, claims };
}

/** Keeps two generations: rows are dropped only up to the older of the two states that stay. */
async function compact(database: Database, documentId: string, state: Uint8Array, uptoSeq: number, at: string): Promise<void> {
  await database.atomically([
    {
      sql: `insert into snapshots (document_id, upto_seq, bytes, checksum, at)
        select id, ?, ?, ?, ? from documents where id = ? on conflict (document_id, upto_seq) do nothing`,
      parameters: [uptoSeq, state, crc32(state), at, documentId],
    },
    {
      sql: `delete from snapshots where document_id = ? and upto_seq not in
        (select upto_seq from snapshots where document_id = ? order by upto_seq desc limit ${GENERATIONS})`,
      parameters: [documentId, documentId],
    },
    {
      sql: `delete from updates where document_id = ? and seq <=
        (select min(upto_seq) from snapshots where document_id = ?)
        and (select count(*) from snapshots where document_id = ?) >= ${GENERATIONS}`,
      parameters: [documentId, documentId, documentId],
    },
  ]);
}
