import type { ChangedKind, ChangeNotice } from '@concordance/shared/events/schema';
import { PROGRAMMES_KEY, type QueryKind, queryKey, SESSION_KEY } from '../api/keys.ts';

/** Whatever is counted, found or listed over many records changes with any of them. */
const DERIVED: readonly QueryKind[] = ['counts', 'activity', 'find', 'names', 'used-in', 'substance', 'checks'];

/** What else shows a record of this kind: its name, its rating, how often it is used. */
const SHOWN_IN: Readonly<Record<ChangedKind, readonly QueryKind[]>> = {
  programme: ['programme', 'activity', 'substance', 'checks'],
  person: ['people', 'activity', 'recommendation', 'risk', 'set', 'substance'],
  invitation: ['invitations', 'activity'],
  body: ['body', 'link', 'recommendation', ...DERIVED],
  trend: ['trend', 'link', ...DERIVED],
  risk: ['risk', 'link', ...DERIVED],
  source: ['source', 'evidence', 'link', ...DERIVED],
  evidence: ['evidence', 'link', ...DERIVED],
  recommendation: ['recommendation', 'set', ...DERIVED],
  link: ['link', 'recommendation', 'trend', 'risk', 'evidence', 'source', ...DERIVED],
  'round-table': ['round-table', 'activity'],
  'rating-round': ['round-table'],
  seat: ['round-table'],
  text: ['recommendation', 'activity', 'history', 'substance'],
  set: ['set', 'activity', 'substance', 'follow-up', 'audit'],
  'follow-up': ['follow-up', 'activity', 'audit'],
  thread: ['thread', 'round-table', 'checks', 'activity'],
  notice: ['notice'],
};

/** The query keys that a change makes stale, for a person whose user id is `me`. */
export function staleKeys(programmeId: string, change: ChangeNotice, me: string): readonly (readonly unknown[])[] {
  const keys: (readonly unknown[])[] = SHOWN_IN[change.kind].map((kind) => queryKey(programmeId, kind));
  if (change.kind === 'programme') keys.push(PROGRAMMES_KEY);
  // My own role may have changed: what the screen offers me depends on it.
  if (change.kind === 'person' && change.id === me) keys.push(SESSION_KEY, PROGRAMMES_KEY, queryKey(programmeId, 'programme'));
  return keys;
}
