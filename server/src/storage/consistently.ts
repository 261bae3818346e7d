import { sql } from 'kysely';
import type { Engine, Transaction } from './database.ts';

/** Serialization failure, deadlock, and a unique value that another transaction wrote first. */
const CONFLICTS: ReadonlySet<unknown> = new Set(['40001', '40P01', '23505']);
const MOST_TRIES = 12;

/**
 * Makes the transaction see one moment only, on PostgreSQL as SQLite does anyway. To be called before anything is read.
 * Whoever then writes a row that another has written meanwhile fails, and is to be tried again: see `tryAgain`.
 */
export async function seeOneMoment(engine: Engine, tx: Transaction): Promise<void> {
  if (engine === 'postgres') await sql`set transaction isolation level repeatable read`.execute(tx);
}

/** Runs a transaction again while another one got in its way; every other failure is passed on. */
export async function tryAgain<Result>(engine: Engine, run: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      const conflict = engine === 'postgres' && CONFLICTS.has((error as { code?: unknown } | null)?.code);
      if (!conflict || tries >= MOST_TRIES) throw error;
    }
  }
}
