import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openPostgres, openSqlite } from '@concordance/server/storage/database';
import { migrate } from '@concordance/server/storage/migrations/index';
import pg from 'pg';
import { afterAll } from 'vitest';

/** A place of its own for one database; `drop` leaves nothing behind. */
export interface Place {
  /** Opens the database; a second opening is a second process at the same data. */
  open(): Database;
  drop(): Promise<void>;
}

/** An engine on which the same tests run. */
export interface Dialect {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** An empty place, without tables. */
  place(): Promise<Place>;
  /** A database of its own with the newest tables; `drop` closes it and leaves nothing behind. */
  open(): Promise<{ readonly database: Database; drop(): Promise<void> }>;
}

/** Where PostgreSQL may be found: as told, else on this machine under its usual names. */
const ADDRESSES = process.env['CONCORDANCE_TEST_POSTGRES']
  ? [process.env['CONCORDANCE_TEST_POSTGRES']]
  : ['postgres://postgres@127.0.0.1:5432/postgres', 'postgres://root@127.0.0.1:5432/postgres'];

/** An empty place, and one that begins as a copy of another that nobody has open. */
interface Places<Made extends Place> {
  place(): Promise<Made>;
  copy(model: Made): Promise<Made>;
}

/** Tables are made once for a file of tests; every database of its own begins as a copy of them. */
const models: Place[] = [];
afterAll(async () => void (await Promise.all(models.map((model) => model.drop()))));

function dialect<Made extends Place>(name: Dialect['name'], { place, copy }: Places<Made>): Dialect {
  let model: Promise<Made> | null = null;
  async function withTables(): Promise<Made> {
    const made = await place();
    models.push(made);
    const database = made.open();
    await migrate(database);
    await database.close();
    return made;
  }
  return {
    name,
    place,
    async open() {
      model ??= withTables();
      const { open, drop } = await copy(await model);
      const database = open();
      return {
        database,
        async drop() {
          await database.close();
          await drop();
        },
      };
    },
  };
}

async function sqlitePlace(): Promise<Place & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'concordance-'));
  return { folder, open: () => openSqlite(folder), drop: () => rm(folder, { recursive: true, force: true }) };
}

const sqlite = dialect('SQLite', {
  place: sqlitePlace,
  async copy(model) {
    const made = await sqlitePlace();
    await cp(model.folder, made.folder, { recursive: true });
    return made;
  },
});

function postgres(owner: string): Dialect {
  async function postgresPlace(model = 'template1'): Promise<Place & { readonly name: string }> {
    const name = `concordance_test_${randomBytes(8).toString('hex')}`;
    await asOwner(owner, `create database ${name} template ${model}`);
    const address = new URL(owner);
    address.pathname = `/${name}`;
    return { name, open: () => openPostgres(address.href), drop: () => asOwner(owner, `drop database ${name} with (force)`) };
  }
  return dialect('PostgreSQL', {
    place: () => postgresPlace(),
    copy: (model) => postgresPlace(model.name),
  });
}

async function asOwner(owner: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: owner, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Every engine that can be reached. Without PostgreSQL its half is named as not run, and where CI is set that is a failure. */
async function reachable(): Promise<readonly Dialect[]> {
  let cause: unknown;
  for (const owner of ADDRESSES) {
    try {
      await asOwner(owner, 'select 1');
      return [sqlite, postgres(owner)];
    } catch (error) {
      cause = error;
    }
  }
  const hosts = ADDRESSES.map((address) => new URL(address).host);
  if (process.env['CI']) throw new Error(`PostgreSQL cannot be reached at ${hosts.join(' or ')}`, { cause });
  console.error(`PostgreSQL half not run: none can be reached at ${[...new Set(hosts)].join(' or ')}`);
  return [sqlite];
}

export const DIALECTS = await reachable();
