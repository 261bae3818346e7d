import { RISK_KINDS, TREATMENT_OPTIONS } from '@concordance/shared/risks/schema';
import type { FieldSpec } from '../registers/definition.ts';

export const LEVELS = [1, 2, 3, 4, 5] as const;

/** The fields of a risk or an opportunity, as its form and its panel ask for them. */
export const riskFields: readonly FieldSpec[] = [
  { name: 'title', type: 'line', max: 300, required: true },
  { name: 'kind', type: 'choice', values: 'riskKind', options: RISK_KINDS, nullable: false, required: true, bulk: true },
  { name: 'subject', type: 'line', max: 80, bulk: true },
  { name: 'summary', type: 'prose', max: 4000 },
  { name: 'likelihood', type: 'level', values: 'likelihood', options: LEVELS, bulk: true },
  { name: 'impact', type: 'level', values: 'impact', options: LEVELS, bulk: true },
  { name: 'basis', type: 'prose', max: 2000 },
  { name: 'source', type: 'prose', max: 2000 },
  { name: 'event', type: 'prose', max: 2000 },
  { name: 'consequence', type: 'prose', max: 2000 },
  { name: 'treatment', type: 'choice', values: 'treatment', options: TREATMENT_OPTIONS, nullable: true, bulk: true },
  { name: 'residualLikelihood', type: 'level', values: 'likelihood', options: LEVELS },
  { name: 'residualImpact', type: 'level', values: 'impact', options: LEVELS },
  { name: 'ownerId', type: 'person', bulk: true },
  { name: 'reviewOn', type: 'day', bulk: true },
  { name: 'trendIds', type: 'records', kinds: ['trend'] },
  { name: 'evidenceIds', type: 'records', kinds: ['evidence'] },
  { name: 'bodyIds', type: 'records', kinds: ['body'] },
  { name: 'note', type: 'prose', max: 4000 },
];
