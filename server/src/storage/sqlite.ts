import { Worker } from 'node:worker_threads';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { PackedLog } from './packed-log.ts';
import type { BoundStatement, RowList, ThreadAnswer, ThreadRequest } from './sqlite-protocol.ts';

/** A failure that SQLite reported, with its code (`SQLITE_CONSTRAINT_UNIQUE` …). */
export class SqliteError extends Error {
  override readonly name = 'SqliteError';
  readonly code: string;
  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** A parameter as SQLite can bind it: better-sqlite3 refuses booleans, dates and plain objects. */
export function bindable(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString();
  return value ?? null;
}

/** Rows as the objects that the query builder promises. */
function asObjects({ columns, rows }: RowList): unknown[] {
  return rows.map((row) => {
    const object: Record<string, unknown> = {};
    for (let place = 0; place < columns.length; place++) object[columns[place] ?? ''] = row[place];
    return object;
  });
}

type Ask<Kind extends ThreadRequest['kind']> = Omit<Extract<ThreadRequest, { kind: Kind }>, 'id'>;
type Waiting = { readonly resolve: (value: ThreadAnswer['result']) => void; readonly reject: (error: Error) => void };

/** One SQLite connection in a thread of its own; requests are answered in the order they were made. */
export class SqliteThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #outgoing: ThreadRequest[] = [];
  #next = 1;
  #failed: Error | null = null;

  constructor(file: string, options: { readonly readonly: boolean }) {
    this.#worker = new Worker(new URL('./sqlite-thread.ts', import.meta.url), { workerData: { file, ...options } });
    this.#worker.on('message', (answers: readonly ThreadAnswer[]) => {
      for (const answer of answers) {
        const waiting = this.#waiting.get(answer.id);
        this.#waiting.delete(answer.id);
        if (answer.error) waiting?.reject(new SqliteError(answer.error.message, answer.error.code));
        else waiting?.resolve(answer.result);
      }
    });
    const fail = (error: Error) => {
      this.#failed = error;
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    this.#worker.on('error', fail);
    this.#worker.on('exit', () => fail(new SqliteError('the SQLite thread has ended', 'THREAD_ENDED')));
  }

  #ask(request: Ask<'query'> | Ask<'batch'> | Ask<'log'> | Ask<'script'> | Ask<'close'>): Promise<ThreadAnswer['result']> {
    if (this.#failed) return Promise.reject(this.#failed);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      // Waking a thread is dearer than most queries: what one answer asks for at the same time goes together.
      if (this.#outgoing.length === 0) queueMicrotask(() => this.#send());
      this.#outgoing.push({ id, ...request });
    });
  }

  #send(): void {
    const requests = this.#outgoing;
    this.#outgoing = [];
    this.#worker.postMessage(requests);
  }

  async query(sql: string, parameters: readonly unknown[]): Promise<{ rows: unknown[]; changes: number }> {
    const list = (await this.#ask({ kind: 'query', sql, parameters: parameters.map(bindable) })) as RowList;
    return { rows: asObjects(list), changes: list.changes };
  }

  /** Runs all statements in one transaction and returns the rows of each. */
  async batch(batch: readonly BoundStatement[]): Promise<unknown[][]> {
    const bound = batch.map((one) => ({ sql: one.sql, parameters: one.parameters.map(bindable) }));
    return ((await this.#ask({ kind: 'batch', batch: bound })) as readonly RowList[]).map(asObjects);
  }

  /** Writes to the document log in one transaction and returns the number of each document's first update. */
  async log(log: PackedLog): Promise<readonly number[]> {
    return (await this.#ask({ kind: 'log', ...log })) as readonly number[];
  }

  async script(sql: string): Promise<void> {
    await this.#ask({ kind: 'script', sql });
  }

  /** Checkpoints, closes the connection and ends the thread. */
  async close(): Promise<void> {
    if (this.#failed) return;
    await this.#ask({ kind: 'close' });
    await new Promise<void>((resolve) => {
      if (this.#failed) resolve();
      else this.#worker.once('exit', () => resolve());
    });
  }
}

/** What a dialect needs of a thread. */
type Connection = Pick<SqliteThread, 'query' | 'batch' | 'log'>;

/** A lock that is given out in the order it was asked for. */
class Turnstile {
  #tail: Promise<void> = Promise.resolve();

  enter(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const entered = this.#tail.then(() => resolve);
    this.#tail = promise;
    return entered;
  }
}

/** Who only reads needs no turn: without transactions there is nothing to come between. */
const NO_TURNS = { enter: async () => () => {} };

/**
 * Kysely on a SQLite thread. Whatever is asked takes the turnstile, and so does every batch of the document log, since
 * one connection can hold only one transaction. On a connection that only reads nobody waits for anybody, and there are
 * no transactions.
 */
export class SqliteThreadDialect implements Dialect {
  readonly #thread: Connection;
  readonly #turnstile: Pick<Turnstile, 'enter'>;

  constructor(thread: Connection, { readonly = false } = {}) {
    this.#thread = thread;
    this.#turnstile = readonly ? NO_TURNS : new Turnstile();
  }

  /** All statements in one transaction, after whatever transaction is open now. */
  atomically(batch: readonly BoundStatement[]): Promise<unknown[][]> {
    return this.#alone((thread) => thread.batch(batch));
  }

  log(log: PackedLog): Promise<readonly number[]> {
    return this.#alone((thread) => thread.log(log));
  }

  async #alone<Result>(act: (thread: Connection) => Promise<Result>): Promise<Result> {
    const leave = await this.#turnstile.enter();
    try {
      return await act(this.#thread);
    } finally {
      leave();
    }
  }

  createAdapter(): SqliteAdapter {
    return new SqliteAdapter();
  }

  createDriver(): Driver {
    return new ThreadDriver(this.#thread, this.#turnstile);
  }

  createIntrospector(...parameters: ConstructorParameters<typeof SqliteIntrospector>): SqliteIntrospector {
    return new SqliteIntrospector(...parameters);
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler();
  }
}

class ThreadDriver implements Driver {
  readonly #thread: Connection;
  readonly #turnstile: Pick<Turnstile, 'enter'>;

  constructor(thread: Connection, turnstile: Pick<Turnstile, 'enter'>) {
    this.#thread = thread;
    this.#turnstile = turnstile;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<ThreadConnection> {
    return new ThreadConnection(this.#thread, await this.#turnstile.enter());
  }

  async beginTransaction(connection: ThreadConnection): Promise<void> {
    if (this.#turnstile === NO_TURNS) throw new Error('a connection that only reads has no transactions');
    await connection.run('begin immediate');
  }

  async commitTransaction(connection: ThreadConnection): Promise<void> {
    await connection.run('commit');
  }

  async rollbackTransaction(connection: ThreadConnection): Promise<void> {
    await connection.run('rollback');
  }

  async releaseConnection(connection: ThreadConnection): Promise<void> {
    connection.leave();
  }

  /** The thread belongs to whoever opened it. */
  async destroy(): Promise<void> {}
}

class ThreadConnection implements DatabaseConnection {
  readonly #thread: Connection;
  readonly leave: () => void;

  constructor(thread: Connection, leave: () => void) {
    this.#thread = thread;
    this.leave = leave;
  }

  async run(sql: string): Promise<void> {
    await this.#thread.query(sql, []);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, changes } = await this.#thread.query(query.sql, query.parameters);
    return { rows: rows as Row[], numAffectedRows: BigInt(changes) };
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming is not offered: lists are read in pages');
  }
}
