import { type RawBuilder, sql } from 'kysely';

/**
 * Keeps records that were asked for by id to one programme, without becoming the way to them: as a plain comparison it
 * makes SQLite go through a whole register to find twenty of it, as long as nobody has counted what the tables hold.
 */
export function ofProgramme(programmeId: string): RawBuilder<boolean> {
  return sql<boolean>`programme_id || '' = ${programmeId}`;
}
