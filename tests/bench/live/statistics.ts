/** Spread of a list of milliseconds. `n` is how many there were; everything else is null where there were none. */
export interface Spread {
  readonly n: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

/** The value that `share` (0 to 1) of an ascending list does not exceed, by the nearest rank; null for an empty list. */
export function percentile(ascending: ArrayLike<number>, share: number): number | null {
  if (ascending.length === 0) return null;
  const rank = Math.max(1, Math.ceil(share * ascending.length));
  return ascending[rank - 1] ?? null;
}

export function spreadOf(values: ArrayLike<number>): Spread {
  const ascending = Float64Array.from(values).sort();
  return {
    n: ascending.length,
    p50: percentile(ascending, 0.5),
    p95: percentile(ascending, 0.95),
    p99: percentile(ascending, 0.99),
    max: percentile(ascending, 1),
  };
}

/** The middle value, or the mean of the two in the middle; null for an empty list. What is not a number is left out. */
export function median(values: readonly (number | null | undefined)[]): number | null {
  const ascending = values.filter((value): value is number => Number.isFinite(value)).sort((one, other) => one - other);
  const upper = ascending[ascending.length >> 1];
  const lower = ascending[(ascending.length - 1) >> 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/** Linear congruence (Numerical Recipes): the same sequence of whole numbers below `limit` on every machine. */
export function sequence(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
