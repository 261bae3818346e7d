import type { Engine, Transaction } from '../database.ts';

/** One numbered step. Never edited once released: a change of mind is the next number. */
export interface Migration {
  readonly name: string;
  readonly sql: (engine: Engine) => readonly string[];
  /** Gives new columns of rows that are there already what SQL cannot work out. */
  readonly fill?: (tx: Transaction) => Promise<void>;
}
