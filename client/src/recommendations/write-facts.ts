import { type FieldConflict, type Fields, judgeClash } from '../registers/conflict.ts';

/** A row that grows a version with every change. */
export interface Versioned {
  readonly version: number;
}

/** How a versioned write ended. On `conflict` nothing was written, and `conflicts` holds both values of each fact. */
export type WriteResult<Row> =
  | { readonly kind: 'saved'; readonly record: Row }
  | { readonly kind: 'conflict'; readonly current: Row; readonly conflicts: readonly FieldConflict[] };

/** What sending a change to the server can answer: the new record, or the one that is there now. */
export type Sent<Row> = { readonly record: Row } | { readonly stale: Row };

const asFields = (row: object): Fields => ({ ...row });

/** With more writers in between than this, the person decides. */
const MAX_TRIES = 4;

/**
 * Writes changed facts of a record. When someone else changed only other facts in between, the write is repeated on
 * their version, so that two people at two facts never meet a conflict; the same fact written differently is one.
 * Any other failure of `send` rejects.
 */
export async function writeFacts<Row extends Versioned>(
  base: Row,
  changes: Readonly<Partial<Row>>,
  send: (version: number, changes: Readonly<Partial<Row>>) => Promise<Sent<Row>>,
): Promise<WriteResult<Row>> {
  let version = base.version;
  for (let attempt = 1; ; attempt += 1) {
    const sent = await send(version, changes);
    if ('record' in sent) return { kind: 'saved', record: sent.record };
    const current = sent.stale;
    const clash = judgeClash(asFields(base), asFields(changes), asFields(current));
    if (clash.outcome === 'done') return { kind: 'saved', record: current };
    if (clash.outcome === 'ask') return { kind: 'conflict', current, conflicts: clash.conflicts };
    if (attempt === MAX_TRIES) return { kind: 'conflict', current, conflicts: [] };
    version = current.version;
  }
}
