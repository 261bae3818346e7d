import type { Thread } from '@concordance/shared/threads/schema';
import { describe, expect, it } from 'vitest';
import type { ThreadPlace } from '../editor/contract.ts';
import { sampleThread } from './sample-thread.test-support.ts';
import { countThreads, fitOf, listThreads, overlapping } from './thread-list.ts';

const words = (from: number, to: number, text = 'exports fell'): ThreadPlace => ({ kind: 'words', from, to, words: text });
const REMOVED: ThreadPlace = { kind: 'removed' };
const ids = (threads: readonly Thread[]) => threads.map(({ id }) => id);

const whole = sampleThread('whole', { anchor: null });
const late = sampleThread('late');
const early = sampleThread('early');
const lost = sampleThread('lost');
const done = sampleThread('done', { ended: 'rejected' });
const threads = [late, done, lost, early, whole];
const places = new Map([
  ['late', words(90, 99)],
  ['early', words(5, 9)],
  ['lost', REMOVED],
  ['done', words(20, 30)],
]);

describe('the list of threads', () => {
  it('goes by the order of the text, with what is about the whole first and what has lost its words last', () => {
    expect(ids(listThreads(threads, places, 'open'))).toEqual(['whole', 'early', 'late', 'lost']);
    expect(ids(listThreads(threads, places, 'removed'))).toEqual(['lost']);
    expect(ids(listThreads(threads, places, 'ended'))).toEqual(['done']);
    expect(countThreads(threads, places)).toEqual({ open: 4, ended: 1, removed: 1 });
  });
});

describe('a proposal', () => {
  const proposal = sampleThread('a', { proposal: 'exports rose' });

  it('fits as long as its words stand as they were', () => {
    expect(fitOf(proposal, 'exports fell')).toEqual({ kind: 'fits' });
    expect(fitOf(proposal, 'exports of wheat fell')).toEqual({ kind: 'changed', words: 'exports of wheat fell' });
    expect(fitOf(proposal, null)).toEqual({ kind: 'gone' });
  });

  it('is said to overlap with others about the same words, and with no remark', () => {
    const proposals = ['a', 'b', 'c', 'd'].map((id) => sampleThread(id, { proposal: 'x' }));
    const at = new Map([
      ['a', words(1, 20)],
      ['b', words(5, 9)],
      ['c', words(20, 30)],
      ['d', words(40, 40, '')],
      ['remark', words(20, 30)],
    ]);
    expect([...overlapping([...proposals, sampleThread('remark')], at)].sort()).toEqual(['a', 'b']);
  });
});
