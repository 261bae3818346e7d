import { z } from 'zod';
import { type DocumentId, ID_PATTERN, idSchema, RECORD_KINDS } from '../ids.ts';
import { personId, prose, recordId, seenVersion } from '../registers/schema.ts';
import { DISPOSITIONS, SUGGESTION_STATES } from './rules.ts';

const someId = z.string().regex(ID_PATTERN);

/** What can be talked about. */
export const SUBJECT_KINDS = [...RECORD_KINDS, 'set', 'round-table'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const QUOTE_MOST = 2000;
/** So much of the text before and behind a quote is kept to find it again. */
export const CONTEXT_LENGTH = 32;
export const REMARK_MOST = 5000;
export const COMMENTS_MOST = 500;

/** Words as they stand in a text: not trimmed, or they would no longer be found. */
const standing = (most: number) =>
  z
    .string()
    .max(most)
    .transform((value) => value.toWellFormed().replaceAll('\u0000', ''));
/** A Yjs relative position, encoded. Real ones have some twenty bytes. */
const position = z.base64().min(4).max(400);

/**
 * A place in a text, kept outside of it: two relative positions, and what stood there when it was made. An empty quote is
 * a place between two letters. A break between blocks reads `\n`, a citation or another inline object `\uFFFC`.
 */
export const anchorSchema = z.object({
  start: position,
  end: position,
  quote: standing(QUOTE_MOST),
  prefix: standing(CONTEXT_LENGTH),
  suffix: standing(CONTEXT_LENGTH),
});
export type Anchor = z.infer<typeof anchorSchema>;

export const SUGGESTION_KINDS = ['replace', 'insert', 'delete'] as const;
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];
/** Blanks at its ends count; a break does not: proposed wording never makes a paragraph. */
const wording = standing(REMARK_MOST).transform((value) => value.replace(/\s*[\n\r\u2028\u2029]+\s*/g, ' ').replaceAll('\uFFFC', ''));
/** Wording proposed in place of the anchor's quote: those are the old words it was made against. */
export const suggestionDraft = z.object({ kind: z.enum(SUGGESTION_KINDS), text: wording });
export type SuggestionDraft = z.infer<typeof suggestionDraft>;

const remark = prose(REMARK_MOST);
const spoken = remark.pipe(z.string().min(1));
const mentions = z
  .array(personId)
  .max(20)
  .default([])
  .transform((ids) => [...new Set(ids)]);

/**
 * Made by who sends a remark, and sent again with it when the answer was lost: what was stored under it is answered, and
 * nothing is stored twice. Another remark has another key. It counts among the remarks of its author.
 */
const sendingKey = someId.optional();

const draftShape = z.object({
  key: sendingKey,
  subjectKind: z.enum(SUBJECT_KINDS),
  subjectId: recordId,
  /** On words of the subject's text; null for the record as a whole. */
  anchor: anchorSchema.nullable().default(null),
  /** At which table it is said; null for the team's own talk. */
  roundTableId: someId.nullable().default(null),
  /** May be empty beside a suggestion, which speaks for itself. */
  text: remark.default(''),
  mentions,
  suggestion: suggestionDraft.nullable().default(null),
  assigneeId: personId.nullable().default(null),
});
type DraftShape = z.output<typeof draftShape>;

/** A replacement and a deletion need words to stand in place of; an insertion and a replacement bring some. */
function fits({ suggestion, anchor, text }: Pick<DraftShape, 'suggestion' | 'anchor' | 'text'>): boolean {
  if (suggestion === null) return text !== '' && (anchor === null || anchor.quote !== '');
  if (anchor === null) return false;
  switch (suggestion.kind) {
    case 'replace':
      return anchor.quote !== '' && suggestion.text !== '' && suggestion.text !== anchor.quote;
    case 'insert':
      return anchor.quote === '' && suggestion.text !== '';
    case 'delete':
      return anchor.quote !== '' && suggestion.text === '';
  }
}

export const threadDraft = draftShape.refine(fits, { message: 'format', path: ['suggestion'] });
export type ThreadDraft = z.input<typeof threadDraft>;
/** The same from a guest's chair: the table is the one of the address, the subject is an item of its agenda. */
export const guestThreadDraft = draftShape
  .pick({ key: true, subjectId: true, anchor: true, text: true, suggestion: true })
  .refine(fits, { message: 'format', path: ['suggestion'] });

export const commentDraft = z.object({ key: sendingKey, text: spoken, mentions });
/** The first comment of a suggestion may be made empty again; others may not. */
export const commentChange = z.object({ version: seenVersion, text: remark, mentions });
export const anchorChange = z.object({ version: seenVersion, anchor: anchorSchema });
export const assigneeChange = z.object({ version: seenVersion, assigneeId: personId.nullable() });
export const threadEnd = z.object({
  version: seenVersion,
  disposition: z.enum(DISPOSITIONS).nullable().default(null),
  reason: prose(2000).default(''),
});
export const threadReopen = z.object({ version: seenVersion });
export const suggestionAccept = z.object({ version: seenVersion, reason: prose(2000).default('') });
export const suggestionDecline = z.object({ version: seenVersion, reason: prose(2000).pipe(z.string().min(1)) });
export const acceptAll = z.object({ documentId: idSchema<DocumentId>(), authorId: personId });
/** Threads by what became of them. */
export const acceptedAll = z.object({
  accepted: z.array(someId),
  /** Their words had changed, or one accepted before them took their words. */
  outdated: z.array(someId),
});
export const threadsSeen = z.object({ ids: z.array(someId).min(1).max(1000) });

