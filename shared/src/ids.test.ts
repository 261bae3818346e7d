import { describe, expect, it } from 'vitest';
import { ID_PATTERN, RECORD_KINDS, REFERENCE_PREFIX, reference } from './ids.ts';

describe('a reference', () => {
  it('is the letters people say and a number', () => {
    expect(reference('trend', 3)).toBe('TRD-3');
    expect(RECORD_KINDS.map((kind) => reference(kind, 1))).toEqual(['BOD-1', 'TRD-1', 'RSK-1', 'SRC-1', 'EVD-1', 'REC-1']);
  });

  it('is of one kind only', () => {
    expect(new Set(Object.values(REFERENCE_PREFIX)).size).toBe(RECORD_KINDS.length);
  });
});

describe('an id', () => {
  it.each([
    '',
    'REC-1',
    '0123456789abcdefghjkmnpqr',
    '0123456789abcdefghjkmnpqrst',
    '0123456789ABCDEFGHJKMNPQRS',
    '0123456789abcdefghijklmnop',
    '0123456789abcdefghjkmnpqr\n',
  ])('is not %j', (text) => {
    expect(ID_PATTERN.test(text)).toBe(false);
  });
});
