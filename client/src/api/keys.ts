import type { ChangedKind } from '@concordance/shared/events/schema';

/** What a query of a programme holds: records by their kind, or something derived from many of them. */
export type QueryKind =
  | ChangedKind
  | 'counts'
  | 'people'
  | 'invitations'
  | 'activity'
  | 'find'
  | 'names'
  | 'used-in'
  | 'checks'
  | 'history';

/**
 * The key of everything that belongs to a programme: `['p', programmeId, kind, ...rest]`. The event feed invalidates by
 * the first three parts, so a screen that keeps to it never shows what others have changed.
 *
 * By habit `rest` is `'list', query` for lists and `'one', idOrRef` for one record.
 */
export function queryKey(programmeId: string, kind: QueryKind, ...rest: readonly unknown[]): readonly unknown[] {
  return ['p', programmeId, kind, ...rest];
}

/** Keys outside any programme. */
export const SESSION_KEY = ['session'] as const;
export const PROGRAMMES_KEY = ['programmes'] as const;
