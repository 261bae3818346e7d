import { beforeEach, describe, expect, it } from 'vitest';
import { InOrder } from './in-order.ts';

describe('what was committed', () => {
  let told: number[];
  let line: InOrder<number>;
  beforeEach(() => {
    told = [];
    line = new InOrder((one) => void told.push(one));
  });

  it('is told in the order of its numbers, whichever commit is answered first', () => {
    const [twelve, thirteen, fourteen] = [line.take(12), line.take(13), line.take(14)];
    thirteen.committed();
    expect(told).toEqual([]);
    twelve.committed();
    expect(told).toEqual([12, 13]);
    fourteen.committed();
    expect(told).toEqual([12, 13, 14]);
  });

  it('does not wait for what was undone, nor tell it', () => {
    const [twelve, thirteen] = [line.take(12), line.take(13)];
    thirteen.committed();
    twelve.undone();
    expect(told).toEqual([13]);
  });

  it('has been told when its commit is over for the one who made it', async () => {
    const [twelve, thirteen] = [line.take(12), line.take(13)];
    const over: number[] = [];
    const later = thirteen.committed().then(() => over.push(13));
    await Promise.resolve();
    expect(over).toEqual([]);
    await twelve.committed();
    await later;
    expect(told).toEqual([12, 13]);
  });

  it('leaves no place behind', () => {
    const turns = [line.take(1), line.take(2), line.take(3)];
    for (const turn of turns.toReversed()) turn.committed();
    expect(line.waiting).toBe(0);
  });
});
