/**
 * What became of a value that I edited while others could change it too.
 * `free`: nobody touched it; `same`: it already says what I wanted; `conflict`: someone wrote something else.
 */
export type Settlement = 'free' | 'same' | 'conflict';

/** Compares by content: facts are strings, numbers, null, or short lists of them. */
export function sameValue(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/** Judges one fact: what it was when I began, what I wrote, what it is now. */
export function settle(base: unknown, mine: unknown, theirs: unknown): Settlement {
  if (sameValue(mine, theirs)) return 'same';
  return sameValue(base, theirs) ? 'free' : 'conflict';
}

/** A record that grows a version with every change. */
export interface Versioned {
  readonly version: number;
}

/** How a versioned write ended. On `conflict` nothing was written; `fields` differ from what the writer saw. */
export type WriteResult<Row> =
  | { readonly kind: 'saved'; readonly record: Row }
  | { readonly kind: 'conflict'; readonly current: Row; readonly fields: readonly string[] };

/** What sending a change to the server can answer: the new record, or the one that is there now. */
export type Sent<Row> = { readonly record: Row } | { readonly stale: Row };

/** More than this many others writing in between, and the person decides. */
const MAX_TRIES = 4;

/**
 * Writes changed facts of a record. When someone else changed only other facts in between, the write is repeated on
 * their version, so that two people at two facts never meet a conflict; the same fact written differently is one.
 */
export async function writeFacts<Row extends Versioned>(
  base: Row,
  changes: Readonly<Partial<Row>>,
  send: (version: number, changes: Readonly<Partial<Row>>) => Promise<Sent<Row>>,
): Promise<WriteResult<Row>> {
  const fields = Object.keys(changes) as (keyof Row & string)[];
  let version = base.version;
  for (let attempt = 1; ; attempt += 1) {
    const sent = await send(version, changes);
    if ('record' in sent) return { kind: 'saved', record: sent.record };
    const current = sent.stale;
    const judged = fields.map((field) => ({ field, how: settle(base[field], changes[field], current[field]) }));
    const conflicts = judged.filter((fact) => fact.how === 'conflict').map((fact) => fact.field);
    if (conflicts.length > 0 || attempt === MAX_TRIES) return { kind: 'conflict', current, fields: conflicts };
    if (judged.every((fact) => fact.how === 'same')) return { kind: 'saved', record: current };
    version = current.version;
  }
}
