import { describe, expect, it } from 'vitest';
import { DEFAULT_RULE, judge, placeOf, quantile, type Summary, summarise } from './rating.ts';

const summary = (...values: number[]): Summary => {
  const made = summarise(values);
  if (!made) throw new Error('no values');
  return made;
};

describe('a quantile', () => {
  // Reference values: R 4, quantile(x, type = 7).
  it.each([
    [[1, 2, 3, 4], 0.25, 1.75],
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3, 4], 0.75, 3.25],
    [[7, 8, 9], 0.25, 7.5],
    [[9, 1, 5, 5, 7], 0.75, 7],
    [[4], 0.25, 4],
  ])('of %j at %d is %d', (values, share, expected) => {
    expect(quantile(values, share)).toBeCloseTo(expected, 10);
  });

  it('of nothing is an error, not a number', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });

  it('leaves the values in the order they had', () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('a summary', () => {
  it('counts each step, and is none without values', () => {
    expect(summary(1, 9, 9, 5).distribution).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 2]);
    expect(summarise([])).toBeNull();
  });
});

describe('consensus', () => {
  it.each([
    ['seven of ten high, one low, close together', [7, 7, 7, 8, 8, 9, 7, 6, 6, 3], true],
    ['six of ten high', [7, 7, 7, 8, 8, 9, 6, 6, 6, 6], false],
    ['just below seven in ten: 69.6 %', [...Array<number>(16).fill(8), ...Array<number>(7).fill(6)], false],
    ['seven of ten high but three of twenty low', [...Array<number>(17).fill(8), 1, 1, 1], false],
    ['low answers just below the mark', [...Array<number>(18).fill(8), 1, 1], true],
    ['high but far apart', [7, 7, 9, 9, 9, 9, 7, 4, 4, 4], false],
  ])('with %s', (_, values, reached) => {
    expect(judge(summary(...values), DEFAULT_RULE).reached).toBe(reached);
  });

  it('says which part was missed', () => {
    expect(judge(summary(1, 1, 8, 9), DEFAULT_RULE)).toMatchObject({ highCount: 2, lowCount: 2, reached: false });
    expect(judge(summary(1, 1, 8, 9), DEFAULT_RULE).spread).toBeCloseTo(7.25);
  });

  it('follows another rule where one was fixed', () => {
    expect(judge(summary(6, 6, 7, 7), { high: 50, low: 1, spread: 1 }).reached).toBe(true);
  });
});

it('one’s own place is among those who gave less, the same and more', () => {
  expect(placeOf(7, summary(1, 7, 7, 9).distribution)).toEqual({ below: 1, same: 2, above: 1 });
});
