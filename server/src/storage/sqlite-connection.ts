import BetterSqlite, { type Database, type Statement } from 'better-sqlite3';

const STATEMENT_CACHE = 300;

/** One connection to a SQLite file, with what it promises set, and its statements kept prepared. */
export interface SqliteConnection {
  readonly database: Database;
  prepared(sql: string): Statement;
}

export function openConnection(file: string, { readonly }: { readonly readonly: boolean }): SqliteConnection {
  const database = new BetterSqlite(file, { readonly });
  database.pragma('busy_timeout = 5000');
  if (!readonly) {
    database.pragma('journal_mode = WAL');
    // FULL: in WAL mode every commit is fsynced, so that what was answered survives loss of power.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('wal_autocheckpoint = 1000');
  }
  database.pragma('cache_size = -32000');
  database.pragma('temp_store = MEMORY');
  const statements = new Map<string, Statement>();
  return {
    database,
    prepared(sql) {
      const known = statements.get(sql);
      if (known) return known;
      const fresh = database.prepare(sql);
      if (statements.size >= STATEMENT_CACHE) statements.delete(statements.keys().next().value ?? '');
      statements.set(sql, fresh);
      return fresh;
    },
  };
}
