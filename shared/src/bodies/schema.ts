import { z } from 'zod';
import { line, prose, recordId, recordMeta, requiredLine } from '../registers/schema.ts';

/** Who is addressed or written about. */
export const BODY_KINDS = [
  'ministry',
  'presidency',
  'parliament',
  'government',
  'agency',
  'union',
  'organisation',
  'state',
  'academic',
  'business',
  'society',
  'initiative',
] as const;

export const bodyFields = z.object({
  title: requiredLine(),
  abbreviation: line(40).default(''),
  kind: z.enum(BODY_KINDS).default('organisation'),
  addressee: z.boolean().default(false),
  competence: prose(4000).default(''),
  parentId: recordId.nullable().default(null),
  note: prose(4000).default(''),
});
export const bodySchema = bodyFields.extend(recordMeta.shape);
export type Body = z.infer<typeof bodySchema>;
export type BodyDraft = z.input<typeof bodyFields>;
