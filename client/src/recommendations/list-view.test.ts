import { describe, expect, it } from 'vitest';
import { chosen, clearFilters, isNarrowed, listLines, listParameters, listSearch, nextSort, toggleValue } from './list-view.ts';
import { sampleRecommendation } from './sample-records.ts';

describe('the address of the list', () => {
  it('drops what it cannot read instead of failing', () => {
    expect(listSearch.parse({ sort: 'password', group: 'colour', archived: 'maybe', find: 'tax' })).toEqual({ find: 'tax' });
  });

  it('keeps several values of a filter and forgets an empty one', () => {
    const two = toggleValue(toggleValue({}, 'status', 'draft'), 'status', 'ready');
    expect(chosen(two, 'status')).toEqual(['draft', 'ready']);
    const none = toggleValue(toggleValue(two, 'status', 'draft'), 'status', 'ready');
    expect(none.status).toBeUndefined();
    expect(isNarrowed(none)).toBe(false);
  });

  it('loses its filters but not its order when cleared', () => {
    expect(clearFilters({ status: 'draft', find: 'tax', sort: '-updatedAt' })).toEqual({ sort: '-updatedAt' });
  });

  it('turns the order round when a column head is pressed again', () => {
    expect(nextSort('ref', 'title')).toBe('title');
    expect(nextSort('title', 'title')).toBe('-title');
    expect(nextSort('-title', 'title')).toBe('title');
  });
});

describe('the query of the list', () => {
  it('names every value of every filter', () => {
    const query = listParameters({ status: 'draft,ready', owner: 'u1', find: 'tax' }, 200, 100);
    expect(query.getAll('filter')).toEqual(['status:draft', 'status:ready', 'owner:u1']);
    expect(query.get('find')).toBe('tax');
    expect(query.get('offset')).toBe('200');
  });

  it('comes in the order of status while grouped', () => {
    expect(listParameters({ group: 'status', sort: 'title' }, 0, 100).get('sort')).toBe('status');
  });
});

describe('the lines of the list', () => {
  const rows = [
    sampleRecommendation({ ref: 'REC-1', status: 'ready' }),
    sampleRecommendation({ ref: 'REC-2', status: 'draft' }),
    sampleRecommendation({ ref: 'REC-3', status: 'draft' }),
  ];

  it('are the rows alone while not grouped', () => {
    expect(listLines(rows, false).map((line) => line.kind)).toEqual(['row', 'row', 'row']);
  });

  it('have a head with its count before each status that occurs', () => {
    const heads = listLines(rows, true).filter((line) => line.kind === 'head');
    expect(heads).toEqual([{ kind: 'head', status: 'draft', count: 2 }, { kind: 'head', status: 'ready', count: 1 }]);
  });
});
