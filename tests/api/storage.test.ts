import { newId } from '@concordance/server/ids';
import { type Database, isUniqueViolation } from '@concordance/server/storage/database';
import { MIGRATIONS, migrate } from '@concordance/server/storage/migrations/index';
import type { Migration } from '@concordance/server/storage/migrations/migration';
import { titleOrder } from '@concordance/shared/registers/title-order';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS, type Place } from '../support/dialects.ts';

const NAMES = MIGRATIONS.map((step) => step.name);

describe.each(DIALECTS)('the database on $name', (dialect) => {
  let place: Place;
  const opened: Database[] = [];
  const open = () => {
    const database = place.open();
    opened.push(database);
    return database;
  };
  beforeEach(async () => {
    place = await dialect.place();
  });
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
    await place.drop();
  });
  const user = (email: string) => ({
    id: newId(),
    name: 'x',
    email,
    password_hash: null,
    language: 'en',
    colour: 0,
    administrator: 0,
    disabled: 0,
    created_at: '2020-01-01T00:00:00.000Z',
  });
  const emails = async (database: Database) =>
    (await database.reader.selectFrom('users').select('email').orderBy('email').execute()).map((row) => row.email);
  const add = (database: Database, email: string) => database.write((tx) => tx.insertInto('users').values(user(email)).execute());

  it('gets every migration once, in order', async () => {
    const database = open();
    expect(await migrate(database)).toEqual(NAMES);
    expect(await migrate(database)).toEqual([]);
    const rows = await database.reader.selectFrom('migrations').select('name').orderBy('name').execute();
    expect(rows.map((row) => row.name)).toEqual([...NAMES].sort());
  });

  it('is brought up to date by one process, however many start at once', async () => {
    const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(open())));
    expect(applied.flat().sort()).toEqual([...NAMES].sort());
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it('takes all missing migrations or none of them', async () => {
    const database = open();
    await migrate(database);
    const step = (name: string, ...statements: string[]): Migration => ({ name, sql: () => statements });
    const steps = [
      ...MIGRATIONS,
      step('900-good', 'create table good (id text)'),
      step('901-bad', 'create table bad (id text)', 'no such statement'),
    ];
    await expect(migrate(database, steps)).rejects.toThrow();
    for (const table of ['good', 'bad']) await expect(sql`select 1 from ${sql.table(table)}`.execute(database.reader)).rejects.toThrow();
    expect(await migrate(database, steps.slice(0, -1))).toEqual(['900-good']);
  });

  it('gives titles their order, and files their hash, where rows are older than those columns', async () => {
    const database = open();
    const step = MIGRATIONS.findIndex(({ name }) => name === '009-order-and-files');
    await migrate(database, MIGRATIONS.slice(0, step));
    await database.script(`
      insert into programmes (id, version, title, short_title, contractor, contract, first_year, last_year, languages, citation_style, aim, created_at)
        values ('p', 1, '{}', 'P', '', '', null, null, '[]', 'plain', '', '2020');
      insert into evidence (id, programme_id, number, version, title, folded, created_at, updated_at, updated_by, kind, summary,
          credibility_why, date, locator, url, figures, state, state_reason, note, attachment)
        values ('e', 'p', 1, 1, 'Қазақстан', '', '', '', '', '', '', '', '', '', '', '[]', '', '', '', '{"hash":"abc"}')`);
    await migrate(database);
    expect(await database.reader.selectFrom('evidence').select(['title_key', 'attachment_hash']).execute()).toEqual([
      { title_key: titleOrder('Қазақстан'), attachment_hash: 'abc' },
    ]);
  });

  it('keeps what was written when it is opened again', async () => {
    const database = open();
    await migrate(database);
    await add(database, 'kept@example.org');
    await opened.pop()?.close();
    expect(await emails(open())).toEqual(['kept@example.org']);
  });

  it('takes back everything of a transaction that fails', async () => {
    const database = open();
    await migrate(database);
    const failing = database.write(async (tx) => {
      await tx.insertInto('users').values(user('half@example.org')).execute();
      await tx.insertInto('users').values(user('half@example.org')).execute();
    });
    await expect(failing).rejects.toSatisfy(isUniqueViolation);
    await expect(database.write(() => Promise.reject(new Error('changed my mind')))).rejects.toThrow('changed my mind');
    expect(await emails(database)).toEqual([]);
    await add(database, 'after@example.org');
    expect(await emails(database)).toEqual(['after@example.org']);
  });

  it('takes back everything of a batch that fails', async () => {
    const database = open();
    await migrate(database);
    const insert = 'insert into set_up (token_hash, created_at) values (?, ?)';
    const batch = (...keys: string[]) => database.atomically(keys.map((key) => ({ sql: insert, parameters: [key, 'now'] })));
    await expect(batch('a', 'b', 'a')).rejects.toSatisfy(isUniqueViolation);
    expect(await database.reader.selectFrom('set_up').selectAll().execute()).toEqual([]);
    await batch('a', 'b');
    expect(await database.reader.selectFrom('set_up').selectAll().execute()).toHaveLength(2);
  });

  it('shows nobody a transaction that is still open', async () => {
    const database = open();
    await migrate(database);
    await database.write(async (tx) => {
      await tx.insertInto('users').values(user('unfinished@example.org')).execute();
      expect(await emails(database)).toEqual([]);
    });
    expect(await emails(database)).toEqual(['unfinished@example.org']);
  });

  it('does many transactions and batches at once without mixing them', async () => {
    const database = open();
    await migrate(database);
    const work = Array.from({ length: 25 }, (_, n) => [
      add(database, `${n}@example.org`),
      database.atomically([
        { sql: 'insert into set_up (token_hash, created_at) values (?, ?)', parameters: [`key ${n}`, 'now'] },
        { sql: 'select count(*) as count from set_up where token_hash = ?', parameters: [`key ${n}`] },
      ]),
      database.write(() => Promise.reject(new Error('undone'))).catch(() => []),
    ]);
    await Promise.all(work.flat());
    expect(await emails(database)).toHaveLength(25);
    expect(await database.reader.selectFrom('set_up').selectAll().execute()).toHaveLength(25);
  });

  it('tells apart what exists already from other refusals', async () => {
    const database = open();
    await migrate(database);
    await add(database, 'once@example.org');
    await expect(add(database, 'once@example.org')).rejects.toSatisfy(isUniqueViolation);
    const orphan = database.write((tx) =>
      tx
        .insertInto('memberships')
        .values({ programme_id: 'none', user_id: 'none', role: 'lead', joined_at: 'now', expires_at: null })
        .execute(),
    );
    await expect(orphan).rejects.toSatisfy((error: unknown) => error instanceof Error && !isUniqueViolation(error));
    for (const other of [null, undefined, new Error('x'), { code: 23505 }, 'SQLITE_CONSTRAINT_UNIQUE'])
      expect(isUniqueViolation(other)).toBe(false);
  });

  it('gives numbers back as numbers', async () => {
    const database = open();
    await migrate(database);
    const { rows } = await sql<{ count: unknown; sum: unknown }>`select count(*) as count, sum(1) as sum from migrations`.execute(
      database.reader,
    );
    expect(rows).toEqual([{ count: NAMES.length, sum: NAMES.length }]);
  });

  it('answers while it is open, and not after it was closed', async () => {
    const database = place.open();
    await database.ping();
    await database.close();
    await expect(database.ping()).rejects.toThrow();
  });
});

describe('SQLite', () => {
  const [sqlite] = DIALECTS;

  it('writes ahead, syncs every commit to the disk and holds references together', async () => {
    const place = await sqlite?.place();
    const database = place?.open();
    if (!place || !database) throw new Error('no SQLite');
    await migrate(database);
    // Only the writer's own connection can say what it was told: pragmas as functions, in a query on the write side.
    const [[row]] = (await database.atomically([
      {
        sql: 'select j.journal_mode, s.synchronous, f.foreign_keys, b.timeout from pragma_journal_mode j, pragma_synchronous s, pragma_foreign_keys f, pragma_busy_timeout b',
        parameters: [],
      },
    ])) as [[Record<string, unknown>]];
    const FULL = 2;
    expect(row).toEqual({ journal_mode: 'wal', synchronous: FULL, foreign_keys: 1, timeout: 5000 });
    await database.close();
    await place.drop();
  });

  it('cannot be written through the connection that reads', async () => {
    const place = await sqlite?.place();
    const database = place?.open();
    if (!place || !database) throw new Error('no SQLite');
    await migrate(database);
    await expect(sql`delete from migrations`.execute(database.reader)).rejects.toThrow(/readonly/);
    await database.close();
    await place.drop();
  });
});
