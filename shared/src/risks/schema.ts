import { z } from 'zod';
import { day, line, personId, prose, recordIds, recordMeta, requiredLine } from '../registers/schema.ts';

/** ISO 31000: a risk is the effect of uncertainty on objectives; an opportunity (a benefit) is a positive one. */
export const RISK_KINDS = ['threat', 'opportunity'] as const;
/** ISO 31000:2018, 6.5.2. */
export const TREATMENT_OPTIONS = ['avoid', 'take', 'remove-source', 'change-likelihood', 'change-consequence', 'share', 'retain'] as const;
/** Steps of likelihood and impact, 1 to 5. */
export const level = z.number().int().min(1).max(5);

export const riskFields = z.object({
  title: requiredLine(),
  kind: z.enum(RISK_KINDS).default('threat'),
  subject: line(80).default(''),
  summary: prose(4000).default(''),
  source: prose(2000).default(''),
  event: prose(2000).default(''),
  consequence: prose(2000).default(''),
  likelihood: level.nullable().default(null),
  impact: level.nullable().default(null),
  /** The words the judgement of likelihood and impact rests on. */
  basis: prose(2000).default(''),
  /** A member of the programme. */
  ownerId: personId.nullable().default(null),
  treatment: z.enum(TREATMENT_OPTIONS).nullable().default(null),
  residualLikelihood: level.nullable().default(null),
  residualImpact: level.nullable().default(null),
  reviewOn: day.nullable().default(null),
  trendIds: recordIds.default([]),
  bodyIds: recordIds.default([]),
  evidenceIds: recordIds.default([]),
  note: prose(4000).default(''),
});
export const riskSchema = riskFields.extend(recordMeta.shape);
export type Risk = z.infer<typeof riskSchema>;
export type RiskDraft = z.input<typeof riskFields>;
