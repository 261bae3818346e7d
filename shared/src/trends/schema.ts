import { z } from 'zod';
import { line, prose, recordId, recordIds, recordMeta, requiredLine } from '../registers/schema.ts';

export const TREND_DIRECTIONS = ['rising', 'steady', 'falling', 'uncertain'] as const;
export const HORIZONS = ['short', 'medium', 'long', 'ongoing'] as const;
export const CONFIDENCES = ['high', 'moderate', 'low'] as const;
export const TREND_SCOPES = ['global', 'regional', 'organisation', 'national', 'theoretical'] as const;

/** A signal: something observed that speaks for the trend, with the evidence it rests on. */
export const signalSchema = z.object({ text: requiredLine(1000), evidenceIds: recordIds.default([]) });

export const trendFields = z.object({
  title: requiredLine(),
  summary: prose(4000).default(''),
  drivers: z.array(requiredLine(500)).max(50).default([]),
  signals: z.array(signalSchema).max(50).default([]),
  scope: z.enum(TREND_SCOPES).nullable().default(null),
  direction: z.enum(TREND_DIRECTIONS).nullable().default(null),
  horizon: z.enum(HORIZONS).nullable().default(null),
  confidence: z.enum(CONFIDENCES).nullable().default(null),
  effect: line(500).default(''),
  /** The trend this one is a component of. */
  parentId: recordId.nullable().default(null),
  bodyIds: recordIds.default([]),
  evidenceIds: recordIds.default([]),
  note: prose(4000).default(''),
});
export const trendSchema = trendFields.extend(recordMeta.shape);
export type Trend = z.infer<typeof trendSchema>;
export type TrendDraft = z.input<typeof trendFields>;
export type Signal = z.infer<typeof signalSchema>;
