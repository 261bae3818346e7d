import { z } from 'zod';
import { readableSubstance } from '../editions/schema.ts';
import { PROBLEMS, type ProblemCode } from '../problems.ts';
import { setSchema, sha256Text, signOff } from '../sets/schema.ts';

const words = z.array(z.object({ op: z.enum(['same', 'removed', 'added']), text: z.string() }));
const place = z.object({
  kind: z.enum(['title', 'order', 'addressees', 'form', 'added', 'removed', 'field', 'paragraph', 'link', 'record']),
  field: z.string().optional(),
  number: z.number().int().optional(),
  target: z.string().optional(),
  link: z.string().optional(),
  recordKind: z.string().optional(),
});
/** One change between two texts: see `Change` of the editions' difference. */
export const shownChange = z.object({ ref: z.string(), place, words });
export type ShownChange = z.infer<typeof shownChange>;

/** What a text is compared with: an edition, or the text that this person saw or signed last. */
export const changesSince = z.object({
  since: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('edition'), number: z.number().int(), at: z.iso.datetime() }),
    z.object({ kind: z.literal('look'), at: z.iso.datetime() }),
    z.object({ kind: z.literal('signed'), at: z.iso.datetime(), name: z.string() }),
  ]),
  changes: z.array(shownChange),
});
export type ChangesSince = z.infer<typeof changesSince>;

/** A finding that stands open: a warning that will be printed with the edition, or what blocks it. */
export const openPoint = z.object({
  ref: z.string(),
  rule: z.string(),
  level: z.enum(['warn', 'block']),
  words: z.record(z.string(), z.unknown()),
});
export type OpenPoint = z.infer<typeof openPoint>;

const problemCode = z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]);

/** Everything an approver reads before signing, about one exact text. */
export const approvalPage = z.object({
  set: setSchema,
  edition: z.number().int(),
  hash: sha256Text,
  text: readableSubstance,
  open: z.array(openPoint),
  /** Against the newest edition; null before the first. */
  sinceEdition: changesSince.nullable(),
  /** Against what I saw last; null where I see it for the first time, or nothing changed since. */
  sinceLook: changesSince.nullable(),
  signOffs: z.array(signOff),
  /** What changed since each signature of this round that no longer covers the text. */
  sinceSigned: z.array(changesSince),
  /** Whether I may sign now, and if not, why. */
  me: z.object({ approver: z.boolean(), may: z.boolean(), why: problemCode.nullable(), waitsFor: z.string().nullable() }),
});
export type ApprovalPage = z.infer<typeof approvalPage>;

/** How the draft differs from the newest edition. */
export const draftChanges = z.object({ edition: z.number().int(), changes: z.array(shownChange) });
export type DraftChanges = z.infer<typeof draftChanges>;
