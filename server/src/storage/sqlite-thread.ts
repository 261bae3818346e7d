import { parentPort, workerData } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import type { PackedLog } from './packed-log.ts';
import { openConnection } from './sqlite-connection.ts';
import type { RowList, ThreadAnswer, ThreadRequest } from './sqlite-protocol.ts';

/**
 * The thread that owns one SQLite connection. An fsync takes from a third of a millisecond to ten; here it never stops
 * the loop that serves sockets. Requests are done strictly in the order they arrive.
 */
const { file, readonly } = workerData as { file: string; readonly: boolean };
const port = parentPort;
if (!port) throw new Error('sqlite-thread runs as a worker only');

const { database, prepared } = openConnection(file, { readonly });

/** Rows as bare lists beside the names of their columns: half the work of copying objects between threads. */
function run(sql: string, parameters: readonly unknown[]): RowList {
  const statement = prepared(sql);
  if (!statement.reader) return { columns: [], rows: [], changes: statement.run(...parameters).changes };
  const rows = statement.raw().all(...parameters) as unknown[][];
  return { columns: statement.columns().map((column) => column.name), rows, changes: 0 };
}

const atomically = database.transaction((batch: readonly { sql: string; parameters: readonly unknown[] }[]) =>
  batch.map((one) => run(one.sql, one.parameters)),
);

/** The document's own row hands out the numbers, so that they have no gaps whoever writes. */
const NUMBER = 'update documents set seq = seq + ? where id = ? returning seq';
const CLAIM =
  'insert into document_clients (document_id, client_id, user_id) values (?, ?, ?) on conflict (document_id, client_id) do nothing';
const UPDATE = 'insert into updates (document_id, seq, user_id, bytes, checksum, at) values (?, ?, ?, ?, ?, ?)';

const append = database.transaction(({ at, documents, counts, users, sizes, bytes, claims }: PackedLog): readonly number[] => {
  const [number, insert, claim] = [prepared(NUMBER), prepared(UPDATE), prepared(CLAIM)];
  const firsts: number[] = [];
  let [place, start, claimed] = [0, 0, 0];
  for (const [index, documentId] of documents.entries()) {
    const count = counts[index] ?? 0;
    const row = number.get(count, documentId) as { seq: number } | undefined;
    if (!row) throw new Error(`the log has no document ${documentId}`);
    const first = row.seq - count + 1;
    firsts.push(first);
    for (let seq = first; seq <= row.seq; seq++, place++) {
      const update = bytes.subarray(start, start + (sizes[place] ?? 0));
      start += update.length;
      for (; claims[claimed] === place; claimed += 2) claim.run(documentId, claims[claimed + 1], users[place]);
      insert.run(documentId, seq, users[place], update, crc32(update), at);
    }
  }
  return firsts;
});

function answer(request: ThreadRequest): ThreadAnswer['result'] {
  switch (request.kind) {
    case 'query':
      return run(request.sql, request.parameters);
    case 'batch':
      return atomically.immediate(request.batch);
    case 'log':
      return append.immediate(request);
    case 'script':
      database.exec(request.sql);
      return null;
    case 'close':
      if (!readonly) database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
      return null;
  }
}

function attempt(request: ThreadRequest): ThreadAnswer {
  try {
    return { id: request.id, result: answer(request) };
  } catch (error) {
    const { message, code } = error as { message: string; code?: string };
    return { id: request.id, error: { message, code: code ?? '' } };
  }
}

port.on('message', (requests: readonly ThreadRequest[]) => {
  port.postMessage(requests.map(attempt));
  if (requests.some((request) => request.kind === 'close')) port.close();
});
