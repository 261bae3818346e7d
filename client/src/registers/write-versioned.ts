import { ApiProblem } from '../api/client.ts';
import { type FieldConflict, type Fields, judgeClash } from './conflict.ts';

/** A row that grows a version with every change. */
export interface Versioned {
  readonly version: number;
}

/** How a versioned write ended. On `conflict` nothing was written; `current` is the record as the others left it. */
type WriteResult<Item> =
  | { readonly kind: 'saved'; readonly record: Item }
  | { readonly kind: 'conflict'; readonly current: Item; readonly conflicts: readonly FieldConflict[] };

const fieldsOf = (row: object): Fields => ({ ...row });

/** More writers in between than this, and a person looks at it. */
const MAX_TRIES = 4;

/**
 * Writes some fields of a record. Where somebody else meanwhile changed other fields, the write is sent again on their
 * version; the same field written differently is a conflict for the person to settle. Other failures reject.
 */
export async function writeVersioned<Item extends Versioned>(
  base: Item,
  changes: Fields,
  send: (version: number) => Promise<Item>,
): Promise<WriteResult<Item>> {
  let version = base.version;
  for (let tries = 1; ; tries += 1) {
    try {
      return { kind: 'saved', record: await send(version) };
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'stale-version' || !error.current) throw error;
      const current = error.current as Item;
      const clash = judgeClash(fieldsOf(base), changes, fieldsOf(current));
      if (clash.outcome === 'done') return { kind: 'saved', record: current };
      if (clash.outcome === 'ask') return { kind: 'conflict', current, conflicts: clash.conflicts };
      if (tries === MAX_TRIES) throw error;
      version = current.version;
    }
  }
}
