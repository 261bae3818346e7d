import { verifyDatabase } from '@concordance/server/audit/verify';
import type { Database } from '@concordance/server/storage/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { composed } from '../support/sets.ts';
import { type World, world } from '../support/world.ts';

const TABLES = ['editions', 'sign_offs', 'edition_events', 'set_texts', 'audit'] as const;
type Table = (typeof TABLES)[number];

/** What an attacker with the database in hand does first. */
async function withoutTriggers(database: Database, table: Table): Promise<void> {
  const names =
    database.engine === 'postgres'
      ? [`${table}_only_grows on ${table}`, `${table}_not_emptied on ${table}`]
      : [`${table}_never_updated`, `${table}_never_deleted`, `${table}_never_replaced`];
  for (const name of names) await database.write((tx) => sql.raw(`drop trigger if exists ${name}`).execute(tx));
  // A row that others point at can be removed all the same by whoever owns the database.
  if (database.engine === 'postgres') await database.write((tx) => sql.raw('set session_replication_role = replica').execute(tx));
}

describe.each(DIALECTS)('what is signed and approved on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
    const made = await composed(w, { quorum: 2 });
    await made.open();
    await made.sign(made.ann, { dissent: 'A little' });
    await made.sign(made.ben);
    await w.lead.post(made.at('/deliver'), { version: (await made.now()).version, on: '2020-09-30', to: 'The Government' });
  });
  afterAll(() => w.drop());
  const run = (statement: string) => w.database.write((tx) => sql.raw(statement).execute(tx));

  it.each(TABLES)('is refused by the database itself to whoever would change or remove it: %s', async (table) => {
    const column = table === 'editions' || table === 'set_texts' ? 'document' : 'at';
    await expect(run(`update ${table} set ${column} = 'x'`)).rejects.toThrow(/never changed/);
    await expect(run(`delete from ${table}`)).rejects.toThrow(/never changed/);
    const replaced =
      w.database.engine === 'sqlite' ? `insert or replace into ${table} select * from ${table} limit 1` : `truncate ${table} cascade`;
    await expect(run(replaced)).rejects.toThrow(/never changed/);
  });

  it('is whole before anybody touches it', async () => {
    expect(await verifyDatabase(w.database.reader)).toMatchObject({ broken: null, editions: 1, signOffs: 2 });
  });
});

/** A changed row is put back before the next column is tried, so that each change is found by itself. */
describe.each(DIALECTS)('a row changed behind the program’s back on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
    const made = await composed(w, { quorum: 1 });
    await made.open();
    await made.sign(made.ann, { dissent: 'A little' });
    for (const table of TABLES) await withoutTriggers(w.database, table);
  });
  afterAll(() => w.drop());
  beforeEach(async () => {
    expect((await verifyDatabase(w.database.reader)).broken).toBeNull();
  });

  it.each(TABLES)('is found in %s, whichever column it is', async (table) => {
    const rows = (await w.database.reader.selectFrom(table).selectAll().execute()) as Record<string, unknown>[];
    // Columns that name another row cannot be turned to nowhere: the engine refuses that by itself.
    const kept = ['programme_id', 'set_id', 'user_id', 'hash', 'id'];
    for (const row of rows.slice(-2)) {
      for (const [column, value] of Object.entries(row)) {
        if (kept.includes(column) && !(table === 'audit' && column === 'hash')) continue;
        const other = typeof value === 'number' ? value + 7 : value === null ? 'x' : `${String(value).slice(0, -1)}~`;
        const where = (tx: Parameters<Parameters<Database['write']>[0]>[0], now: unknown) => {
          const key = 'id' in row ? ['id'] : table === 'audit' ? ['programme_id', 'seq'] : ['hash'];
          const same = key.map((name) => sql`${sql.ref(name)} = ${name === column ? now : row[name]}`);
          return { tx, condition: sql.join(same, sql` and `) };
        };
        const set = (to: unknown, now: unknown) =>
          w.database.write(async (tx) => {
            await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${to} where ${where(tx, now).condition}`.execute(tx);
          });
        await set(other, value);
        const { broken } = await verifyDatabase(w.database.reader);
        expect(`${table}.${column}: ${broken ? 'found' : 'overlooked'}`).toBe(`${table}.${column}: found`);
        await set(value, other);
      }
    }
  });

  it('is found when the last entries of the audit are cut off', async () => {
    const last = await w.database.reader.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow();
    await w.database.write((tx) =>
      tx.deleteFrom('audit').where('seq', '=', last.seq).where('programme_id', '=', last.programme_id).execute(),
    );
    expect((await verifyDatabase(w.database.reader)).broken).toMatchObject({
      table: 'audit',
      record: expect.stringContaining(`entry ${last.seq}`),
      why: 'is missing',
    });
    await w.database.write((tx) => tx.insertInto('audit').values(last).execute());
  });

  it('is found when a signature is taken away, or one is put in', async () => {
    const [row] = await w.database.reader.selectFrom('sign_offs').selectAll().execute();
    if (!row) throw new Error('nobody signed');
    await w.database.write((tx) => tx.deleteFrom('sign_offs').where('id', '=', row.id).execute());
    expect((await verifyDatabase(w.database.reader)).broken).toMatchObject({ table: 'sign_offs', why: 'is missing or was changed' });
    await w.database.write((tx) => tx.insertInto('sign_offs').values(row).execute());
    await w.database.write((tx) =>
      tx
        .insertInto('sign_offs')
        .values({ ...row, id: `${row.id.slice(1)}0`, round: 9 })
        .execute(),
    );
    expect((await verifyDatabase(w.database.reader)).broken).toMatchObject({ table: 'sign_offs', why: 'was never written by an act' });
    await w.database.write((tx) => tx.deleteFrom('sign_offs').where('round', '=', 9).execute());
  });

  it('is found when an edition is taken away', async () => {
    const row = await w.database.reader.selectFrom('editions').selectAll().executeTakeFirstOrThrow();
    const held = await w.database.reader.selectFrom('edition_records').selectAll().execute();
    await w.database.write(async (tx) => {
      await tx.deleteFrom('edition_records').execute();
      await tx.deleteFrom('editions').where('id', '=', row.id).execute();
    });
    expect((await verifyDatabase(w.database.reader)).broken).toMatchObject({
      table: 'editions',
      record: 'SET-1, edition 1',
      why: 'is missing',
    });
    await w.database.write(async (tx) => {
      await tx.insertInto('editions').values(row).execute();
      await tx.insertInto('edition_records').values(held).execute();
    });
  });
});
