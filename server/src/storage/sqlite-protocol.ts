import type { PackedLog } from './packed-log.ts';

/** What the main thread asks of a SQLite thread, and what it answers. */
export interface BoundStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What was asked in one turn of the loop goes in one message, and is answered in one. */
export type ThreadRequest = { readonly id: number } & (
  | ({ readonly kind: 'query' } & BoundStatement)
  /** All statements in one transaction: one fsync, all or nothing. */
  | { readonly kind: 'batch'; readonly batch: readonly BoundStatement[] }
  /** The same for the document log; answered with the number of each document's first update. */
  | ({ readonly kind: 'log' } & PackedLog)
  | { readonly kind: 'script'; readonly sql: string }
  | { readonly kind: 'close' }
);

/** What a statement gave. */
export interface RowList {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly changes: number;
}

export interface ThreadAnswer {
  readonly id: number;
  readonly result?: RowList | readonly RowList[] | readonly number[] | null;
  readonly error?: { readonly message: string; readonly code: string };
}
