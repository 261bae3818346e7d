import type { ActivityItem } from '@concordance/shared/events/schema';
import { describe, expect, it } from 'vitest';
import { byDay } from './by-day.ts';

const item = (seq: number, at: string): ActivityItem => ({
  seq,
  at,
  by: null,
  byName: null,
  kind: 'trend',
  id: 'a',
  ref: 'TRD-1',
  title: 'A trend',
  action: 'changed',
  fields: [],
});

describe('activity by day', () => {
  it('keeps the order and cuts where the day changes', () => {
    const days = byDay([item(3, '2020-09-28T12:00:00'), item(2, '2020-09-28T08:00:00'), item(1, '2020-09-27T12:00:00')]);
    expect(days.map((day) => [day.day, day.items.map((each) => each.seq)])).toEqual([
      ['2020-09-28', [3, 2]],
      ['2020-09-27', [1]],
    ]);
  });

  it('has no day where nothing happened', () => {
    expect(byDay([])).toEqual([]);
  });
});
