import { z } from 'zod';
import { type DocumentId, ID_PATTERN, idSchema, type ProgrammeId } from '../ids.ts';
import { day, line, prose, recordId, requiredLine, seenVersion } from '../registers/schema.ts';
import { DEFAULT_RULE, HIGHEST, LOWEST } from './rating.ts';
import { ATTRIBUTION_RULES, TABLE_STATES } from './rules.ts';

const someId = z.string().regex(ID_PATTERN);
export const TABLE_PREFIX = 'RTB';
/** `RTB-2`, in every language. */
export const tableReference = (number: number): string => `${TABLE_PREFIX}-${number}`;

export const AGENDA_MOST = 40;
export const agendaDraft = z
  .array(z.object({ recommendationId: recordId, minutes: z.number().int().min(1).max(600).nullable().default(null) }))
  .max(AGENDA_MOST)
  .refine((items) => new Set(items.map((item) => item.recommendationId)).size === items.length, { message: 'format' });

export const tableFields = z.object({
  title: requiredLine(200),
  description: prose(4000).default(''),
  heldOn: day.nullable().default(null),
  /** The table closes by itself then. */
  closesAt: z.iso.datetime().nullable().default(null),
  rule: z.enum(ATTRIBUTION_RULES).default('chatham-house'),
  agenda: agendaDraft.default([]),
});
export type TableDraft = z.input<typeof tableFields>;
export const tableChanges = z.strictObject({
  title: tableFields.shape.title.optional(),
  description: tableFields.shape.description.unwrap().optional(),
  heldOn: tableFields.shape.heldOn.unwrap().optional(),
  closesAt: tableFields.shape.closesAt.unwrap().optional(),
  rule: tableFields.shape.rule.unwrap().optional(),
  agenda: agendaDraft.optional(),
});
export type TableChanges = z.infer<typeof tableChanges>;
/** Opening and closing; minutes are begun by an act of their own. */
export const tableMove = z.object({ version: seenVersion, to: z.enum(['open', 'closed']) });

/** One life, and in each part of it only what that part has. */
export const tableLife = z.discriminatedUnion('state', [
  z.object({ state: z.literal('planned') }),
  z.object({ state: z.literal('open'), openedAt: z.iso.datetime() }),
  z.object({ state: z.literal('closed'), openedAt: z.iso.datetime(), closedAt: z.iso.datetime() }),
  z.object({
    state: z.literal('minuted'),
    openedAt: z.iso.datetime(),
    closedAt: z.iso.datetime(),
    minutesDocumentId: idSchema<DocumentId>(),
  }),
]);
export type TableLife = z.infer<typeof tableLife>;

export const agendaItem = z.object({
  id: someId,
  recommendationId: recordId,
  ref: z.string(),
  title: z.string(),
  statement: z.string(),
  documentId: idSchema<DocumentId>(),
  minutes: z.number().int().nullable(),
  /** Remarks made at this table, all and those not yet answered. */
  remarks: z.number().int().nonnegative(),
  unanswered: z.number().int().nonnegative(),
  /** Rating rounds, oldest first. */
  rounds: z.array(z.object({ id: someId, number: z.number().int(), state: z.enum(['open', 'closed']) })),
});
export type AgendaItem = z.infer<typeof agendaItem>;

/** Somebody who asked to speak. */
export const speaker = z.object({
  /** A name or an organisation as far as the table's rule allows; null where the number stands alone. */
  label: z.string().nullable(),
  /** The number of the seat, drawn by lot: what a chair can call out. It stands beside no name in any other list. */
  number: z.number().int(),
  state: z.enum(['waiting', 'speaking']),
  since: z.iso.datetime(),
});
export type Speaker = z.infer<typeof speaker>;

/** What the chair leads through. */
export const liveSession = z.object({
  /** The item that the chair has put on the screens of those who follow. */
  itemId: someId.nullable(),
  itemSince: z.iso.datetime().nullable(),
  speakers: z.array(speaker),
});
export type LiveSession = z.infer<typeof liveSession>;

