import { describe, expect, it } from 'vitest';
import { chosen, isGrouped, isNarrowed, listLines, listQueryOf, nextSort, toggleValue, withoutFilter } from './list-view.ts';
import { sampleRecommendation } from '../sample-records.ts';

describe('the filters of the list', () => {
  it('keep several values of one field', () => {
    const one = { filter: toggleValue({}, 'status', 'draft') };
    const two = { filter: toggleValue(one, 'status', 'ready') };
    expect(chosen(two, 'status')).toEqual(['draft', 'ready']);
    expect(toggleValue(two, 'status', 'draft')).toEqual(['status:ready']);
  });

  it('do not mix fields whose values look alike', () => {
    const search = { filter: ['owner:u1', 'responsible:u1'] };
    expect(chosen(search, 'owner')).toEqual(['u1']);
    expect(withoutFilter(search, 'owner')).toEqual(['responsible:u1']);
  });

  it('count as narrowing only when there are any', () => {
    expect(isNarrowed({ filter: [], sort: '-updatedAt' })).toBe(false);
    expect(isNarrowed({ find: 'tax' })).toBe(true);
  });
});

describe('the order of the list', () => {
  it('turns round when a column head is pressed again', () => {
    expect(nextSort('ref', 'title')).toBe('title');
    expect(nextSort('title', 'title')).toBe('-title');
    expect(nextSort('-title', 'title')).toBe('title');
  });

  it('goes to the server with every value of every filter', () => {
    expect(listQueryOf({ filter: ['status:draft', 'owner:u1'], find: 'tax', sort: '-title' }, 200, 100))
      .toEqual({ filter: ['status:draft', 'owner:u1'], find: 'tax', sort: '-title', archived: 'no', offset: 200, limit: 100 });
  });
});

describe('the lines of the list', () => {
  const rows = [
    sampleRecommendation({ ref: 'REC-2', status: 'draft' }),
    sampleRecommendation({ ref: 'REC-3', status: 'draft' }),
    sampleRecommendation({ ref: 'REC-1', status: 'ready' }),
  ];

  it('are the rows alone unless they stand in the order of status', () => {
    expect(listLines(rows, isGrouped({ sort: 'title' })).map((line) => line.kind)).toEqual(['row', 'row', 'row']);
  });

  it('have a head with its count before each status', () => {
    const heads = listLines(rows, isGrouped({ sort: 'status' })).filter((line) => line.kind === 'head');
    expect(heads).toEqual([{ kind: 'head', status: 'draft', count: 2 }, { kind: 'head', status: 'ready', count: 1 }]);
  });
});
