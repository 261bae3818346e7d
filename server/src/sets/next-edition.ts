import type { Reader } from '../storage/database.ts';

export interface NextEdition {
  readonly edition: number;
  /** Fingerprint of the newest edition there is; null before the first. */
  readonly previous: string | null;
}

/** The number that the next edition of a set would get, and which edition it follows. Numbers are never given twice. */
export async function nextEditionOf(reader: Reader, setId: string): Promise<NextEdition> {
  const row = await reader
    .selectFrom('editions')
    .select(['number', 'sha256'])
    .where('set_id', '=', setId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { edition: (row?.number ?? 0) + 1, previous: row?.sha256 ?? null };
}
