import { CHANGED_KINDS, type ChangedKind, type ChangeNotice } from '@concordance/shared/events/schema';
import { describe, expect, it } from 'vitest';
import { queryKey, SESSION_KEY } from '../api/keys.ts';
import { staleKeys } from './stale-keys.ts';

const notice = (kind: ChangedKind, id = 'a'): ChangeNotice => ({ seq: 1, kind, id, version: 1, action: 'changed', by: null });

describe('what a change makes stale', () => {
  it.each(CHANGED_KINDS)('a %s always makes something stale', (kind) => {
    expect(staleKeys('p1', notice(kind), 'me')).not.toHaveLength(0);
  });

  it('a trend makes its lists and the counts stale', () => {
    expect(staleKeys('p1', notice('trend'), 'me')).toEqual(expect.arrayContaining([queryKey('p1', 'trend'), queryKey('p1', 'counts')]));
  });

  it('a source makes the evidence stale that shows its reliability', () => {
    expect(staleKeys('p1', notice('source'), 'me')).toContainEqual(queryKey('p1', 'evidence'));
  });

  it('a change of my own role asks again who I am', () => {
    expect(staleKeys('p1', notice('person', 'me'), 'me')).toContainEqual(SESSION_KEY);
    expect(staleKeys('p1', notice('person', 'other'), 'me')).not.toContainEqual(SESSION_KEY);
  });
});
