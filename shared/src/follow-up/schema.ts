import { z } from 'zod';
import { attachmentSchema } from '../evidence/schema.ts';
import { type Id, idSchema } from '../ids.ts';
import { day, line, prose, recordId } from '../registers/schema.ts';

export type FollowUpId = Id<'follow-up'>;

/** What became of a delivered recommendation, as its addressee says it. */
export const OUTCOMES = ['acknowledged', 'accepted', 'partly', 'declined', 'in-force'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A new line about one recommendation of one edition. Lines are added, never changed: what was known when stays readable. */
export const followUpDraft = z.object({
  recommendationId: recordId,
  edition: z.number().int().positive(),
  outcome: z.enum(OUTCOMES),
  on: day,
  reference: line(300).default(''),
  note: prose(4000).default(''),
  /** When to look again; null for never. */
  reviewOn: day.nullable().default(null),
});
export type FollowUpDraft = z.input<typeof followUpDraft>;

export const followUpSchema = z.object({
  id: idSchema<FollowUpId>(),
  setId: z.string(),
  setRef: z.string(),
  edition: z.number().int(),
  recommendationId: recordId,
  ref: z.string(),
  title: z.string(),
  outcome: z.enum(OUTCOMES),
  on: day,
  reference: z.string(),
  note: z.string(),
  reviewOn: day.nullable(),
  byName: z.string().nullable(),
  at: z.iso.datetime(),
  /** The letter or decree it came with; given once. */
  attachment: attachmentSchema.nullable(),
});
export type FollowUp = z.infer<typeof followUpSchema>;

/** A delivered recommendation with its newest line: the page of follow-up. */
export const followedItem = z.object({
  setId: z.string(),
  setRef: z.string(),
  edition: z.number().int(),
  deliveredOn: z.string(),
  recommendationId: z.string(),
  ref: z.string(),
  title: z.string(),
  bodies: z.array(z.object({ ref: z.string(), title: z.string() })),
  latest: followUpSchema.nullable(),
  lines: z.number().int(),
});
export type FollowedItem = z.infer<typeof followedItem>;