export const authorSchema = z.object({
  kind: z.enum(['person', 'organisation', 'participant', 'team']),
  label: z.string().nullable(),
  /** For the team's screens, and only where the name may be told. */
  id: personId.nullable(),
  mine: z.boolean(),
});
export type Author = z.infer<typeof authorSchema>;
const namedPerson = z.object({ id: personId, name: z.string() });

export const commentSchema = z.object({
  id: someId,
  version: z.number().int().positive(),
  author: authorSchema,
  /** Empty where `deleted`. */
  text: z.string(),
  mentions: z.array(namedPerson),
  at: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  /** Taken back by its author; the mark stays because somebody has answered. */
  deleted: z.boolean(),
  /** Written since this reader looked last; never their own. */
  unread: z.boolean(),
  mayChange: z.boolean(),
});
export type Comment = z.infer<typeof commentSchema>;

export const suggestionSchema = suggestionDraft.extend({ state: z.enum(SUGGESTION_STATES) });
export type Suggestion = z.infer<typeof suggestionSchema>;

export const threadLife = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open') }),
  z.object({
    state: z.literal('ended'),
    at: z.iso.datetime(),
    by: authorSchema,
    disposition: z.enum(DISPOSITIONS).nullable(),
    reason: z.string(),
  }),
]);
export type ThreadLife = z.infer<typeof threadLife>;

export const threadSchema = z.object({
  id: someId,
  /** Grows with everything but comments. */
  version: z.number().int().positive(),
  subject: z.object({ kind: z.enum(SUBJECT_KINDS), id: recordId, ref: z.string(), title: z.string() }),
  /** The text that the anchor is in; null where the record as a whole is meant. */
  documentId: idSchema<DocumentId>().nullable(),
  anchor: anchorSchema.nullable(),
  roundTable: z.object({ id: someId, ref: z.string(), title: z.string() }).nullable(),
  life: threadLife,
  suggestion: suggestionSchema.nullable(),
  /** Null also for guests, who are not told. */
  assignee: namedPerson.nullable(),
  comments: z.array(commentSchema),
  unread: z.number().int().nonnegative(),
  may: z.object({ reply: z.boolean(), reanchor: z.boolean(), decide: z.boolean(), accept: z.boolean() }),
  at: z.iso.datetime(),
  /** When something was said or done in it last. */
  updatedAt: z.iso.datetime(),
});
export type Thread = z.infer<typeof threadSchema>;

export const THREADS_MOST = 2000;
export const threadQuery = z.object({
  /** The record that is talked about, by id. */
  subject: z.string().max(40).optional(),
  roundTable: z.string().max(40).optional(),
  /** `me`, or nothing. */
  assigned: z.literal('me').optional(),
  state: z.enum(['open', 'ended', 'all']).default('all'),
});
export type ThreadQuery = z.output<typeof threadQuery>;
export const threadList = z.object({
  /** In the order they were begun. */
  threads: z.array(threadSchema),
  /** There are more than are listed: narrow the question. */
  more: z.boolean(),
});
export const threadLeft = z.object({
  /** Null when its last comment was taken back. */
  thread: threadSchema.nullable(),
});

/** What became of one's own remarks at a table. */
export const ownRemark = z.object({
  threadId: someId,
  subject: z.object({ id: recordId, ref: z.string(), title: z.string() }),
  quote: z.string(),
  text: z.string(),
  suggestion: suggestionSchema.nullable(),
  life: threadLife,
  /** How many have answered, oneself left out. */
  answers: z.number().int().nonnegative(),
  at: z.iso.datetime(),
});
export type OwnRemark = z.infer<typeof ownRemark>;

// Dispositions.

export const dispositionQuery = z.object({
  /** One of these three, by id or reference. */
  recommendation: z.string().max(40).optional(),
  set: z.string().max(40).optional(),
  roundTable: z.string().max(40).optional(),
  /** `tables`: without the team's own threads. */
  from: z.enum(['all', 'tables']).default('all'),
  /** Of a DOCX. */
  language: z.enum(['en', 'ru', 'kk']).default('en'),
});
export type DispositionQuery = z.output<typeof dispositionQuery>;

/** A line of the table remark – author – decision – reason. */
export const dispositionRow = z.object({
  threadId: someId,
  ref: z.string(),
  title: z.string(),
  roundTable: z.string().nullable(),
  quote: z.string(),
  remark: z.string(),
  /** Wording that was proposed; null for a remark without. */
  proposal: z.string().nullable(),
  author: authorSchema.pick({ kind: true, label: true }),
  disposition: z.enum(DISPOSITIONS).nullable(),
  /** False while it waits for an answer. */
  ended: z.boolean(),
  reason: z.string(),
  /** The day it ended. */
  on: z.iso.date().nullable(),
  /** Said at a closed table: in files the words are left out. */
  withheld: z.boolean(),
});
export type DispositionRow = z.infer<typeof dispositionRow>;
export const dispositionTable = z.object({ title: z.string(), rows: z.array(dispositionRow) });
export type DispositionTable = z.infer<typeof dispositionTable>;
