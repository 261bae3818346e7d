import type { HitRecommendation } from './schema.ts';

/** A tie of a recommendation to an item of evidence, with what the item is worth. */
export interface Support {
  readonly recommendationId: string;
  readonly evidenceId: string;
  /** A declared stance, or `cites`. */
  readonly stance: string;
  readonly state: string;
  readonly sourceId: string | null;
  /** Reliability of the source after the move. */
  readonly reliability: string | null;
}

const RELIABLE: ReadonlySet<string> = new Set(['A', 'B', 'C']);

/** Only an item that stands and does not speak against it holds a recommendation up. */
const supports = (one: Support) => one.state === 'active' && one.stance !== 'opposes';

/**
 * What a move leaves of the support of one recommendation. `moved` are the items that no longer stand; where only a
 * source is judged anew it is empty, and the difference is in `reliable`.
 */
export function remainingSupport(
  ties: readonly Support[],
  moved: ReadonlySet<string>,
): Pick<HitRecommendation, 'before' | 'remaining' | 'reliable' | 'oneSource'> {
  const before = new Map(ties.filter(supports).map((one) => [one.evidenceId, one]));
  const left = [...before.values()].filter((one) => !moved.has(one.evidenceId));
  const sources = new Set(left.map((one) => one.sourceId ?? one.evidenceId));
  return {
    before: before.size,
    remaining: left.length,
    reliable: left.filter((one) => one.reliability !== null && RELIABLE.has(one.reliability)).length,
    oneSource: left.length > 0 && sources.size === 1,
  };
}
