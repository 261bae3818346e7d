import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

describe('canonical JSON', () => {
  test('the order of keys does not matter', () => {
    expect(canonicalJson({ b: 1, a: [2, { d: null, c: true }] })).toBe(canonicalJson({ a: [2, { c: true, d: null }], b: 1 }));
  });

  test('keys are sorted by UTF-16 code units and numbers written as RFC 8785 shows', () => {
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, '1': 3, '\u0080': 333333333.3333333, a: 1e30 })).toBe(
      '{"\\r":2,"1":3,"a":1e+30,"\u0080":333333333.3333333,"\u20ac":1}',
    );
  });

  test('composed and decomposed letters are the same words', () => {
    expect(canonicalJson('й')).toBe(canonicalJson('и\u0306'));
  });

  test('the order of a list matters', () => {
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });

  test('a number that JSON cannot say is refused', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
  });
});
