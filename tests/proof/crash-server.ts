import process from 'node:process';
import { readConfig } from '@concordance/server/config';
import { prepareSetUp } from '@concordance/server/identity/accounts';
import { openLog } from '@concordance/server/operations/log';
import { type Running, serve } from '@concordance/server/serve';
import { type Database, openSqlite } from '@concordance/server/storage/database';
import { MIGRATIONS, migrate } from '@concordance/server/storage/migrations/index';
import type { Migration } from '@concordance/server/storage/migrations/migration';
import type { CrashPoint } from './crash-points.ts';

/**
 * The product, started by the same `serve`, on a database that kills the process at one named moment. The moment is chosen
 * outside of the product: by what statements go to the log, never by a hook in it.
 */
const point = (process.env['CRASH_POINT'] ?? 'none') as CrashPoint | 'none';
const after = Number(process.env['CRASH_AFTER'] ?? '1');

/** Keeps the SQLite thread busy inside an open transaction, with everything before it executed and nothing committed. */
const LONG = `with recursive counted(x) as (select 1 union all select x + 1 from counted where x < 30000000)
  select count(*) from counted`;
/** The statements before `LONG` are done by then, `LONG` is not. */
const INSIDE_MS = 40;

let passed = 0;
let running: Running | null = null;

function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
}

/** True when it is the moment: the so-manieth time that this place is passed. */
const isTime = (place: CrashPoint): boolean => place === point && ++passed >= after;

async function dieInside(database: Database, batch: Parameters<Database['atomically']>[0], behind: number): Promise<never> {
  setTimeout(() => void die(), INSIDE_MS);
  await database.atomically([...batch.slice(0, behind), { sql: LONG, parameters: [] }, ...batch.slice(behind)]);
  return die();
}

/** Every row of the log begins something long inside its own transaction, once it is written. */
const LONG_TRIGGER = `create temp view counted_long as ${LONG};
  create temp trigger log_long after insert on updates begin select * from counted_long; end`;

async function dieWriting(database: Database, log: Parameters<Database['log']>[0]): Promise<never> {
  await database.script(LONG_TRIGGER);
  setTimeout(() => void die(), INSIDE_MS);
  await database.log(log);
  return die();
}

/** The database as the rooms see it, with the chosen moment in it. */
function deadly(database: Database): Database {
  return {
    ...database,
    async log(log) {
      if (isTime('after-validate')) return die();
      if (isTime('before-commit')) return dieWriting(database, log);
      const firsts = await database.log(log);
      if (isTime('after-commit')) return die();
      return firsts;
    },
    async atomically(batch) {
      const first = batch[0]?.sql ?? '';
      if (first.startsWith('insert into snapshots')) {
        const left = running?.rooms.metrics().connections === 0;
        if (left && isTime('unload')) return dieInside(database, batch, 1);
        if (isTime('compaction')) return dieInside(database, batch, 1);
        if (isTime('compaction-trimmed')) return dieInside(database, batch, batch.length);
        const rows = await database.atomically(batch);
        if (isTime('after-compaction')) return die();
        return rows;
      }
      return database.atomically(batch);
    },
  };
}

/** A change of the log's own table, as the next release might bring it: interrupted half-way. */
const NEXT: Migration = {
  name: '999-crash',
  sql: () => [
    'create table updates_new as select * from updates',
    'drop table updates',
    'delete from snapshots',
    LONG,
    'alter table updates_new rename to updates',
  ],
};

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const database = openSqlite(config.data);
  if (point === 'migration') {
    await migrate(database);
    setTimeout(() => void die(), 4 * INSIDE_MS);
    await migrate(database, [...MIGRATIONS, NEXT]);
    return die();
  }
  await migrate(database);
  running = await serve(config, openLog(config.logLevel), deadly(database));
  const secret = await prepareSetUp(running.database);
  process.stdout.write(`ready\n${secret ? `${running.url}/set-up#${secret}\n` : ''}`);
}

await main();
