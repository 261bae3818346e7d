import type { Actor } from '../identity/rules.ts';

/** A table goes one way only: what was said at it is not said again under other terms. */
export const TABLE_STATES = ['planned', 'open', 'closed', 'minuted'] as const;
export type TableState = (typeof TABLE_STATES)[number];

/**
 * What may be said outside about who spoke. `closed` is the strictest: who spoke is hidden as under the Chatham House
 * Rule, and the words themselves stay with the table and the team.
 */
export const ATTRIBUTION_RULES = ['on-the-record', 'organisation-only', 'chatham-house', 'closed'] as const;
export type AttributionRule = (typeof ATTRIBUTION_RULES)[number];

/** As much of a table as the rules need. */
export interface TableStanding {
  readonly state: TableState;
  /** When it closes by itself, ISO 8601; null where somebody closes it. */
  readonly closesAt: string | null;
}

/** Somebody who asks something of a table: their role in its programme, and whether they have a seat at it. */
export interface AtTable extends Actor {
  /** Invited, come in, and not shown out since. */
  readonly seated: boolean;
}

/** Whether remarks and ratings are taken now. */
export function isOpen(table: TableStanding, now: string): boolean {
  return table.state === 'open' && (table.closesAt === null || now < table.closesAt);
}

/** The states a table may go to from here. Minutes are begun once it is closed, and a table never opens again. */
export function nextStates(state: TableState): readonly TableState[] {
  switch (state) {
    case 'planned':
      return ['open'];
    case 'open':
      return ['closed'];
    case 'closed':
      return ['minuted'];
    case 'minuted':
      return [];
  }
}

const drafts = (actor: Actor) => actor.role === 'lead' || actor.role === 'researcher';
const reads = (actor: Actor) => drafts(actor) || actor.role === 'observer';

/** Whether somebody may comment, propose wording and answer at a table now. */
export function mayTakePart(actor: AtTable, table: TableStanding, now: string): boolean {
  return isOpen(table, now) && (drafts(actor) || (actor.role === 'participant' && actor.seated));
}

/** Whether somebody may read the texts on a table's agenda as they are being written. */
export function mayReadTexts(actor: AtTable, table: TableStanding, now: string): boolean {
  return reads(actor) || (actor.role === 'participant' && actor.seated && isOpen(table, now));
}

/** Whether somebody may see the table at all: a participant goes on seeing what became of what they said. */
export function maySeeTable(actor: AtTable): boolean {
  return reads(actor) || (actor.role === 'participant' && actor.seated);
}

/** Whether somebody rates: the panel is who has a seat, so that the team does not vote on its own draft. */
export function mayRate(actor: AtTable, table: TableStanding, now: string): boolean {
  return actor.role === 'participant' && actor.seated && isOpen(table, now);
}

/** Whether a rule lets a name be shown, and whether it lets an organisation be. */
export const showsName = (rule: AttributionRule): boolean => rule === 'on-the-record';
export const showsOrganisation = (rule: AttributionRule): boolean => rule === 'on-the-record' || rule === 'organisation-only';

/** Whether what was said may leave the programme: in minutes, tables of remarks and other files. */
export const wordsMayLeave = (rule: AttributionRule): boolean => rule !== 'closed';

/** The words that stand for a guest: a name, an organisation, or null where nothing may be said. */
export function guestLabel(rule: AttributionRule, guest: { readonly name: string; readonly organisation: string }): string | null {
  if (showsName(rule)) return guest.organisation === '' ? guest.name : `${guest.name}, ${guest.organisation}`;
  if (showsOrganisation(rule)) return guest.organisation === '' ? null : guest.organisation;
  return null;
}
