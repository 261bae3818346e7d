import { describe, expect, test } from 'vitest';
import { PAGE_SIZE, pagesFor, placeOf, samePages, withFocused } from './paging.ts';

describe('the pages of a long list', () => {
  test('begin with the first one while the total is unknown', () => {
    expect(pagesFor({ first: 5000, last: 5020 }, null)).toEqual([0]);
    expect(pagesFor({ first: 0, last: 0 }, 0)).toEqual([0]);
  });

  test('are the one in view and the neighbour that comes near', () => {
    expect(pagesFor({ first: 0, last: 20 }, 10_000)).toEqual([0]);
    expect(pagesFor({ first: 130, last: 150 }, 10_000)).toEqual([0, 1]);
    expect(pagesFor({ first: 5000, last: 5020 }, 10_000)).toEqual([0, 24, 25]);
  });

  test('never reach past the end', () => {
    expect(pagesFor({ first: 9980, last: 9999 }, 10_000)).toEqual([0, 49]);
    expect(pagesFor({ first: 380, last: 400 }, 401)).toEqual([0, 1, 2]);
    expect(pagesFor({ first: 9000, last: 9020 }, 40)).toEqual([0]);
  });

  test('stay the same while scrolling does not come near another one', () => {
    expect(samePages({ first: 0, last: 20 }, { first: 90, last: 110 }, 10_000)).toBe(true);
    expect(samePages({ first: 0, last: 20 }, { first: 130, last: 150 }, 10_000)).toBe(false);
  });

  test('hold a row at its place', () => {
    expect(placeOf(0)).toEqual({ page: 0, index: 0 });
    expect(placeOf(PAGE_SIZE)).toEqual({ page: 1, index: 0 });
    expect(placeOf(5021)).toEqual({ page: 25, index: 21 });
  });
});

describe('the rows drawn', () => {
  test('include the focused row when it is scrolled away', () => {
    expect(withFocused([500, 501, 502], 3, 1000)).toEqual([3, 500, 501, 502]);
    expect(withFocused([500, 501, 502], 900, 1000)).toEqual([500, 501, 502, 900]);
  });

  test('do not repeat it, and leave out a row that is no more', () => {
    expect(withFocused([1, 2, 3], 2, 1000)).toEqual([1, 2, 3]);
    expect(withFocused([1, 2, 3], 8, 5)).toEqual([1, 2, 3]);
    expect(withFocused([1, 2, 3], -1, 5)).toEqual([1, 2, 3]);
  });
});
