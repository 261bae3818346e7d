import type { Journal } from '../events/journal.ts';
import type { Database } from '../storage/database.ts';
import { tellSeats } from './changes.ts';

/** Tells the team that a guest came or went. It says so of the table, never of whom. */
export async function tellComing(database: Database, journal: Journal, programmeId: string, userId: string): Promise<void> {
  const tables = await database.reader
    .selectFrom('seats')
    .innerJoin('round_tables', 'round_tables.id', 'seats.table_id')
    .selectAll('round_tables')
    .where('round_tables.programme_id', '=', programmeId)
    .where('seats.user_id', '=', userId)
    .where('seats.revoked_at', 'is', null)
    .execute();
  for (const table of tables) tellSeats({ journal }, table);
}
