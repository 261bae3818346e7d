import { z } from 'zod';
import { ID_PATTERN } from '../ids.ts';
import type { ProblemBody } from '../problems.ts';

/**
 * A change notice: it names what changed and never carries content, so that a reader without rights learns nothing
 * and a screen simply fetches again. `seq` grows within a programme; a client that returns asks for what came after.
 */
export const CHANGED_KINDS = [
  'programme',
  'person',
  'invitation',
  'body',
  'trend',
  'risk',
  'source',
  'evidence',
  'recommendation',
  'link',
  'text',
  'round-table',
  'rating-round',
  'seat',
  'set',
  'follow-up',
  'thread',
  'notice',
] as const;
export type ChangedKind = (typeof CHANGED_KINDS)[number];

export const changeNotice = z.object({
  seq: z.number().int(),
  kind: z.enum(CHANGED_KINDS),
  id: z.string().regex(ID_PATTERN),
  version: z.number().int(),
  action: z.enum(['created', 'changed', 'archived', 'restored', 'removed']),
  /** Who did it; null for what the server derived. */
  by: z.string().nullable(),
});
export type ChangeNotice = z.infer<typeof changeNotice>;

/** What the event feed (a WebSocket at `/events/{programmeId}?after={seq}`) sends, one JSON object a message. */
export type EventMessage =
  | { readonly type: 'hello'; readonly seq: number }
  | { readonly type: 'change'; readonly change: ChangeNotice }
  /** The gap is too large to list: fetch everything again. */
  | { readonly type: 'refetch'; readonly seq: number }
  /** Nobody may listen here, or not now: the only message before the connection closes. */
  | { readonly type: 'refused'; readonly problem: ProblemBody };

/** A line of the activity page. */
export const activityItem = z.object({
  seq: z.number().int(),
  at: z.iso.datetime(),
  by: z.string().nullable(),
  byName: z.string().nullable(),
  kind: z.enum(CHANGED_KINDS),
  id: z.string(),
  ref: z.string(),
  title: z.string(),
  action: z.string(),
  fields: z.array(z.string()),
});
export type ActivityItem = z.infer<typeof activityItem>;
