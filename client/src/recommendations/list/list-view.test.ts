import { describe, expect, it } from 'vitest';
import { sampleRecommendation } from '../sample-records.ts';
import { firstLine, isGrouped, listLines } from './list-view.ts';

describe('the lines of the list', () => {
  const rows = [
    sampleRecommendation({ ref: 'REC-2', status: 'draft' }),
    sampleRecommendation({ ref: 'REC-3', status: 'draft' }),
    sampleRecommendation({ ref: 'REC-1', status: 'ready' }),
  ];

  it('are the rows alone unless they stand in the order of status', () => {
    expect(listLines(rows, isGrouped('title')).map((line) => line.kind)).toEqual(['row', 'row', 'row']);
  });

  it('have a head with its count before each status', () => {
    const heads = listLines(rows, isGrouped('-status')).filter((line) => line.kind === 'head');
    expect(heads).toEqual([
      { kind: 'head', status: 'draft', count: 2 },
      { kind: 'head', status: 'ready', count: 1 },
    ]);
  });

  it('do not say the title twice', () => {
    expect(firstLine({ title: 'Open the market', statement: 'Open the market' })).toBe('');
    expect(firstLine({ title: 'Open the market', statement: 'Agree a list.\nThen act.' })).toBe('Agree a list.');
  });
});
