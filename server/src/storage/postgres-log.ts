import { crc32 } from 'node:zlib';
import type pg from 'pg';
import type { PackedLog } from './packed-log.ts';

/** Locks the document's own row, so that two processes never give the same number. */
const NUMBER = 'update documents set seq = seq + $1 where id = $2 returning seq';
const CLAIMS = `insert into document_clients (document_id, client_id, user_id)
  select $1, * from unnest($2::bigint[], $3::text[]) on conflict (document_id, client_id) do nothing`;
const UPDATES = `insert into updates (document_id, seq, user_id, bytes, checksum, at)
  select $1, one.seq, one.user_id, one.bytes, one.checksum, $2
  from unnest($3::bigint[], $4::text[], $5::bytea[], $6::bigint[]) as one (seq, user_id, bytes, checksum)`;

/** Writes to the document log on a connection whose transaction is open: two statements for each document. */
export async function logInPostgres(client: pg.PoolClient, log: PackedLog): Promise<readonly number[]> {
  const firsts: number[] = [];
  let [place, start, claimed] = [0, 0, 0];
  for (const [index, documentId] of log.documents.entries()) {
    const count = log.counts[index] ?? 0;
    const [row] = (await client.query<{ seq: number }>(NUMBER, [count, documentId])).rows;
    if (!row) throw new Error(`the log has no document ${documentId}`);
    const first = Number(row.seq) - count + 1;
    firsts.push(first);
    const [clients, owners]: [number[], string[]] = [[], []];
    const updates: Uint8Array[] = [];
    const users = log.users.slice(place, place + count);
    for (let end = place + count; place < end; place++) {
      updates.push(log.bytes.subarray(start, start + (log.sizes[place] ?? 0)));
      start += log.sizes[place] ?? 0;
      for (; log.claims[claimed] === place; claimed += 2) {
        clients.push(log.claims[claimed + 1] ?? 0);
        owners.push(log.users[place] ?? '');
      }
    }
    if (clients.length > 0) await client.query(CLAIMS, [documentId, clients, owners]);
    const seqs = updates.map((_, offset) => first + offset);
    await client.query(UPDATES, [
      documentId,
      log.at,
      seqs,
      users,
      updates.map((bytes) => Buffer.from(bytes)),
      updates.map((u) => crc32(u)),
    ]);
  }
  return firsts;
}
