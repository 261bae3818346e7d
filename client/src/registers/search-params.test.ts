import { describe, expect, test } from 'vitest';
import { isNarrowed, listParams, nextSort, readSearch, withFilter, writeSearch } from './search-params.ts';

const FIELDS = ['kind', 'state', 'credibility', 'addressee', 'subject', 'used'];
const plain = readSearch({}, FIELDS);

describe('the address of a register', () => {
  test('is empty for the plain register', () => {
    expect(writeSearch(plain)).toEqual({});
    expect(isNarrowed(plain)).toBe(false);
  });

  test('keeps find, filters, sort, archived and the open record through a round trip', () => {
    const search = {
      find: 'қазақ trade',
      filters: { kind: ['statistic', 'speech'], credibility: ['2'], addressee: ['true'], state: ['active'] },
      sort: '-usedIn',
      archived: 'all',
      open: 'EVD-14',
    } as const;
    expect(readSearch(writeSearch(search), FIELDS)).toEqual(search);
  });

  test('writes a single number or truth value unquoted', () => {
    const raw = writeSearch(withFilter(withFilter(plain, 'credibility', ['2']), 'addressee', ['false']));
    expect(raw).toEqual({ credibility: 2, addressee: false });
  });

  test('keeps a comma and a per cent sign inside a free-text value', () => {
    const search = withFilter(plain, 'subject', ['EAEU, SCO', '100%']);
    expect(readSearch(writeSearch(search), FIELDS).filters).toEqual({ subject: ['EAEU, SCO', '100%'] });
  });

  test('ignores unknown parameters and wrong values', () => {
    const search = readSearch({ colour: 'red', sort: 'x; drop', archived: 'maybe', kind: { a: 1 }, find: null }, FIELDS);
    expect(search).toEqual(plain);
  });

  test('names a value once', () => {
    expect(readSearch({ kind: 'speech,speech,' }, FIELDS).filters).toEqual({ kind: ['speech'] });
  });

  test('drops a filter without values', () => {
    expect(withFilter(withFilter(plain, 'kind', ['speech']), 'kind', [])).toEqual(plain);
  });
});

describe('the sort of a register', () => {
  test('goes up, down and back to the order by reference', () => {
    expect(nextSort('ref', 'usedIn')).toBe('usedIn');
    expect(nextSort('usedIn', 'usedIn')).toBe('-usedIn');
    expect(nextSort('-usedIn', 'usedIn')).toBe('ref');
    expect(nextSort('ref', 'ref')).toBe('-ref');
    expect(nextSort('-ref', 'ref')).toBe('ref');
  });
});

describe('the list request', () => {
  test('repeats filter for every value and is the same however the filters were chosen', () => {
    const one = withFilter(withFilter(plain, 'state', ['active']), 'kind', ['speech', 'media']);
    const other = withFilter(withFilter(plain, 'kind', ['speech', 'media']), 'state', ['active']);
    expect(listParams(one)).toEqual([
      ['sort', 'ref'], ['filter', 'kind:speech'], ['filter', 'kind:media'], ['filter', 'state:active'],
    ]);
    expect(listParams(other)).toEqual(listParams(one));
  });

  test('does not depend on which record is open', () => {
    expect(listParams({ ...plain, open: 'EVD-3' })).toEqual(listParams(plain));
  });
});
