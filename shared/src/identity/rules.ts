import type { Role } from './schema.ts';

/** Who asks: the role in the programme at hand (null for none) and whether they administer the server. */
export interface Actor {
  readonly role: Role | null;
  readonly administrator: boolean;
}

const member = (actor: Actor) => actor.role !== null;
const lead = (actor: Actor) => actor.role === 'lead';
const drafter = (actor: Actor) => actor.role === 'lead' || actor.role === 'researcher';
/** A participant reads only what an open round table shows them, never the programme at large. */
const reader = (actor: Actor) => drafter(actor) || actor.role === 'observer';
/** Whoever sits at a table by its link; which table, and whether it is open, its own rules say. */
const participant = (actor: Actor) => actor.role === 'participant';
const administrator = (actor: Actor) => actor.administrator;

/**
 * The one table of rights. HTTP, the live channel and the screens ask it and nothing else decides.
 * An administrator has no right inside a programme unless they are a member of it.
 */
export const RIGHTS = {
  'programme.see': member,
  'programme.read': reader,
  'programme.change': lead,
  'people.read': reader,
  'people.invite': lead,
  'people.change': lead,
  'register.read': reader,
  'register.write': drafter,
  'register.archive': drafter,
  'recommendation.read': reader,
  'recommendation.write': drafter,
  'recommendation.link': drafter,
  'text.read': reader,
  'text.write': drafter,
  'events.read': reader,
  'roundtable.read': reader,
  'roundtable.manage': lead,
  'roundtable.attend': participant,
  'set.read': reader,
  'set.compose': lead,
  'set.approve': lead,
  'set.deliver': lead,
  'follow-up.write': drafter,
  'thread.read': reader,
  'thread.write': drafter,
  'thread.decide': drafter,
  'notice.read': reader,
  'audit.read': lead,
  'server.people': administrator,
  'server.programmes': administrator,
} as const satisfies Record<string, (actor: Actor) => boolean>;

export type Action = keyof typeof RIGHTS;
export const ACTIONS = Object.keys(RIGHTS) as readonly Action[];

/** Whether this actor may do this. */
export function may(actor: Actor, action: Action): boolean {
  return RIGHTS[action](actor);
}
