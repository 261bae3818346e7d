import { z } from 'zod';
import { idSchema, type LinkId } from '../ids.ts';
import { line, prose, recordId, seenVersion } from '../registers/schema.ts';
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

/** What is said of a link whose target has changed. Taking the link away is the third answer: it is deleted. */
export const LINK_ANSWERS = ['holds', 'revised'] as const;
export const linkAnswer = z.object({
  version: seenVersion,
  answer: z.enum(LINK_ANSWERS),
  /** Required for `holds`: why the advice stands on what the target says now. */
  reason: prose(2000).default(''),
  /** Fingerprint of the target that the person saw; where it went on meanwhile, the answer is refused as stale. */
  seen: z.string(),
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
  /** The target's substance is no longer what the link was written against. */
  suspect: z.boolean(),
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

/** One field of a target's substance, then and now. */
export const changedField = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });

/** Why a link is suspect: what its target was and is, who changed it and why. */
export const targetChange = z.object({
  /** Fingerprint of the target as it is now: what an answer is given to. */
  fingerprint: z.string(),
  /** Null where what the link was written against was not kept yet. */
  fields: z.array(changedField).nullable(),
  changes: z.array(z.object({ at: z.string(), by: z.string().nullable(), ref: z.string(), fields: z.array(z.string()) })),
  /** The words the register holds about it: why an item was withdrawn, why a source was judged anew. */
  reason: z.string(),
});
export type TargetChange = z.infer<typeof targetChange>;

/** A line of the list of suspect links. */
export const suspectLink = z.object({
  link: linkSchema,
  recommendation: z.object({
    id: recordId,
    ref: z.string(),
    title: z.string(),
    ownerId: z.string().nullable(),
    ownerName: z.string().nullable(),
  }),
  changedAt: z.string(),
  changedBy: z.string().nullable(),
});
export type SuspectLink = z.infer<typeof suspectLink>;