const tableCore = z.object({
  id: someId,
  programmeId: idSchema<ProgrammeId>(),
  ref: z.string(),
  version: z.number().int().positive(),
  title: z.string(),
  description: z.string(),
  heldOn: day.nullable(),
  closesAt: z.iso.datetime().nullable(),
  rule: z.enum(ATTRIBUTION_RULES),
  life: tableLife,
});
/** A line of the list. */
export const tableSummary = tableCore.omit({ description: true, programmeId: true }).extend({
  items: z.number().int(),
  guests: z.number().int(),
  remarks: z.number().int(),
});
export type TableSummary = z.infer<typeof tableSummary>;
export const tableSchema = tableCore.extend({
  agenda: z.array(agendaItem),
  session: liveSession,
  guests: z.number().int(),
  /** How many guests have the table on a screen now. */
  present: z.number().int(),
});
export type Table = z.infer<typeof tableSchema>;

// Links and seats.

/** A link for one person, or one that a whole hall can use and that asks each for a name. */
export const LINK_KINDS = ['personal', 'shared'] as const;
export const SEATS_MOST = 500;
export const tableLinkDraft = z.object({
  kind: z.enum(LINK_KINDS),
  /** For whom; only leads see it. */
  name: line(120).default(''),
  organisation: line(200).default(''),
  days: z.number().int().min(1).max(180).default(30),
  /** How many may come in by a shared link. */
  seats: z.number().int().min(1).max(SEATS_MOST).default(200),
});
export const tableLink = z.object({
  id: someId,
  kind: z.enum(LINK_KINDS),
  name: z.string(),
  organisation: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  revoked: z.boolean(),
  seats: z.number().int(),
  taken: z.number().int(),
});
export type TableLink = z.infer<typeof tableLink>;

/** Who came. For leads only: who was there is theirs to know, who said what is nobody's. */
export const attendee = z.object({
  seatId: someId,
  name: z.string(),
  organisation: z.string(),
  joinedAt: z.iso.datetime(),
  present: z.boolean(),
  revoked: z.boolean(),
});
export type Attendee = z.infer<typeof attendee>;

const token = z.string().max(100);
export const lookAtLink = z.object({ token });
/** What a link leads to, before anybody has come in. */
export const lookedAtLink = z.object({
  programme: z.string(),
  title: z.string(),
  description: z.string(),
  heldOn: day.nullable(),
  rule: z.enum(ATTRIBUTION_RULES),
  state: z.enum(TABLE_STATES),
  /** Names known beforehand, for a personal link. */
  name: z.string(),
  organisation: z.string(),
  /** True when this link has brought its person in before: it lets them back without asking. */
  known: z.boolean(),
});
export type LookedAtLink = z.infer<typeof lookedAtLink>;
export const enterByLink = z.object({
  token,
  name: requiredLine(120).optional(),
  organisation: line(200).default(''),
});
export const entered = z.object({
  programmeId: idSchema<ProgrammeId>(),
  tableId: someId,
  /** False for a member of the programme, who needs no seat. */
  seated: z.boolean(),
  /** A link of one's own to come back by; null where the one just used is that link. */
  back: z.string().nullable(),
});
export type Entered = z.infer<typeof entered>;

// Rating rounds.

export const rating = z.number().int().min(LOWEST).max(HIGHEST);
export const CRITERIA = ['desirability', 'feasibility', 'confidence'] as const;
export const criterion = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  /** Empty for one of `CRITERIA`, which each reader sees in their own language. */
  label: line(80).default(''),
  question: line(200).default(''),
  /** Whether the group has to agree on it for consensus; how sure one feels is no matter of agreement. */
  decides: z.boolean(),
});
export type Criterion = z.infer<typeof criterion>;
export const DEFAULT_CRITERIA: readonly Criterion[] = CRITERIA.map((key) => ({
  key,
  label: '',
  question: '',
  decides: key !== 'confidence',
}));
const criteria = z
  .array(criterion)
  .min(1)
  .max(8)
  .refine((some) => new Set(some.map((one) => one.key)).size === some.length, { message: 'format' })
  .refine((some) => some.some((one) => one.decides), { message: 'required' })
  .refine((some) => some.every((one) => one.label !== '' || (CRITERIA as readonly string[]).includes(one.key)), { message: 'required' });
