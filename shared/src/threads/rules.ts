import type { Role } from '../identity/schema.ts';
import { type AttributionRule, guestLabel, showsName } from '../roundtables/rules.ts';

/** How a thread can end; every thread of a round table ends in one of these. */
export const DISPOSITIONS = ['accepted', 'partly', 'rejected', 'deferred'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** `settled`: the thread ended another way; `withdrawn`: its author took the remark back. Neither changed the text. */
export const SUGGESTION_STATES = ['proposed', 'accepted', 'declined', 'settled', 'withdrawn'] as const;
export type SuggestionState = (typeof SUGGESTION_STATES)[number];

/** Somebody who asks something of a thread; `table` is what they may do at the thread's table, null for a thread of the team's own. */
export interface AtThread {
  readonly role: Role;
  readonly userId: string;
  readonly table: { readonly mayAttend: boolean; readonly mayTakePart: boolean } | null;
}

/** As much of a thread as the rules need. */
export interface ThreadStanding {
  readonly ended: boolean;
  readonly authorId: string;
  readonly suggestion: SuggestionState | null;
}

/** Who writes the text; to them a thread can be assigned. */
export const DRAFTERS: readonly Role[] = ['lead', 'researcher'];

const drafts = ({ role }: AtThread) => DRAFTERS.includes(role);
const reads = (who: AtThread) => drafts(who) || who.role === 'observer';

/** A participant sees the threads of the tables they sit at, and never the team's own. */
export function mayRead(who: AtThread): boolean {
  return who.table === null ? reads(who) : who.table.mayAttend;
}

/** A thread of a table begins while the table is open; one of the team's own at any time. */
export function mayBegin(who: AtThread): boolean {
  return who.table === null ? drafts(who) : who.table.mayTakePart;
}

/** The team answers a table's remarks also when the table is closed; participants speak while it is open. */
export function mayReply(who: AtThread, thread: ThreadStanding): boolean {
  if (thread.ended || !mayRead(who)) return false;
  return drafts(who) || (who.role === 'participant' && who.table?.mayTakePart === true);
}

/** Whether somebody may change or take back a comment: their own, as long as they may still speak in its thread. */
export function mayChangeComment(who: AtThread, thread: ThreadStanding, comment: { readonly authorId: string }): boolean {
  return comment.authorId === who.userId && mayReply(who, thread);
}

/**
 * Whether somebody may tie a thread to other words: whoever began it, or the team, which has to find the place. What
 * somebody proposed for some words nobody else says of others.
 */
export function mayMoveAnchor(who: AtThread, thread: ThreadStanding): boolean {
  return mayReply(who, thread) && (thread.authorId === who.userId || (drafts(who) && thread.suggestion === null));
}

/** Ending, reopening, assigning, and deciding on proposed wording are for those who write the text. */
export function mayDecide(who: AtThread): boolean {
  return drafts(who) && mayRead(who);
}

export function mayAccept(who: AtThread, thread: ThreadStanding): boolean {
  return mayDecide(who) && !thread.ended && thread.suggestion === 'proposed';
}

/** Everything a screen offers or does not offer in a thread. */
export interface ThreadRights {
  readonly reply: boolean;
  readonly reanchor: boolean;
  readonly decide: boolean;
  readonly accept: boolean;
}

export function rightsIn(who: AtThread, thread: ThreadStanding): ThreadRights {
  return {
    reply: mayReply(who, thread),
    reanchor: mayMoveAnchor(who, thread),
    decide: mayDecide(who),
    accept: mayAccept(who, thread),
  };
}

/** What is missing before a thread can end so: a disposition at a round table, a reason for everything but a plain yes. */
export function missingToEnd(
  end: { readonly disposition: Disposition | null; readonly reason: string },
  atTable: boolean,
): 'disposition' | 'reason' | null {
  if (end.disposition === null) return atTable ? 'disposition' : null;
  return end.disposition !== 'accepted' && end.reason === '' ? 'reason' : null;
}

/** What a suggestion becomes when its thread ends without its wording having been put into the text. */
export function suggestionAfter(state: SuggestionState | null, disposition: Disposition | null): SuggestionState | null {
  if (state !== 'proposed') return state;
  return disposition === 'rejected' ? 'declined' : 'settled';
}

/** Who said something, as it may be shown. */
export interface ShownAuthor {
  readonly kind: 'person' | 'organisation' | 'participant' | 'team';
  /** Null where no name and no organisation may be told. */
  readonly label: string | null;
}

/**
 * Who said something at a table, as far as its rule goes; `null` is no table. Where names are hidden, the team's are too:
 * who answered tells who was answered in a room of few.
 */
export function shownAuthor(
  rule: AttributionRule | null,
  author: { readonly name: string; readonly organisation: string; readonly guest: boolean },
): ShownAuthor {
  if (rule === null) return { kind: 'person', label: author.name };
  if (showsName(rule)) return { kind: 'person', label: author.guest ? guestLabel(rule, author) : author.name };
  if (!author.guest) return { kind: 'team', label: null };
  const label = guestLabel(rule, author);
  return label === null ? { kind: 'participant', label } : { kind: 'organisation', label };
}
