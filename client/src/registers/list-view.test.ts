import { describe, expect, test } from 'vitest';
import { filtersOf, isNarrowed, listAsk, nextSort, sortOf, withFilter } from './list-view.ts';

const FIELDS = ['kind', 'state', 'credibility', 'subject'];

describe('the filters of an address', () => {
  test('are read by field, several values in the order chosen', () => {
    expect(filtersOf({ filter: ['kind:statistic', 'state:active', 'kind:speech'] }, FIELDS)).toEqual({
      kind: ['statistic', 'speech'],
      state: ['active'],
    });
  });

  test('come back the same after a round trip, colons and commas inside a value included', () => {
    const filters = { kind: ['speech'], subject: ['EAEU: trade, transit', '100%'] };
    expect(filtersOf({ filter: withFilter(filters, 'state', []) ?? [] }, FIELDS)).toEqual(filters);
  });

  test('leave out unknown fields, empty values and repetitions', () => {
    expect(filtersOf({ filter: ['colour:red', 'kind:', 'nonsense', ':x', 'kind:speech', 'kind:speech'] }, FIELDS)).toEqual({
      kind: ['speech'],
    });
    expect(filtersOf({}, FIELDS)).toEqual({});
  });

  test('lose a field with its last value, and the address loses the parameter', () => {
    expect(withFilter({ kind: ['speech'], state: ['active'] }, 'kind', [])).toEqual(['state:active']);
    expect(withFilter({ kind: ['speech'] }, 'kind', [])).toBeUndefined();
  });
});

describe('the sort of a register', () => {
  test('goes up, down and back to the order by reference', () => {
    expect(nextSort(undefined, 'usedIn')).toBe('usedIn');
    expect(nextSort('usedIn', 'usedIn')).toBe('-usedIn');
    expect(nextSort('-usedIn', 'usedIn')).toBeUndefined();
    expect(nextSort(undefined, 'ref')).toBe('-ref');
    expect(nextSort('-ref', 'ref')).toBeUndefined();
    expect(nextSort('title', 'ref')).toBeUndefined();
  });

  test('is said by one head only', () => {
    expect(sortOf(undefined, 'ref')).toBe('ascending');
    expect(sortOf('-usedIn', 'usedIn')).toBe('descending');
    expect(sortOf('-usedIn', 'ref')).toBe('none');
  });
});

describe('the list request', () => {
  test('is the same however the filters were chosen and whatever is open', () => {
    const one = listAsk({ open: 'EVD-1' }, { state: ['active'], kind: ['speech', 'media'] });
    const other = listAsk({}, { kind: ['media', 'speech'], state: ['active'] });
    expect(one).toEqual(other);
    expect(one.filter).toEqual(['kind:media', 'kind:speech', 'state:active']);
  });

  test('drops a sort that could not be a field', () => {
    expect(listAsk({ sort: 'title; drop' }, {}).sort).toBe('ref');
    expect(listAsk({ sort: '-usedIn' }, {}).sort).toBe('-usedIn');
  });

  test('knows a narrowed list from a bare one', () => {
    expect(isNarrowed({ find: '  ', sort: 'title', open: 'EVD-1' }, {})).toBe(false);
    expect(isNarrowed({ find: 'trade' }, {})).toBe(true);
    expect(isNarrowed({ archived: 'yes' }, {})).toBe(true);
    expect(isNarrowed({}, { kind: ['speech'] })).toBe(true);
  });
});
