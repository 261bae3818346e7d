import { citationRules } from './citations.ts';
import { factRules, translationBehind } from './facts.ts';
import { likelihoodRules } from './likelihood.ts';
import { linkRules } from './links.ts';
import { onePower } from './powers.ts';
import type { CheckCode, CheckRules, Finding, Found, RecommendationFacts, Rule, SetFacts } from './schema.ts';
import { talkRules } from './talk.ts';

const RULES: readonly Rule[] = [...talkRules, ...linkRules, ...factRules, ...citationRules, ...likelihoodRules, translationBehind];

/**
 * Everything the checks find in one recommendation, what blocks first, then in the order of the rules. Pure: the same
 * facts and rules give the same findings on the server, where they bind, and beside the text while it is written.
 */
export function checkRecommendation(facts: RecommendationFacts, rules: CheckRules): readonly Finding[] {
  return weighed(
    RULES.flatMap((rule) => rule(facts)),
    rules,
  );
}

/** What the checks find in a set as a whole; its recommendations are checked one by one. */
export function checkSet(facts: SetFacts, rules: CheckRules): readonly Finding[] {
  return weighed(onePower(facts), rules);
}

/** Rules that found nothing, of those that are on: what the panel lists as passed. */
export function passed(findings: readonly Finding[], codes: readonly CheckCode[], rules: CheckRules): readonly CheckCode[] {
  return codes.filter((code) => rules[code] !== 'off' && !findings.some((finding) => finding.rule === code));
}

/** Findings of rules that are on, with their level, what blocks first. */
export function weighed(found: readonly Found[], rules: CheckRules): readonly Finding[] {
  const levelled = found.flatMap((one): Finding[] => {
    const level = rules[one.rule];
    return level === 'off' ? [] : [{ ...one, level }];
  });
  return [...levelled.filter((one) => one.level === 'block'), ...levelled.filter((one) => one.level === 'warn')];
}
