import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openPostgres, openSqlite } from '@concordance/server/storage/database';
import { migrate } from '@concordance/server/storage/migrations/index';
import pg from 'pg';

/** An engine on which the same tests run. */
export interface Dialect {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** A database of its own with the newest tables; `drop` leaves nothing behind. */
  open(): Promise<{ readonly database: Database; drop(): Promise<void> }>;
}

const POSTGRES = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

const sqlite: Dialect = {
  name: 'SQLite',
  async open() {
    const folder = await mkdtemp(join(tmpdir(), 'concordance-'));
    const database = openSqlite(folder);
    await migrate(database);
    return {
      database,
      drop: async () => {
        await database.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  },
};

const postgres: Dialect = {
  name: 'PostgreSQL',
  async open() {
    const name = `concordance_test_${randomBytes(8).toString('hex')}`;
    await asOwner(`create database ${name}`);
    const address = new URL(POSTGRES);
    address.pathname = `/${name}`;
    const database = openPostgres(address.href);
    await migrate(database);
    return {
      database,
      drop: async () => {
        await database.close();
        await asOwner(`drop database ${name} with (force)`);
      },
    };
  },
};

async function asOwner(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: POSTGRES, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Every engine that can be reached. Without PostgreSQL its half is named as not run, and where CI is set that is a failure. */
async function reachable(): Promise<readonly Dialect[]> {
  try {
    await asOwner('select 1');
    return [sqlite, postgres];
  } catch (error) {
    if (process.env['CI']) throw new Error(`PostgreSQL cannot be reached at ${new URL(POSTGRES).host}`, { cause: error });
    console.error(`NOT RUN: the tests on PostgreSQL; none can be reached at ${new URL(POSTGRES).host}`);
    return [sqlite];
  }
}

export const DIALECTS = await reachable();
