import { describe, expect, test } from 'vitest';
import { judgeClash, sameValue, withoutFields } from './conflict.ts';

const base = { title: 'Trade', likelihood: 2, evidenceIds: ['a'], csl: { type: 'book', title: 'T' } };

describe('a change that met a newer version', () => {
  test('is sent again when the other person changed something else', () => {
    expect(judgeClash(base, { likelihood: 4 }, { ...base, title: 'Trade in goods' })).toEqual({ outcome: 'repeat' });
  });

  test('is done when both wrote the same', () => {
    expect(judgeClash(base, { likelihood: 4 }, { ...base, likelihood: 4 })).toEqual({ outcome: 'done' });
    expect(judgeClash(base, { csl: { title: 'U', type: 'book' } }, { ...base, csl: { type: 'book', title: 'U' } })).toEqual({
      outcome: 'done',
    });
  });

  test('asks when both changed one field to different values, and shows both', () => {
    expect(judgeClash(base, { title: 'Mine', likelihood: 4 }, { ...base, title: 'Theirs' })).toEqual({
      outcome: 'ask',
      conflicts: [{ field: 'title', mine: 'Mine', theirs: 'Theirs' }],
    });
  });

  test('asks about lists and objects as about plain values', () => {
    const clash = judgeClash(base, { evidenceIds: ['a', 'b'] }, { ...base, evidenceIds: ['a', 'c'] });
    expect(clash).toEqual({ outcome: 'ask', conflicts: [{ field: 'evidenceIds', mine: ['a', 'b'], theirs: ['a', 'c'] }] });
  });

  test('keeps the fields that were not given up', () => {
    expect(withoutFields({ title: 'Mine', likelihood: 4 }, ['title'])).toEqual({ likelihood: 4 });
  });
});

describe('equality of values', () => {
  test('looks inside lists and objects', () => {
    expect(sameValue([{ a: 1, b: null }], [{ b: null, a: 1 }])).toBe(true);
    expect(sameValue(['a', 'b'], ['b', 'a'])).toBe(false);
    expect(sameValue({ a: undefined }, {})).toBe(false);
    expect(sameValue(null, {})).toBe(false);
    expect(sameValue([], {})).toBe(false);
  });
});
