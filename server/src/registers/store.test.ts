import { describe, expect, it } from 'vitest';
import { containing, numberOf } from './store.ts';

describe('a spoken reference', () => {
  it.each([
    ['TRD-7', 7],
    ['trd-7', 7],
    ['TRD-007', 7],
    ['REC-7', null],
    ['TRD-', null],
    ['TRD-7x', null],
    ['TRD-1234567890', null],
    ['TRD--7', null],
    [' TRD-7', null],
    ['0123456789abcdefghjkmnpqrs', null],
  ])('%j is number %j among trends', (text, number) => {
    expect(numberOf('trend', text)).toBe(number);
  });
});

describe('a pattern', () => {
  it('means what was typed, wild signs included', () => {
    expect(containing('100%_\\')).toBe('%100\\%\\_\\\\%');
  });
});
