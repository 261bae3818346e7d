import { z } from 'zod';
import { STATE_CAUSES } from '../evidence/schema.ts';
import { day, prose, recordId, seenVersion } from '../registers/schema.ts';
import { RELIABILITIES } from '../sources/schema.ts';

/** Moving the ground: what happens to the item, by which cause. */
export const groundMove = z.object({
  version: seenVersion,
  cause: z.enum(STATE_CAUSES),
  /** The item that takes its place; null where nothing does. */
  supersededById: recordId.nullable().default(null),
  reason: prose(2000).default(''),
  on: day,
});
export type GroundMove = z.input<typeof groundMove>;

/** A recommendation that would be hit. `remaining` is what would still support it, by how much it can be trusted. */
export const hitRecommendation = z.object({
  id: recordId,
  ref: z.string(),
  title: z.string(),
  /** How it is tied to what moves: a link's stance, or `cites`. */
  ties: z.array(z.string()),
  /** Active items that support it, without and with what moves. */
  remaining: z.number().int(),
  before: z.number().int(),
  /** Of what remains, items whose source is rated A, B or C. */
  reliable: z.number().int(),
  /** True where it would rest on one source alone. */
  oneSource: z.boolean(),
});
export type HitRecommendation = z.infer<typeof hitRecommendation>;

export const hitSet = z.object({
  id: z.string(),
  ref: z.string(),
  title: z.string(),
  signed: z.number().int(),
  recommendations: z.array(z.string()),
});
export const hitEdition = z.object({
  setId: z.string(),
  ref: z.string(),
  title: z.string(),
  edition: z.number().int(),
  state: z.string(),
  deliveredOn: z.string().nullable(),
  deliveredTo: z.string(),
  addressees: z.array(z.string()),
});

/** Everything that hangs on an item of evidence or a source, to be read before it is moved. */
export const groundImpact = z.object({
  evidence: z.array(z.object({ id: recordId, ref: z.string(), title: z.string() })),
  recommendations: z.array(hitRecommendation),
  /** Recommendations that would have nothing left. */
  unsupported: z.array(z.string()),
  sets: z.array(hitSet),
  editions: z.array(hitEdition),
  /** Trends and risks that name the items. */
  registers: z.array(z.object({ kind: z.string(), ref: z.string(), title: z.string() })),
});
export type GroundImpact = z.infer<typeof groundImpact>;

export const reliabilityQuery = z.object({ reliability: z.enum(RELIABILITIES) });
