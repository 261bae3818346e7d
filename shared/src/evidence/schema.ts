import { z } from 'zod';
import { day, line, prose, recordId, recordIds, recordMeta, requiredLine } from '../registers/schema.ts';

export const EVIDENCE_KINDS = [
  'publication',
  'statistic',
  'expert-statement',
  'official-document',
  'speech',
  'event',
  'data-set',
  'media',
] as const;
/** Admiralty code, second half: 1 confirmed by other sources … 5 improbable, 6 cannot be judged. Never merged with reliability. */
export const CREDIBILITIES = [1, 2, 3, 4, 5, 6] as const;
export const EVIDENCE_STATES = ['active', 'superseded', 'withdrawn'] as const;
/** Why an item no longer stands as it was. */
export const STATE_CAUSES = ['retracted', 'corrected', 'access-lost', 'consent-withdrawn', 'figure-revised'] as const;
export type StateCause = (typeof STATE_CAUSES)[number];
/** How a speaker agreed to be named. */
export const CONSENT_LEVELS = ['on-the-record', 'affiliation-only', 'anonymous'] as const;

/** One figure of a statistic: what is measured, its value and unit, for which period and place. */
export const figureSchema = z.object({
  measure: requiredLine(300),
  value: requiredLine(80),
  unit: line(80).default(''),
  period: line(120).default(''),
  place: line(120).default(''),
});

export const attachmentSchema = z.object({
  /** SHA-256 of the bytes, lower-case hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int().nonnegative(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** CSL-JSON nests names in lists in an item; what goes deeper is no description, and would exhaust whoever reads it. */
const CSL_DEPTH = 8;
const CSL_LENGTH = 20_000;
const webAddress = z.url({ protocol: /^https?$/ }).max(2_000);

/** Whether a value can be a bibliographic description: shallow, short, its link one that a browser may follow. */
function isBibliographic(value: { readonly [field: string]: unknown }): boolean {
  const link = value['URL'];
  if (link !== undefined && link !== '' && !webAddress.safeParse(link).success) return false;
  return isShallow(value, CSL_DEPTH) && JSON.stringify(value).length <= CSL_LENGTH;
}

function isShallow(value: unknown, depth: number): boolean {
  if (value === null || typeof value !== 'object') return true;
  return depth > 0 && Object.values(value).every((part) => isShallow(part, depth - 1));
}

export const evidenceFields = z.object({
  title: requiredLine(),
  kind: z.enum(EVIDENCE_KINDS).default('publication'),
  summary: prose(6000).default(''),
  sourceId: recordId.nullable().default(null),
  /** Bibliographic description as CSL-JSON 1.0 (an object with at least `type`), or null. */
  csl: z
    .record(z.string(), z.unknown())
    .nullable()
    .default(null)
    .refine((value) => value === null || isBibliographic(value), { message: 'too_big' }),
  credibility: z.number().int().min(1).max(6).nullable().default(null),
  credibilityWhy: prose(2000).default(''),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/)
    .nullable()
    .default(null),
  date: line(40).default(''),
  locator: line(120).default(''),
  url: z.union([z.literal(''), webAddress]).default(''),
  figures: z.array(figureSchema).max(100).default([]),
  consent: z.enum(CONSENT_LEVELS).nullable().default(null),
  state: z.enum(EVIDENCE_STATES).default('active'),
  supersededById: recordId.nullable().default(null),
  stateReason: prose(2000).default(''),
  stateOn: day.nullable().default(null),
  /** Why it no longer stands as it was; null while it does, or where only words say it. */
  stateCause: z.enum(STATE_CAUSES).nullable().default(null),
  bodyIds: recordIds.default([]),
  note: prose(4000).default(''),
});
export const evidenceSchema = evidenceFields.extend(recordMeta.shape).extend({
  attachment: attachmentSchema.nullable(),
  /** The source's title and reliability, so that a list needs no second request. */
  sourceTitle: z.string().nullable(),
  reliability: z.string().nullable(),
});
export type Evidence = z.infer<typeof evidenceSchema>;
export type EvidenceDraft = z.input<typeof evidenceFields>;
export type Figure = z.infer<typeof figureSchema>;
