/** Ratings go from 1 (not at all) to 9 (wholly): the scale of RAND/UCLA and CREDES. */
export const LOWEST = 1;
export const HIGHEST = 9;
const STEPS = HIGHEST - LOWEST + 1;

/** Below this many answers nothing is told: among two, each would know what the other said. */
export const FEWEST_ANSWERS = 3;

/** When a group agrees: shares in percent of those who answered, the spread as the distance between the quartiles. */
export interface ConsensusRule {
  /** At least this share in 7–9. */
  readonly high: number;
  /** Less than this share in 1–3. */
  readonly low: number;
  /** Interquartile range at most. */
  readonly spread: number;
}
export const DEFAULT_RULE: ConsensusRule = { high: 70, low: 15, spread: 2 };

/** What a group said on one criterion. */
export interface Summary {
  readonly count: number;
  /** How many gave 1, 2 … 9. */
  readonly distribution: readonly number[];
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

/**
 * A quantile by linear interpolation between closest ranks: Hyndman and Fan's type 7, the default of R and of
 * spreadsheets (QUARTILE.INC). `share` is between 0 and 1. Throws a `RangeError` for no values.
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('no values have no quantile');
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place - Math.floor(place));
}

/** Summary of the ratings on one criterion; null where there are none. */
export function summarise(values: readonly number[]): Summary | null {
  if (values.length === 0) return null;
  const distribution = Array.from({ length: STEPS }, (_, step) => values.filter((value) => value === step + LOWEST).length);
  return {
    count: values.length,
    distribution,
    median: quantile(values, 0.5),
    lowerQuartile: quantile(values, 0.25),
    upperQuartile: quantile(values, 0.75),
  };
}

/** How far a group was from agreeing, part by part, so that a screen can say which part failed. */
export interface Agreement {
  readonly highCount: number;
  readonly lowCount: number;
  readonly spread: number;
  readonly reached: boolean;
}

/** Judges a summary by a rule. Counts are compared, not rounded shares: 69.9 % is less than 70 %. */
export function judge(summary: Summary, rule: ConsensusRule): Agreement {
  const sum = (from: number, to: number) => summary.distribution.slice(from - LOWEST, to).reduce((total, count) => total + count, 0);
  const highCount = sum(7, 9);
  const lowCount = sum(1, 3);
  const spread = summary.upperQuartile - summary.lowerQuartile;
  const reached = highCount * 100 >= rule.high * summary.count && lowCount * 100 < rule.low * summary.count && spread <= rule.spread;
  return { highCount, lowCount, spread, reached };
}

/** Where one answer stands among all. */
export function placeOf(own: number, distribution: readonly number[]) {
  const sum = (some: readonly number[]) => some.reduce((total, count) => total + count, 0);
  return {
    below: sum(distribution.slice(0, own - LOWEST)),
    same: distribution[own - LOWEST] ?? 0,
    above: sum(distribution.slice(own - LOWEST + 1)),
  };
}
