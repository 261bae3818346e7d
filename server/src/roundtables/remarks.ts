import type { Reader } from '../storage/database.ts';

export interface RemarkCount {
  readonly all: number;
  readonly unanswered: number;
}

/** A remark made at a table, as minutes may tell it. */
export interface Remark {
  readonly recommendationId: string;
  /** The words it was made about; empty for the recommendation as a whole. */
  readonly quote: string;
  readonly text: string;
  /** Wording that was proposed in place of the quote; null for a remark without. */
  readonly proposal: string | null;
  /** Who said it, as far as the table's rule lets it be said. */
  readonly author: string | null;
  /** What became of it; null while it waits for an answer. */
  readonly disposition: 'accepted' | 'partly' | 'rejected' | 'deferred' | null;
  readonly reason: string;
}

/** How many remarks were made at a table, by recommendation. */
export async function remarkCounts(_reader: Reader, _tableId: string): Promise<ReadonlyMap<string, RemarkCount>> {
  return new Map();
}

/** The remarks made at a table, in the order they were made. */
export async function remarksOf(_reader: Reader, _tableId: string): Promise<readonly Remark[]> {
  return [];
}
