import type { LinkFact, RecommendationFacts } from './schema.ts';

type LinkSketch = Partial<Omit<LinkFact, 'target'>> & { readonly target?: Partial<LinkFact['target']> };

let next = 1;

/** A tie to a record of its own. */
export function linkFact({ target, ...link }: LinkSketch = {}): LinkFact {
  const number = next++;
  return {
    id: `link-${number}`,
    kind: 'rests',
    stance: 'supports',
    locator: 'p. 1',
    suspect: false,
    ...link,
    target: {
      id: `record-${number}`,
      kind: 'evidence',
      ref: `EVD-${number}`,
      title: `Item ${number}`,
      state: 'active',
      evidenceKind: number % 2 ? 'statistic' : 'speech',
      sourceId: `source-${number}`,
      powers: [],
      ...target,
    },
  };
}

/** A recommendation in which no check finds anything; `changes` break it on purpose. */
export function soundFacts(changes: Partial<RecommendationFacts> = {}): RecommendationFacts {
  return {
    id: 'rec',
    ref: 'REC-1',
    title: 'Open the trade',
    statement: 'Agree on a list of barriers to trade.',
    topic: 'Trade',
    instrument: 'Decision',
    indicators: ['Barriers removed'],
    horizon: 'medium',
    strength: 'strong',
    certainty: 'moderate',
    strengthWhy: '',
    responsibleId: 'ministry',
    addressees: [{ id: 'ministry', ref: 'BOD-1', title: 'Ministry of Trade', addressee: true, competence: 'Trade and tariffs.' }],
    links: [
      linkFact({ kind: 'answers', target: { kind: 'trend', ref: 'TRD-1', state: null, evidenceKind: null, sourceId: null } }),
      linkFact({ kind: 'treats', target: { kind: 'risk', ref: 'RSK-1', state: null, evidenceKind: null, sourceId: null } }),
      linkFact({ target: { evidenceKind: 'statistic' } }),
      linkFact({ target: { evidenceKind: 'speech' } }),
    ],
    blocks: [],
    threads: { open: 0, undecided: 0 },
    translationsBehind: [],
    ...changes,
  };
}
