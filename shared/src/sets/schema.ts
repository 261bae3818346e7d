import { z } from 'zod';
import { type DocumentId, ID_PATTERN, type Id, idSchema } from '../ids.ts';
import { recordName } from '../recommendations/schema.ts';
import { day, line, personId, prose, recordId, recordIds, requiredLine, seenVersion } from '../registers/schema.ts';

export type SetId = Id<'set'>;

/** `setReference(1)` is `SET-1`, in every language. */
export const setReference = (number: number) => `SET-${number}`;

/** SHA-256 in lower-case hex. */
export const SHA256_PATTERN = /^[0-9a-f]{64}$/;
export const sha256Text = z.string().regex(SHA256_PATTERN);

/**
 * Where a set stands. An edition that was approved keeps its own standing; the set shows that of its newest one unless
 * a draft or a round of approval is open.
 */
export const SET_STATES = ['draft', 'in-approval', 'approved', 'delivered', 'superseded', 'withdrawn'] as const;
export type SetStateKind = (typeof SET_STATES)[number];

/** Whether approvers sign in the order they are named in, or in any. */
export const SIGNING_ORDERS = ['parallel', 'ordered'] as const;
export type SigningOrder = (typeof SIGNING_ORDERS)[number];

/** Most recommendations in one set, and most people who are asked to approve it. */
export const SET_MOST_ITEMS = 100;
export const SET_MOST_APPROVERS = 20;

const people = z
  .array(personId)
  .max(SET_MOST_APPROVERS)
  .transform((ids) => [...new Set(ids)]);
const items = z
  .array(recordId)
  .max(SET_MOST_ITEMS)
  .transform((ids) => [...new Set(ids)]);

export const setFields = z.object({
  title: requiredLine(),
  addresseeIds: recordIds.default([]),
  /** Recommendations in the order they are read. */
  itemIds: items.default([]),
  /** Leads of the programme, in the order they sign where an order is asked for. */
  approverIds: people.default([]),
  /** How many of them must sign one and the same text. */
  quorum: z.number().int().min(1).max(SET_MOST_APPROVERS).default(1),
  order: z.enum(SIGNING_ORDERS).default('parallel'),
  dueOn: day.nullable().default(null),
  note: prose(4000).default(''),
});
export type SetDraft = z.input<typeof setFields>;

export const setChanges = z.strictObject({
  title: requiredLine().optional(),
  addresseeIds: recordIds.optional(),
  itemIds: items.optional(),
  approverIds: people.optional(),
  quorum: setFields.shape.quorum.unwrap().optional(),
  order: setFields.shape.order.unwrap().optional(),
  dueOn: day.nullable().optional(),
  note: prose(4000).optional(),
});

export const setItem = z.object({
  id: recordId,
  ref: z.string(),
  title: z.string(),
  statement: z.string(),
  status: z.string(),
  archived: z.boolean(),
  /** Ties by kind, as in the list of recommendations. */
  counts: z.object({ trends: z.number(), risks: z.number(), evidence: z.number() }),
});
export type SetItem = z.infer<typeof setItem>;

export const setApprover = z.object({
  id: personId,
  name: z.string(),
  /** False for somebody who was named and no longer leads here. */
  leads: z.boolean(),
});
export type SetApprover = z.infer<typeof setApprover>;

/** What every line about an edition says. */
export const editionLine = z.object({
  number: z.number().int().positive(),
  sha256: sha256Text,
  approvedAt: z.iso.datetime(),
  state: z.enum(['approved', 'delivered', 'superseded', 'withdrawn']),
  /** The day it was handed over, to whom in words, and why it was withdrawn. */
  deliveredOn: z.string().nullable(),
  deliveredTo: z.string(),
  reason: z.string(),
});
export type EditionLine = z.infer<typeof editionLine>;

export const setSchema = z.object({
  id: idSchema<SetId>(),
  ref: z.string(),
  version: z.number().int().positive(),
  title: z.string(),
  addresseeIds: z.array(recordId),
  addressees: z.array(recordName),
  itemIds: z.array(recordId),
  items: z.array(setItem),
  approverIds: z.array(personId),
  approvers: z.array(setApprover),
  quorum: z.number().int(),
  order: z.enum(SIGNING_ORDERS),
  dueOn: day.nullable(),
  note: z.string(),
  documentId: idSchema<DocumentId>(),
  state: z.enum(SET_STATES),
  /** Why it was returned, withdrawn or superseded last; empty otherwise. */
  stateReason: z.string(),
  stateAt: z.iso.datetime(),
  stateBy: z.string().nullable(),
  /** Grows with every opening for approval. */
  round: z.number().int().nonnegative(),
  /** How many signed in the open round, whatever text. */
  signed: z.number().int().nonnegative(),
  editions: z.array(editionLine),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type RecommendationSet = z.infer<typeof setSchema>;

/** A line of the list of sets. */
export const setSummary = setSchema
  .pick({
    id: true,
    ref: true,
    title: true,
    addressees: true,
    dueOn: true,
    state: true,
    stateAt: true,
    quorum: true,
    signed: true,
    version: true,
  })
  .extend({ items: z.number().int(), edition: editionLine.nullable(), mine: z.boolean() });
export type SetSummary = z.infer<typeof setSummary>;

/** Acts on a set that carry no more than the version they were decided on, and perhaps a reason. */
export const setAct = z.object({ version: seenVersion, reason: prose(2000).default('') });
export const setDelivery = z.object({ version: seenVersion, on: day, to: line(300).default(''), reference: line(200).default('') });
export const setSupersede = z.object({ version: seenVersion, bySetId: z.string().regex(ID_PATTERN), reason: prose(2000).default('') });

/** A signature: the text it is for, the person's name as they type it, their password, and a dissent where they have one. */
export const signature = z.object({
  hash: sha256Text,
  name: line(120),
  password: z.string().min(1).max(200),
  dissent: prose(4000).default(''),
  /** The recommendation that the dissent is about; null for the whole. */
  dissentOn: recordId.nullable().default(null),
});
export const looked = z.object({ hash: sha256Text });

export const signOff = z.object({
  userId: personId,
  name: z.string(),
  round: z.number().int(),
  at: z.iso.datetime(),
  /** The text that was signed. */
  hash: sha256Text,
  /** Whether that is the text as it stands now. */
  covers: z.boolean(),
  dissent: z.string(),
  dissentOn: z.string().nullable(),
});
export type SignOff = z.infer<typeof signOff>;

/** One line of the readiness board. */
export const readinessLine = z.object({
  id: recordId,
  ref: z.string(),
  title: z.string(),
  status: z.string(),
  /** Findings of the checks, worst first; `level` as the programme set it. */
  findings: z.array(z.object({ rule: z.string(), level: z.enum(['warn', 'block']), words: z.record(z.string(), z.unknown()).default({}) })),
  openThreads: z.number().int(),
  undecided: z.number().int(),
  suspect: z.number().int(),
  changedAt: z.iso.datetime(),
  changedBy: z.string().nullable(),
  /** The one person who wrote all of its text; null where there are several, or none. */
  soleAuthor: z.string().nullable(),
});
export type ReadinessLine = z.infer<typeof readinessLine>;
