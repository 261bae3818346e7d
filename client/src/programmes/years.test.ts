import { describe, expect, it } from 'vitest';
import { yearOf, yearsOf } from './years.ts';

describe('the years of a programme', () => {
  it.each([
    [2018, 2020, '2018–2020'],
    [2018, null, '2018–'],
    [null, 2020, '–2020'],
    [2020, 2020, '2020'],
    [null, null, ''],
  ])('from %s to %s are "%s"', (firstYear, lastYear, words) => {
    expect(yearsOf({ firstYear, lastYear })).toBe(words);
  });

  it('an empty field is no year', () => {
    expect(yearOf(' ')).toBeNull();
    expect(yearOf(' 2020 ')).toBe(2020);
  });
});
