import { z } from 'zod';
import { idSchema, type LinkId } from '../ids.ts';
import { line, prose, recordId } from '../registers/schema.ts';
import { level } from '../risks/schema.ts';

/** How a recommendation is tied: it answers a trend, treats a risk, rests on evidence; `cites` is derived from its text. */
export const LINK_KINDS = ['answers', 'treats', 'rests', 'cites'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];
export const STANCES = ['supports', 'opposes', 'qualifies'] as const;

const common = { targetId: recordId, note: prose(2000).default('') };

/** What a person may link. Citations are not in this list: they come from the text alone. */
export const linkDraft = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answers'), ...common }),
  z.object({
    kind: z.literal('treats'),
    ...common,
    residualLikelihood: level.nullable().default(null),
    residualImpact: level.nullable().default(null),
  }),
  z.object({
    kind: z.literal('rests'),
    ...common,
    stance: z.enum(STANCES).default('supports'),
    locator: line(120).default(''),
  }),
]);
export type LinkDraft = z.input<typeof linkDraft>;

export const linkChanges = z.object({
  note: prose(2000).optional(),
  residualLikelihood: level.nullable().optional(),
  residualImpact: level.nullable().optional(),
  stance: z.enum(STANCES).optional(),
  locator: line(120).optional(),
});

/** A link as the screen needs it: with what it points at. */
export const linkSchema = z.object({
  id: idSchema<LinkId>(),
  recommendationId: recordId,
  kind: z.enum(LINK_KINDS),
  version: z.number().int().positive(),
  note: z.string(),
  stance: z.enum(STANCES).nullable(),
  locator: z.string(),
  residualLikelihood: level.nullable(),
  residualImpact: level.nullable(),
  /** Fingerprint of the target when the link was last written. */
  targetFingerprint: z.string(),
  target: z.object({
    id: recordId,
    kind: z.enum(['trend', 'risk', 'evidence', 'body']),
    ref: z.string(),
    title: z.string(),
    archived: z.boolean(),
    /** Short facts for the second line and the cards. */
    detail: z.object({
      direction: z.string().nullable().optional(),
      horizon: z.string().nullable().optional(),
      riskKind: z.string().nullable().optional(),
      likelihood: level.nullable().optional(),
      impact: level.nullable().optional(),
      evidenceKind: z.string().nullable().optional(),
      source: z.string().nullable().optional(),
      reliability: z.string().nullable().optional(),
      credibility: z.number().nullable().optional(),
      state: z.string().nullable().optional(),
    }),
  }),
});
export type Link = z.infer<typeof linkSchema>;
