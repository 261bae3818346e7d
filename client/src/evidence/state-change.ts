import type { Fields } from '../registers/conflict.ts';

export interface StateChoice {
  /** The item that takes the place of a superseded one. */
  readonly by: string | null;
  readonly reason: string;
  /** The item whose state changes; it cannot take its own place. */
  readonly itself: string;
  readonly today: Date;
}

/** A change of state is ready to be sent, or lacks one thing. */
export type StateChange = { readonly ready: true; readonly changes: Fields } | { readonly ready: false; readonly missing: 'by' | 'reason' };

/** The day where the person is, as `2020-09-25`. */
function dayOf(date: Date): string {
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${date.getFullYear()}-${month}-${day}`;
}

/**
 * What a change of state writes: superseded names its successor, withdrawn its reason, active clears both. The reason
 * of an earlier state never stays behind.
 */
export function stateChange(move: 'supersede' | 'withdraw' | 'activate', { by, reason, itself, today }: StateChoice): StateChange {
  const stateReason = reason.trim();
  const stateOn = dayOf(today);
  if (move === 'activate')
    return { ready: true, changes: { state: 'active', supersededById: null, stateReason, stateOn, stateCause: null } };
  if (move === 'withdraw') {
    if (stateReason === '') return { ready: false, missing: 'reason' };
    return { ready: true, changes: { state: 'withdrawn', supersededById: null, stateReason, stateOn } };
  }
  if (by === null || by === itself) return { ready: false, missing: 'by' };
  return { ready: true, changes: { state: 'superseded', supersededById: by, stateReason, stateOn } };
}
