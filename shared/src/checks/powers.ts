import type { Rule, SetFacts } from './schema.ts';

/**
 * The multi-vector check: a set whose ties (trends, risks, evidence) speak of the interests of one power only. A set
 * that speaks of none, or that has a single recommendation, is not judged.
 */
export const onePower: Rule<SetFacts> = ({ id, recommendations }) => {
  const powers = new Map(
    recommendations.flatMap(({ links }) => links.flatMap(({ target }) => target.powers)).map((power) => [power.id, power]),
  );
  const [only, ...others] = powers.values();
  if (recommendations.length < 2 || !only || others.length > 0) return [];
  return [{ rule: 'one-power', place: { kind: 'set', id }, words: { power: only.title, count: recommendations.length } }];
};
