import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { COMPOSITION_HOLD_MS, type FrameClock, IncomingUpdates } from './incoming.ts';

/** A clock whose frames come when the test says so. */
function handClock() {
  let now = 0;
  let due: { readonly at: number; readonly callback: () => void } | null = null;
  const clock: FrameClock = {
    now: () => now,
    next(callback, pause) {
      due = { at: now + pause, callback };
      return () => {
        due = null;
      };
    },
  };
  return {
    clock,
    frame(milliseconds = 16) {
      now += milliseconds;
      if (!due || due.at > now) return;
      const { callback } = due;
      due = null;
      callback();
    },
  };
}

function setting() {
  const doc = new Y.Doc();
  const lost: string[] = [];
  const hand = handClock();
  const told: string[] = [];
  const hooks = { beforeApplying: () => told.push(doc.getText('t').toString()), outOfSync: () => lost.push('lost') };
  const incoming = new IncomingUpdates(doc, () => 'server', hooks, hand.clock);
  const transactions: boolean[] = [];
  doc.on('afterTransaction', (transaction: Y.Transaction) => transactions.push(transaction.local));
  return { doc, incoming, lost, told, transactions, ...hand };
}

/** One update per word, in order of typing. */
function updatesOf(...words: readonly string[]): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const word of words) doc.getText('t').insert(doc.getText('t').length, word);
  return updates;
}

describe('what others write', () => {
  it('enters the document once per frame, in one transaction that is not local', () => {
    const { doc, incoming, frame, transactions } = setting();
    for (const update of updatesOf('a', 'b', 'c')) incoming.update(update);
    expect(doc.getText('t').toString()).toBe('');
    frame();
    expect(doc.getText('t').toString()).toBe('abc');
    expect(transactions).toEqual([false]);
  });
  it('is announced once per frame, while the text still is as the person sees it', () => {
    const { incoming, frame, told } = setting();
    const [first, second, third] = updatesOf('a', 'b', 'c');
    for (const update of [first, second]) if (update) incoming.update(update);
    frame();
    if (third) incoming.update(third);
    frame();
    frame();
    expect(told).toEqual(['', 'ab']);
  });
  it('waits while a syllable is composed', () => {
    const { doc, incoming, frame } = setting();
    incoming.hold();
    for (const update of updatesOf('a')) incoming.update(update);
    frame();
    expect(doc.getText('t').toString()).toBe('');
    incoming.release();
    frame();
    expect(doc.getText('t').toString()).toBe('a');
  });
  it('waits no longer than the hold allows', () => {
    const { doc, incoming, frame } = setting();
    for (const update of updatesOf('a')) incoming.update(update);
    incoming.hold();
    frame(COMPOSITION_HOLD_MS);
    expect(doc.getText('t').toString()).toBe('a');
  });
  it('a missing update is noticed', () => {
    const { incoming, frame, lost } = setting();
    const [, second] = updatesOf('a', 'b');
    if (second) incoming.update(second);
    frame();
    expect(lost).toEqual(['lost']);
  });
  it('an unreadable update does not take the next one with it', () => {
    const { doc, incoming, frame, lost } = setting();
    incoming.update(new Uint8Array([255, 255, 255]));
    for (const update of updatesOf('a')) incoming.update(update);
    frame();
    expect(doc.getText('t').toString()).toBe('a');
    expect(lost).toEqual(['lost']);
  });
  it('nothing is applied after closing', () => {
    const { doc, incoming, frame } = setting();
    for (const update of updatesOf('a')) incoming.update(update);
    incoming.close();
    frame();
    expect(doc.getText('t').toString()).toBe('');
  });
});
