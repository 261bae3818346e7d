import { crc32 } from 'node:zlib';
import type { DocumentStorage, PendingUpdate, StoredDocument } from '../collaboration/ports.ts';
import type { Database } from './database.ts';
import type { BoundStatement } from './sqlite-protocol.ts';

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

/** The rows that follow `since` without a gap and with good checksums: what is known to be whole. */
function leadingRun(rows: readonly LogRow[], since: number): readonly LogRow[] {
  const broken = rows.findIndex((row, place) => Number(row.seq) !== since + place + 1 || !intact(row));
  return broken < 0 ? rows : rows.slice(0, broken);
}

/** Whether the log still reaches beyond a damaged newest snapshot, so that nothing is lost by passing it over. */
function continues(rows: readonly LogRow[], newest: SnapshotRow | undefined): boolean {
  return newest !== undefined && Number(rows.at(-1)?.seq ?? 0) >= Number(newest.upto_seq);
}

/**
 * The document's own row hands out the numbers: updating it first locks it on PostgreSQL, so that two processes never
 * give the same number, and the rows read it back in the same transaction.
 */
async function append(database: Database, updates: readonly PendingUpdate[], at: string): Promise<readonly number[]> {
  const byDocument = Map.groupBy(updates, (update) => update.documentId);
  const batch: BoundStatement[] = [];
  const reserving = new Map<string, number>();
  // In one order everywhere, so that two processes cannot wait for each other.
  for (const documentId of [...byDocument.keys()].sort()) {
    const mine = byDocument.get(documentId) ?? [];
    reserving.set(documentId, batch.length);
    batch.push({ sql: 'update documents set seq = seq + ? where id = ? returning seq', parameters: [mine.length, documentId] });
    mine.forEach((one, place) => {
      for (const clientId of one.claims ?? []) {
        batch.push({
          sql: 'insert into document_clients (document_id, client_id, user_id) values (?, ?, ?) on conflict (document_id, client_id) do nothing',
          parameters: [documentId, clientId, one.userId],
        });
      }
      batch.push({
        // A document that is not there gives no number, and a row without one undoes the whole batch.
        sql: `insert into updates (document_id, seq, user_id, bytes, checksum, at)
          values (?, (select seq - ? from documents where id = ?), ?, ?, ?, ?)`,
        parameters: [documentId, mine.length - 1 - place, documentId, one.userId, one.update, crc32(one.update), at],
      });
    });
  }
  const results = await database.atomically(batch);
  const next = new Map<string, number>();
  for (const [documentId, statement] of reserving) {
    const [row] = results[statement] as { seq: number }[];
    if (!row) throw new Error(`the log has no document ${documentId}`);
    next.set(documentId, Number(row.seq) - (byDocument.get(documentId)?.length ?? 0) + 1);
  }
  return updates.map(({ documentId }) => {
    const seq = next.get(documentId) ?? 0;
    next.set(documentId, seq + 1);
    return seq;
  });
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
