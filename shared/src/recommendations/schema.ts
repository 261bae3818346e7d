import { z } from 'zod';
import { type DocumentId, idSchema } from '../ids.ts';
import { day, line, personId, prose, recordId, recordIds, recordMeta, requiredLine, seenVersion } from '../registers/schema.ts';
import { HORIZONS } from '../trends/schema.ts';
import { translationSchema } from './translations.ts';

export const STATUSES = ['draft', 'in-discussion', 'ready'] as const;
export type Status = (typeof STATUSES)[number];
export const PRIORITIES = ['high', 'medium', 'low'] as const;
/** GRADE-informed: how firmly it is advised, kept apart from how sure the evidence is. */
export const STRENGTHS = ['strong', 'conditional'] as const;
export const CERTAINTIES = ['high', 'moderate', 'low', 'very-low'] as const;

export const recommendationFields = z.object({
  title: requiredLine(),
  /** One sentence in the imperative. */
  statement: line(1000).default(''),
  addresseeIds: recordIds.default([]),
  responsibleId: recordId.nullable().default(null),
  horizon: z.enum(HORIZONS).nullable().default(null),
  horizonNote: line(200).default(''),
  priority: z.enum(PRIORITIES).nullable().default(null),
  instrument: line(300).default(''),
  indicators: z.array(requiredLine(500)).max(50).default([]),
  strength: z.enum(STRENGTHS).nullable().default(null),
  certainty: z.enum(CERTAINTIES).nullable().default(null),
  /** Why strong wording stands on low certainty, where it does. */
  strengthWhy: prose(2000).default(''),
  topic: line(120).default(''),
  /** A member of the programme. */
  ownerId: personId.nullable().default(null),
  dueOn: day.nullable().default(null),
  parentId: recordId.nullable().default(null),
  note: prose(4000).default(''),
});

/** What a list row and the fact strip say about another record. */
export const recordName = z.object({ id: recordId, ref: z.string(), title: z.string(), short: z.string() });
export type RecordName = z.infer<typeof recordName>;

export const recommendationSchema = recommendationFields.extend(recordMeta.shape).extend({
  status: z.enum(STATUSES),
  statusReason: z.string(),
  documentId: idSchema<DocumentId>(),
  addressees: z.array(recordName),
  responsible: recordName.nullable(),
  ownerName: z.string().nullable(),
  /** Title and statement in other languages of the programme, by language. */
  translations: z.array(translationSchema),
  words: z.number().int().nonnegative(),
  /** Ties by kind: trends answered, risks treated, evidence items it rests on or cites. */
  counts: z.object({ trends: z.number(), risks: z.number(), evidence: z.number() }),
});
export type Recommendation = z.infer<typeof recommendationSchema>;
export type RecommendationDraft = z.input<typeof recommendationFields>;

export const statusChange = z.object({
  version: seenVersion,
  to: z.enum(STATUSES),
  reason: prose(2000).default(''),
});
