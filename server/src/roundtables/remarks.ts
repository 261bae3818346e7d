import type { Reader } from '../storage/database.ts';

export interface RemarkCount {
  readonly all: number;
  readonly unanswered: number;
}

/** How many remarks were made at a table, by recommendation. */
export async function remarkCounts(_reader: Reader, _tableId: string): Promise<ReadonlyMap<string, RemarkCount>> {
  return new Map();
}
