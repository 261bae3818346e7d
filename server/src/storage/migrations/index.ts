import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { people } from './001-people.ts';
import { registers } from './002-registers.ts';
import { recommendations } from './003-recommendations.ts';
import { roundTables } from './005-round-tables.ts';
import { history } from './006-history.ts';
import { sets } from './007-sets.ts';
import { audit } from './008-audit.ts';
import { orderAndFiles } from './009-order-and-files.ts';
import { lists } from './010-lists.ts';
import { threads } from './011-threads.ts';
import { followUpFiles } from './012-follow-up-files.ts';
import { saidOnce } from './013-said-once.ts';
import { pastedWords } from './014-pasted-words.ts';
import { translations } from './015-translations.ts';
import type { Migration } from './migration.ts';

export const MIGRATIONS: readonly Migration[] = [
  people,
  registers,
  recommendations,
  roundTables,
  history,
  sets,
  audit,
  orderAndFiles,
  lists,
  threads,
  followUpFiles,
  saidOnce,
  pastedWords,
  translations,
];

/** Advisory lock, so that many processes starting at once on PostgreSQL migrate one after the other. */
const LOCK = 4_800_001;

/** Brings the database to the newest shape, all missing steps in one transaction. Returns the names applied. */
export async function migrate(database: Database, steps: readonly Migration[] = MIGRATIONS): Promise<readonly string[]> {
  return database.write(async (tx) => {
    if (database.engine === 'postgres') await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
    // Behind the lock as well: two at once may both find that there is no such table.
    await sql.raw('create table if not exists migrations (name text primary key, applied_at text not null)').execute(tx);
    const done = new Set((await tx.selectFrom('migrations').select('name').execute()).map((row) => row.name));
    const missing = steps.filter((step) => !done.has(step.name));
    for (const step of missing) {
      for (const statement of step.sql(database.engine)) await sql.raw(statement).execute(tx);
      await step.fill?.(tx);
      await tx.insertInto('migrations').values({ name: step.name, applied_at: new Date().toISOString() }).execute();
    }
    return missing.map((step) => step.name);
  });
}