export const consensusRule = z.object({
  high: z.number().int().min(1).max(100),
  low: z.number().int().min(1).max(100),
  spread: z
    .number()
    .min(0)
    .max(HIGHEST - LOWEST),
});
export const REASON_RULES = ['optional', 'required'] as const;
/** What rounds of a programme are like unless told otherwise. */
export const ratingDefaults = z.object({
  criteria: criteria.default([...DEFAULT_CRITERIA]),
  rule: consensusRule.default(DEFAULT_RULE),
  reasons: z.enum(REASON_RULES).default('optional'),
});
export type RatingDefaults = z.infer<typeof ratingDefaults>;
/** Opens a round; what is left out is as the programme has it. */
export const roundDraft = z.object({
  itemId: someId,
  criteria: criteria.optional(),
  rule: consensusRule.optional(),
  reasons: z.enum(REASON_RULES).optional(),
});

export const ratingAnswer = z.object({
  ratings: z.record(z.string().max(40), rating),
  reasons: z.record(z.string().max(40), prose(1000)).default({}),
});
export type RatingAnswer = z.infer<typeof ratingAnswer>;

export const criterionResult = z.object({
  key: z.string(),
  count: z.number().int(),
  distribution: z.array(z.number().int()),
  median: z.number(),
  lowerQuartile: z.number(),
  upperQuartile: z.number(),
  highCount: z.number().int(),
  lowCount: z.number().int(),
  spread: z.number(),
  reached: z.boolean(),
  /** In an order that says nothing about who wrote them or when. */
  reasons: z.array(z.string()),
});
export type CriterionResult = z.infer<typeof criterionResult>;
export const roundResult = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('too-few'), answered: z.number().int() }),
  z.object({ kind: z.literal('told'), answered: z.number().int(), consensus: z.boolean(), criteria: z.array(criterionResult) }),
]);
export type RoundResult = z.infer<typeof roundResult>;

/** A piece of a difference between two wordings. */
export const wordingPiece = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() });
export type WordingPiece = z.infer<typeof wordingPiece>;

/** A round as anybody may see it: no answer, and no result before it is closed. */
export const roundSchema = z.object({
  id: someId,
  tableId: someId,
  itemId: someId,
  recommendationId: recordId,
  ref: z.string(),
  title: z.string(),
  number: z.number().int(),
  criteria: z.array(criterion),
  rule: consensusRule,
  reasons: z.enum(REASON_RULES),
  state: z.enum(['open', 'closed']),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  /** SHA-256 over the statement and the text that were rated. */
  fingerprint: z.string(),
  /** Seats at the table when the round closed, or now while it is open. */
  panel: z.number().int(),
  /** How many have answered so far; what they said is told to nobody before the end. */
  answered: z.number().int(),
  result: roundResult.nullable(),
  /** Present where the wording is another by now. */
  change: z.object({ statement: z.array(wordingPiece), text: z.array(wordingPiece) }).nullable(),
});
export type Round = z.infer<typeof roundSchema>;
/** A round as one of the panel sees it. */
export const ownRound = roundSchema.extend({
  mine: ratingAnswer.nullable(),
  /** The group's last result on this item beside one's own answer then. */
  before: z.object({ round: roundSchema, mine: ratingAnswer.nullable() }).nullable(),
});
export type OwnRound = z.infer<typeof ownRound>;

// A guest's own view.

/** Everything a guest's page is drawn from, but for the texts. */
export const seatView = z.object({
  table: tableCore.omit({ version: true }),
  programme: z.string(),
  seat: z.object({
    id: someId,
    number: z.number().int(),
    name: z.string(),
    organisation: z.string(),
    /** What others will read beside one's remarks; null where they read nothing. */
    shownAs: z.string().nullable(),
  }),
  /** Whether remarks and ratings are taken now. */
  open: z.boolean(),
  agenda: z.array(agendaItem.omit({ unanswered: true, remarks: true })),
  session: liveSession,
});
export type SeatView = z.infer<typeof seatView>;

/** Tables one has a seat at. */
export const seatSummary = z.object({
  programmeId: idSchema<ProgrammeId>(),
  tableId: someId,
  title: z.string(),
  state: z.enum(TABLE_STATES),
});
export type SeatSummary = z.infer<typeof seatSummary>;

export const sessionMove = z.object({ itemId: someId.nullable() });
export const speakerMove = z.object({ to: z.enum(['speaking', 'done']) });
export const MINUTES_LANGUAGES = ['en', 'ru', 'kk'] as const;
export const minutesDraft = z.object({ language: z.enum(MINUTES_LANGUAGES) });
export const minutesSchema = z.object({ documentId: idSchema<DocumentId>(), text: z.unknown() });
