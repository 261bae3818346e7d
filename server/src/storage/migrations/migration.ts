import type { Engine } from '../database.ts';

/** One numbered step. Never edited once released: a change of mind is the next number. */
export interface Migration {
  readonly name: string;
  readonly sql: (engine: Engine) => readonly string[];
}
