import { z } from 'zod';
import type { JsonValue } from '../fingerprints/canonical.ts';
import { SHA256_PATTERN } from '../sets/schema.ts';

/** What an edition file calls itself. */
export const EDITION_FORMAT = 'concordance-edition';
/** Version of everything below: what an edition holds and how it is hashed. It stands inside every edition. */
export const EDITION_RULE = 1;

const hash = z.string().regex(SHA256_PATTERN);
/** Any JSON: what is read here was parsed from JSON before. (A recursive schema cannot be described in OpenAPI.) */
const json = z.unknown() as unknown as z.ZodType<z.core.util.JSONType>;
const named = z.strictObject({ ref: z.string(), title: z.string() });

/** A tie of a recommendation, with what the team said about it. */
const editionLink = z.strictObject({
  kind: z.enum(['answers', 'treats', 'rests', 'cites']),
  target: z.string(),
  stance: z.string().nullable(),
  locator: z.string(),
  note: z.string(),
  residualLikelihood: z.number().nullable(),
  residualImpact: z.number().nullable(),
});
export type EditionLink = z.infer<typeof editionLink>;

const editionRecommendation = z.strictObject({
  id: z.string(),
  ref: z.string(),
  title: z.string(),
  statement: z.string(),
  addressees: z.array(named),
  responsible: named.nullable(),
  horizon: z.string().nullable(),
  horizonNote: z.string(),
  priority: z.string().nullable(),
  instrument: z.string(),
  indicators: z.array(z.string()),
  strength: z.string().nullable(),
  certainty: z.string().nullable(),
  strengthWhy: z.string(),
  /** Title and statement in other languages; absent where there are none, as in editions from before there were any. */
  translations: z.record(z.string(), z.strictObject({ title: z.string(), statement: z.string() })).optional(),
  /** Editor JSON in its canonical form: see `canonicalText`. */
  text: json,
  links: z.array(editionLink),
});
export type EditionRecommendation = z.infer<typeof editionRecommendation>;

/**
 * A trend, risk or item of evidence as it stood. What names an expert is not in `fields` but behind `sealed`: the hash
 * of a salt and the words, which a file carries beside the edition and loses when the expert takes consent back.
 */
const editionRecord = z.strictObject({
  kind: z.enum(['trend', 'risk', 'evidence', 'body']),
  id: z.string(),
  ref: z.string(),
  fields: z.record(z.string(), json),
  sealed: hash.nullable(),
});
export type EditionRecord = z.infer<typeof editionRecord>;

/** What a signature is given for: everything whose change makes it another text. Housekeeping (notes, owners, dates, topics) stays out. */
export const editionSubstance = z.strictObject({
  programme: z.strictObject({
    id: z.string(),
    title: z.record(z.string(), z.string()),
    shortTitle: z.string(),
    contractor: z.string(),
    contract: z.string(),
  }),
  set: z.strictObject({ id: z.string(), ref: z.string(), title: z.string(), addressees: z.array(named) }),
  edition: z.number().int().positive(),
  /** SHA-256 of the edition before this one; null for the first. */
  previous: hash.nullable(),
  preface: json,
  recommendations: z.array(editionRecommendation),
  records: z.array(editionRecord),
});
export type EditionSubstance = z.infer<typeof editionSubstance>;

const editionSignOff = z.strictObject({
  userId: z.string(),
  name: z.string(),
  at: z.string(),
  hash,
  dissent: z.string(),
  dissentOn: z.string().nullable(),
});
export type EditionSignOff = z.infer<typeof editionSignOff>;

/** How a remark ended before the text was approved. */
const editionThread = z.strictObject({
  ref: z.string(),
  quote: z.string(),
  remark: z.string(),
  author: z.string(),
  disposition: z.string(),
  reason: z.string(),
  at: z.string(),
});
export type EditionThread = z.infer<typeof editionThread>;

const editionOpen = z.strictObject({ ref: z.string(), rule: z.string(), words: z.record(z.string(), json) });
export type EditionOpen = z.infer<typeof editionOpen>;

/** The whole of what was approved and by whom. Its canonical JSON is stored once and never changes. */
export const editionDocument = z.strictObject({
  format: z.literal(EDITION_FORMAT),
  rule: z.literal(EDITION_RULE),
  substance: editionSubstance,
  substanceHash: hash,
  approval: z.strictObject({
    round: z.number().int().positive(),
    quorum: z.number().int().positive(),
    order: z.enum(['parallel', 'ordered']),
    approvers: z.array(z.strictObject({ userId: z.string(), name: z.string() })),
    signOffs: z.array(editionSignOff),
    /** True where the one person of a one-person team approved what they alone wrote. */
    alone: z.boolean(),
    at: z.string(),
  }),
  /** Warnings that stood open when it was signed. */
  open: z.array(editionOpen),
  threads: z.array(editionThread),
});
export type EditionDocument = z.infer<typeof editionDocument>;

/** What opens one seal. */
const disclosure = z.strictObject({ salt: z.string(), value: json });
export type Disclosure = z.infer<typeof disclosure>;

/** The file that people keep: the edition, its fingerprint, and the words behind its seals as far as they may still be shown. */
export const editionFile = z.strictObject({
  disclosures: z.record(hash, disclosure),
  edition: editionDocument,
  sha256: hash,
});
export type EditionFile = z.infer<typeof editionFile>;

/** A substance to be read on a screen: with the words behind its seals as far as this reader may see them. */
export const readableSubstance = z.object({ substance: editionSubstance, disclosures: z.record(hash, disclosure) });
export type ReadableSubstance = z.infer<typeof readableSubstance>;

/** An approved edition to be read. */
export const readableEdition = z.object({
  number: z.number().int(),
  sha256: hash,
  edition: editionDocument,
  disclosures: z.record(hash, disclosure),
  state: z.enum(['approved', 'delivered', 'superseded', 'withdrawn']),
  deliveredOn: z.string().nullable(),
  deliveredTo: z.string(),
  reason: z.string(),
  /** The newest edition that still counts, where it is another. */
  current: z.number().int().nullable(),
});
export type ReadableEdition = z.infer<typeof readableEdition>;

/** What anybody may learn about a fingerprint, and nothing else. */
export const EDITION_STANDINGS = ['current', 'superseded', 'withdrawn', 'unknown'] as const;
export const verifyAnswer = z.object({ genuine: z.boolean(), standing: z.enum(EDITION_STANDINGS) });
export type VerifyAnswer = z.infer<typeof verifyAnswer>;

/** The records of an edition by reference, with what is behind their seals put back where it may be shown. */
export function openRecord(record: EditionRecord, disclosures: EditionFile['disclosures']): Readonly<Record<string, JsonValue>> {
  const opened = record.sealed === null ? undefined : disclosures[record.sealed]?.value;
  const inside = opened !== null && typeof opened === 'object' && !Array.isArray(opened) ? opened : {};
  return { ...record.fields, ...inside } as Readonly<Record<string, JsonValue>>;
}
