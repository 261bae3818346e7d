import { z } from 'zod';
import type { CitationAttributes } from '../editor/citation.ts';
import type { BlockKind } from '../editor/read.ts';
import type { LinkedKind } from '../fingerprints/substance.ts';
import { RECORD_KINDS } from '../ids.ts';
import type { LinkKind } from '../links/schema.ts';

/** The closed list of checks of one recommendation. A code is never given a new meaning: editions keep it. */
export const RECOMMENDATION_CHECKS = [
  'no-trend',
  'no-risk',
  'no-evidence',
  'one-source',
  'one-kind',
  'strong-on-low',
  'no-addressee',
  'outside-competence',
  'no-horizon',
  'no-indicator',
  'no-responsible',
  'figure-uncited',
  'no-locator',
  'evidence-gone',
  'suspect-link',
  'open-thread',
  'undecided-suggestion',
  'likelihood-confidence',
  'translation-behind',
] as const;
/** Checks of a set as a whole, and of the programme's registers. */
export const SET_CHECKS = ['one-power'] as const;
export const PROGRAMME_CHECKS = ['risk-unanswered', 'trend-unanswered'] as const;

export const CHECK_CODES = [...RECOMMENDATION_CHECKS, ...SET_CHECKS, ...PROGRAMME_CHECKS] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

/** How much a check matters: `off` is not shown, `warn` is shown and printed, `block` keeps a set from being approved. */
export const SEVERITIES = ['off', 'warn', 'block'] as const;
export type Severity = (typeof SEVERITIES)[number];
export type CheckRules = Readonly<Record<CheckCode, Severity>>;

/** What a new programme begins with. */
export const DEFAULT_RULES: CheckRules = {
  'no-trend': 'warn',
  'no-risk': 'warn',
  'no-evidence': 'block',
  'one-source': 'warn',
  'one-kind': 'warn',
  'strong-on-low': 'warn',
  'no-addressee': 'block',
  'outside-competence': 'warn',
  'no-horizon': 'warn',
  'no-indicator': 'warn',
  'no-responsible': 'warn',
  'figure-uncited': 'warn',
  'no-locator': 'warn',
  'evidence-gone': 'block',
  'suspect-link': 'warn',
  'open-thread': 'block',
  'undecided-suggestion': 'block',
  'likelihood-confidence': 'warn',
  'one-power': 'warn',
  'risk-unanswered': 'warn',
  'trend-unanswered': 'warn',
  'translation-behind': 'warn',
};

/** What a programme set otherwise than by default. */
export const ruleChanges = z.partialRecord(z.enum(CHECK_CODES), z.enum(SEVERITIES));
export type RuleChanges = z.infer<typeof ruleChanges>;

/** The rules that hold in a programme. */
export function rulesOf(changes: RuleChanges): CheckRules {
  return { ...DEFAULT_RULES, ...changes };
}

/** Where a finding can be mended: what a click on it opens. */
export const checkPlace = z.discriminatedUnion('kind', [
  /** A fact of the recommendation. */
  z.object({ kind: z.literal('field'), field: z.string() }),
  /** A section of its links, where something is missing. */
  z.object({ kind: z.literal('links'), section: z.enum(['answers', 'treats', 'rests']) }),
  z.object({ kind: z.literal('link'), linkId: z.string(), targetId: z.string() }),
  /** A block of the text by its number in `blocks(json)`. */
  z.object({ kind: z.literal('block'), index: z.number().int() }),
  z.object({ kind: z.literal('citation'), index: z.number().int(), recordId: z.string() }),
  z.object({ kind: z.literal('threads') }),
  z.object({ kind: z.literal('record'), recordKind: z.enum(RECORD_KINDS), id: z.string(), ref: z.string() }),
  z.object({ kind: z.literal('set'), id: z.string() }),
]);
export type CheckPlace = z.infer<typeof checkPlace>;

/** One thing that a check found. `words` fill the sentence of its rule: references, names, a quotation, a number. */
export const findingSchema = z.object({
  rule: z.enum(CHECK_CODES),
  level: z.enum(['warn', 'block']),
  place: checkPlace,
  words: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Finding = z.infer<typeof findingSchema>;

/** A tie of a recommendation with what the checks need to know of its target. */
export interface LinkFact {
  readonly id: string;
  readonly kind: LinkKind;
  readonly stance: string | null;
  readonly locator: string;
  /** The target is no longer what the link was written against. */
  readonly suspect: boolean;
  readonly target: {
    readonly id: string;
    readonly kind: LinkedKind;
    readonly ref: string;
    readonly title: string;
    /** Of evidence: active, superseded or withdrawn; null for others. */
    readonly state: string | null;
    readonly evidenceKind: string | null;
    readonly sourceId: string | null;
    /** Of bodies named by the target, those that are powers: other states than those the advice is for. */
    readonly powers: readonly NamedFact[];
  };
}

export interface NamedFact {
  readonly id: string;
  readonly title: string;
}

export interface AddresseeFact extends NamedFact {
  readonly ref: string;
  /** Whether the register marks it as one that advice is given to. */
  readonly addressee: boolean;
  readonly competence: string;
}

/** A block of the text, as `blocks(json)` of the editor's room reads it. */
export interface BlockFact {
  readonly index: number;
  readonly kind: BlockKind;
  readonly text: string;
  readonly citations: readonly CitationAttributes[];
}

/** Everything the checks of one recommendation look at. */
export interface RecommendationFacts {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly statement: string;
  readonly topic: string;
  readonly instrument: string;
  readonly indicators: readonly string[];
  readonly horizon: string | null;
  readonly strength: string | null;
  readonly certainty: string | null;
  readonly strengthWhy: string;
  readonly responsibleId: string | null;
  readonly addressees: readonly AddresseeFact[];
  readonly links: readonly LinkFact[];
  readonly blocks: readonly BlockFact[];
  /** Threads that have not ended, and suggestions nobody has decided. */
  readonly threads: { readonly open: number; readonly undecided: number };
  /** Languages whose translation was made from an older original than there is now. */
  readonly translationsBehind: readonly string[];
}

/** What the checks of a set look at, beside those of each of its recommendations. */
export interface SetFacts {
  readonly id: string;
  readonly recommendations: readonly Pick<RecommendationFacts, 'links'>[];
}

/** What a rule found, before the programme says how much it matters. */
export type Found = Omit<Finding, 'level'>;
export type Rule<Facts = RecommendationFacts> = (facts: Facts) => readonly Found[];

/** One recommendation with everything its checks look at: the screen checks again while the text is written. */
export interface CheckedRecommendation {
  readonly facts: RecommendationFacts;
  readonly rules: CheckRules;
  /** As the server finds them in the stored text. */
  readonly findings: readonly Finding[];
}

/** The checks of a whole programme. */
export const programmeChecks = z.object({
  /** Threats nobody treats, trends nobody answers, sets that lean on one power. */
  findings: z.array(findingSchema),
  recommendations: z.array(
    z.object({ id: z.string(), ref: z.string(), title: z.string(), status: z.string(), blocking: z.number(), warnings: z.number() }),
  ),
});
export type ProgrammeChecks = z.infer<typeof programmeChecks>;
