import { CLOSE, RETRY_SPREAD_MS } from '@concordance/shared/collaboration/wire';
import { describe, expect, it } from 'vitest';
import { endOf, RETRY_MAX_MS, RETRY_MIN_MS, refusalOf, retryDelay } from './retry.ts';
import { type SaveFacts, saveStateOf, wouldLose } from './save-state.ts';

const CALM: SaveFacts = {
  unsaved: 0,
  settled: true,
  synced: true,
  grace: false,
  opening: false,
  kept: true,
  rights: 'write',
  trouble: null,
  ended: null,
};
const OPEN: SaveFacts = { ...CALM, unsaved: 3, settled: false };
const kind = (facts: SaveFacts) => saveStateOf(facts).kind;

describe('what is said about saving', () => {
  it('saved only when nothing is open', () => {
    expect(kind(CALM)).toBe('saved');
    expect(saveStateOf(OPEN)).toEqual({ kind: 'saving', changes: 3 });
  });
  it('a kept copy that no server confirmed is not called saved, even without open edits', () => {
    expect(kind({ ...CALM, settled: false })).toBe('saving');
  });
  it('offline says how many edits, and whether they are kept', () => {
    expect(saveStateOf({ ...OPEN, synced: false, kept: false })).toEqual({ kind: 'offline', changes: 3, kept: false });
  });
  it('a connection lost a moment ago is not yet offline', () => {
    expect(kind({ ...OPEN, synced: false, grace: true })).toBe('saving');
    expect(kind({ ...CALM, synced: false, grace: true })).toBe('saved');
  });
  it('loading until the first attempt is over', () => {
    expect(kind({ ...CALM, synced: false, opening: true })).toBe('loading');
  });
  it('trouble is shown while something is open, and not when all is on the disk', () => {
    expect(saveStateOf({ ...OPEN, trouble: 'store' })).toEqual({ kind: 'not-saving', changes: 3, kept: true, why: 'store' });
    expect(kind({ ...CALM, trouble: 'store' })).toBe('saved');
  });
  it('a reader is told so, with the edits that can no longer be sent', () => {
    expect(saveStateOf({ ...CALM, rights: 'read' })).toEqual({ kind: 'read-only', changes: 0 });
    expect(saveStateOf({ ...OPEN, rights: 'read' })).toEqual({ kind: 'read-only', changes: 3, why: 'rights' });
  });
  it('an end outweighs everything', () => {
    expect(saveStateOf({ ...OPEN, ended: 'no-access', trouble: 'store' })).toEqual({ kind: 'ended', changes: 3, why: 'no-access' });
  });
  it('leaving is questioned exactly when edits are open', () => {
    expect(wouldLose(saveStateOf(CALM))).toBe(false);
    expect(wouldLose(saveStateOf(OPEN))).toBe(true);
    expect(wouldLose(saveStateOf({ ...OPEN, synced: false }))).toBe(true);
    expect(wouldLose(saveStateOf({ ...CALM, synced: false }))).toBe(false);
  });
});

describe('coming back', () => {
  it.each([
    [CLOSE.signedOut, 'signed-out'],
    [CLOSE.noAccess, 'no-access'],
    [CLOSE.unknownDocument, 'unknown-document'],
    [CLOSE.reload, 'reload'],
    [CLOSE.otherEpoch, 'replaced'],
  ])('close code %i ends it', (code, why) => {
    expect(endOf(code)).toBe(why);
  });
  it.each([CLOSE.restart, CLOSE.busy, CLOSE.judgeAnew, CLOSE.failed, CLOSE.slowReader, CLOSE.tooManyRequests, CLOSE.badMessage, 1006])(
    'close code %i does not',
    (code) => {
      expect(endOf(code)).toBeNull();
    },
  );
  it('a refusal is told from a failure', () => {
    expect([refusalOf(CLOSE.badMessage), refusalOf(CLOSE.tooLarge), refusalOf(CLOSE.failed)]).toEqual(['refused', 'too-large', null]);
  });
  it('a server that asks to come back spreads its clients', () => {
    expect(retryDelay(CLOSE.restart, 1, () => 0)).toBe(0);
    expect(retryDelay(CLOSE.restart, 1, () => 1)).toBe(RETRY_SPREAD_MS);
  });
  it('every other attempt is drawn from a span that doubles up to its limit', () => {
    expect(retryDelay(1006, 1, () => 0)).toBe(RETRY_MIN_MS);
    expect([1, 2, 3, 20].map((failures) => retryDelay(1006, failures, () => 1))).toEqual([2_000, 4_000, 8_000, RETRY_MAX_MS]);
    expect(retryDelay(CLOSE.restart, 2, () => 1)).toBe(4_000);
  });
});
