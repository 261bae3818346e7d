import { z } from 'zod';
import { day, line, prose, recordId, recordMeta, requiredLine } from '../registers/schema.ts';

export const SOURCE_KINDS = ['publisher', 'author', 'institution', 'expert'] as const;
/** Admiralty code (NATO AJP-2.1), first half: A completely reliable … E unreliable, F cannot be judged. F is "unknown", not "bad". */
export const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

export const sourceFields = z.object({
  title: requiredLine(),
  kind: z.enum(SOURCE_KINDS).default('institution'),
  affiliation: line(300).default(''),
  country: line(120).default(''),
  reliability: z.enum(RELIABILITIES).nullable().default(null),
  reliabilityWhy: prose(2000).default(''),
  /** Set by the server when the reliability changes: who judged, and when. */
  reliabilityBy: z.string().nullable().default(null),
  reliabilityOn: day.nullable().default(null),
  bodyId: recordId.nullable().default(null),
  note: prose(4000).default(''),
});
export const sourceSchema = sourceFields.extend(recordMeta.shape);
export type Source = z.infer<typeof sourceSchema>;
export type SourceDraft = z.input<typeof sourceFields>;
