/** Some fields of a record by name; a record itself is one too. */
export type Fields = Readonly<Record<string, unknown>>;

/** One field that two people changed at once. */
export interface FieldConflict {
  readonly field: string;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/**
 * What became of a change that met a newer version:
 * - `repeat`: they changed other fields; mine can be sent again on their version and nothing is lost;
 * - `done`: they wrote the very same values;
 * - `ask`: both changed the same field to different values, so a person decides.
 */
export type Clash =
  | { readonly outcome: 'repeat' }
  | { readonly outcome: 'done' }
  | { readonly outcome: 'ask'; readonly conflicts: readonly FieldConflict[] };

/** Equality of JSON values; the order of keys does not matter, the order in lists does. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  const [left, right] = [a as Fields, b as Fields];
  return keys.every((key) => key in right && sameValue(left[key], right[key]));
}

/**
 * Judges a refused change.
 * @param base the record as I saw it when I changed it
 * @param mine the fields I changed
 * @param theirs the record as it is now
 */
export function judgeClash(base: Fields, mine: Fields, theirs: Fields): Clash {
  const open = Object.keys(mine).filter((field) => !sameValue(mine[field], theirs[field]));
  if (open.length === 0) return { outcome: 'done' };
  const conflicts = open
    .filter((field) => !sameValue(base[field], theirs[field]))
    .map((field) => ({ field, mine: mine[field], theirs: theirs[field] }));
  return conflicts.length === 0 ? { outcome: 'repeat' } : { outcome: 'ask', conflicts };
}

/** The fields of mine that are still to be sent after these fields were left as the other person wrote them. */
export function withoutFields(mine: Fields, taken: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(mine).filter(([field]) => !taken.includes(field)));
}
