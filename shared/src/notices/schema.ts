import { z } from 'zod';
import { ID_PATTERN } from '../ids.ts';
import { recordId } from '../registers/schema.ts';
import { SUBJECT_KINDS } from '../threads/schema.ts';

const someId = z.string().regex(ID_PATTERN);

/** Why somebody is told: named, made responsible, answered, decided on, a new remark on what they watch, a table's hours. */
export const NOTICE_KINDS = ['mention', 'assigned', 'reply', 'decision', 'remark', 'table-opened', 'table-closed'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** A line of an inbox. It says where to look and carries no words of a remark. */
export const noticeSchema = z.object({
  id: someId,
  kind: z.enum(NOTICE_KINDS),
  at: z.iso.datetime(),
  read: z.boolean(),
  /** Null for notices of a table, which have no thread. */
  threadId: someId.nullable(),
  subject: z.object({ kind: z.enum(SUBJECT_KINDS), id: recordId, ref: z.string(), title: z.string() }),
  /** Whose doing it was, where the table's rule lets it be told. */
  by: z.string().nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const noticeQuery = z.object({
  /** The id of the last notice of the page before. */
  before: z.string().max(40).optional(),
  unread: z.enum(['yes', 'no']).default('no'),
});
export type NoticeQuery = z.output<typeof noticeQuery>;
export const inbox = z.object({ notices: z.array(noticeSchema), unread: z.number().int().nonnegative(), more: z.boolean() });
export type Inbox = z.infer<typeof inbox>;
/** These, or all there are. */
export const noticesSeen = z.object({ ids: z.union([z.array(someId).min(1).max(500), z.literal('all')]) });

/** `watching`: told of every remark. `muted`: told of nothing but one's own name. `usual`: of what concerns oneself. */
export const WATCH_STATES = ['watching', 'usual', 'muted'] as const;
export type WatchState = (typeof WATCH_STATES)[number];
export const watchChange = z.object({ kind: z.enum(SUBJECT_KINDS), state: z.enum(WATCH_STATES) });
export const watchSchema = z.object({ kind: z.enum(SUBJECT_KINDS), id: recordId, state: z.enum(WATCH_STATES) });
export type Watch = z.infer<typeof watchSchema>;

/** How often unread notices come by mail. */
export const DIGESTS = ['off', 'hourly', 'daily'] as const;
export type Digest = (typeof DIGESTS)[number];
export const mailSettings = z.object({ digest: z.enum(DIGESTS) });
export const mailStanding = mailSettings.extend({
  /** False where the server sends no mail, or this account has no address. */
  available: z.boolean(),
});
