import { statusMove } from '@concordance/shared/recommendations/rules';
import { STATUSES, type Status } from '@concordance/shared/recommendations/schema';

/** One line of the status menu: where to, and what stands between. */
export type StatusEntry =
  | { readonly to: Status; readonly kind: 'here' }
  | { readonly to: Status; readonly kind: 'forward' }
  | { readonly to: Status; readonly kind: 'back' }
  /** The move skips a step; `after` is the status that must come first. */
  | { readonly to: Status; readonly kind: 'closed'; readonly after: Status };

/** Every status in its order, each with what choosing it would mean from where the recommendation stands. */
export function statusEntries(from: Status): readonly StatusEntry[] {
  return STATUSES.map((to, index): StatusEntry => {
    if (to === from) return { to, kind: 'here' };
    const move = statusMove(from, to);
    if (!move.allowed) return { to, kind: 'closed', after: STATUSES[index - 1] ?? from };
    return { to, kind: move.needsReason ? 'back' : 'forward' };
  });
}
