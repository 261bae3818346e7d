import type { Status } from './schema.ts';
import { STATUSES } from './schema.ts';

/** Moves to the next status are free; every move back asks for a reason. */
export type StatusMove = { readonly allowed: true; readonly needsReason: boolean } | { readonly allowed: false };

/**
 * Whether a recommendation may go from one status to another: one step forward, or any number of steps back.
 * `needsReason` is true for every step back.
 */
export function statusMove(from: Status, to: Status): StatusMove {
  const distance = STATUSES.indexOf(to) - STATUSES.indexOf(from);
  if (distance === 1) return { allowed: true, needsReason: false };
  if (distance < 0) return { allowed: true, needsReason: true };
  return { allowed: false };
}
