import { join } from 'node:path';
import { Kysely, type Transaction as KyselyTransaction, PostgresDialect } from 'kysely';
import pg from 'pg';
import { makeDataFile, makeDataFolder } from './data-folder.ts';
import type { PackedLog } from './packed-log.ts';
import { logInPostgres } from './postgres-log.ts';
import { SqliteThread, SqliteThreadDialect } from './sqlite.ts';
import type { BoundStatement } from './sqlite-protocol.ts';
import type { Tables } from './tables.ts';

/** Whoever may read. */
export type Reader = Kysely<Tables>;
/** Writes are reachable only inside a transaction; half-saved changes do not compile. */
export type Transaction = KyselyTransaction<Tables>;
export type Engine = 'sqlite' | 'postgres';

/** The one database, in one of two sizes. */
export interface Database {
  readonly engine: Engine;
  /** Where SQLite keeps it; null on PostgreSQL. */
  readonly file: string | null;
  /** For reads outside a transaction. */
  readonly reader: Reader;
  /** All or nothing, durable when it resolves. Never await anything but the database inside. */
  write<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** Prepared statements with `?` marks in one transaction. */
  atomically(batch: readonly BoundStatement[]): Promise<unknown[][]>;
  /** Writes to the document log, all or nothing; returns the number of each document's first update, in their order. */
  log(log: PackedLog): Promise<readonly number[]>;
  script(sql: string): Promise<void>;
  /**
   * Counts what the tables hold, so that the engine chooses its ways by it; PostgreSQL does so by itself. Before the first
   * read: who reads on SQLite learns of it only when the reading begins.
   */
  count(): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the SQLite file `concordance.sqlite` in a folder (made where absent). */
export function openSqlite(folder: string): Database {
  makeDataFolder(folder);
  const file = join(folder, 'concordance.sqlite');
  makeDataFile(file);
  const writer = new SqliteThread(file, { readonly: false });
  // A reader of its own keeps long lists from delaying a commit. It is opened at the first question, after the writer
  // has made the file.
  let opened: Promise<SqliteThread> | null = null;
  const ready = () => {
    opened ??= writer.query('select 1', []).then(() => new SqliteThread(file, { readonly: true }));
    return opened;
  };
  const dialect = new SqliteThreadDialect(writer);
  const readDialect = new SqliteThreadDialect(lazyThread(ready), { readonly: true });
  const kysely = new Kysely<Tables>({ dialect });
  const reader = new Kysely<Tables>({ dialect: readDialect });
  return {
    engine: 'sqlite',
    file,
    reader,
    write: (work) => kysely.transaction().execute(work),
    atomically: (batch) => dialect.atomically(batch),
    log: (log) => dialect.log(log),
    script: (sql) => writer.script(sql),
    count: () => writer.script('pragma optimize = 0x10002'),
    ping: async () => {
      await (await ready()).query('select 1', []);
    },
    close: async () => {
      // A reader that could not be opened has nothing to close.
      const reader = await opened?.catch(() => null);
      await reader?.close();
      await writer.close();
    },
  };
}

/** A thread that is opened when it is first asked something, seen as a thread. */
function lazyThread(thread: () => Promise<SqliteThread>): Pick<SqliteThread, 'query' | 'batch' | 'log'> {
  return {
    query: async (sql, parameters) => (await thread()).query(sql, parameters),
    batch: async (batch) => (await thread()).batch(batch),
    log: async (log) => (await thread()).log(log),
  };
}

/** Opens a PostgreSQL database by its address. */
export function openPostgres(url: string): Database {
  // int8 as a number: counts and sequence numbers stay far below 2^53.
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  types.setTypeParser(pg.types.builtins.NUMERIC, Number);
  const pool = new pg.Pool({ connectionString: url, max: 10, types });
  pool.on('error', () => {
    // An idle connection that breaks is replaced at its next use; the query that needs it reports the failure.
  });
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    engine: 'postgres',
    file: null,
    reader: kysely,
    write: (work) => kysely.transaction().execute(work),
    atomically: (batch) => postgresBatch(pool, batch),
    log: (log) => inTransaction(pool, (client) => logInPostgres(client, log)),
    script: async (sql) => {
      await pool.query(sql);
    },
    count: async () => {},
    ping: async () => {
      await pool.query('select 1');
    },
    async close() {
      await kysely.destroy();
      // The query builder ends the pool only if it was ever asked something itself.
      if (!pool.ending) await pool.end();
    },
  };
}

function postgresBatch(pool: pg.Pool, batch: readonly BoundStatement[]): Promise<unknown[][]> {
  return inTransaction(pool, async (client) => {
    const results: unknown[][] = [];
    for (const { sql, parameters } of batch) {
      let mark = 0;
      const numbered = sql.replace(/\?/g, () => `$${++mark}`);
      results.push((await client.query(numbered, [...parameters])).rows);
    }
    return results;
  });
}

async function inTransaction<Result>(pool: pg.Pool, act: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await act(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** True when a write failed because a unique value exists already, on either engine. */
export function isUniqueViolation(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}
