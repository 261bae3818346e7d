import { Kysely } from 'kysely';
import type { Reader } from './database.ts';
import { bindable, SqliteThreadDialect } from './sqlite.ts';
import { openConnection } from './sqlite-connection.ts';
import type { Tables } from './tables.ts';

/** Reads a SQLite file in the thread that calls: for threads that do nothing else. */
export function readSqliteHere(file: string): { readonly reader: Reader; close(): void } {
  const { database, prepared } = openConnection(file, { readonly: true });
  const readsOnly = () => Promise.reject(new Error('this connection only reads'));
  const connection = {
    query: async (sql: string, parameters: readonly unknown[]) => ({ rows: prepared(sql).all(...parameters.map(bindable)), changes: 0 }),
    batch: readsOnly,
    log: readsOnly,
  };
  return {
    reader: new Kysely<Tables>({ dialect: new SqliteThreadDialect(connection, { readonly: true }) }),
    close: () => void database.close(),
  };
}
