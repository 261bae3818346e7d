import type { ActivityItem } from '@concordance/shared/events/schema';
import { describe, expect, it } from 'vitest';
import { activityLines } from './activity-lines.ts';

const item = (seq: number, minute: number, changes: Partial<ActivityItem> = {}): ActivityItem => ({
  seq,
  at: new Date(Date.UTC(2020, 8, 12, 14, minute)).toISOString(),
  by: 'u1',
  byName: 'Asel',
  kind: 'recommendation',
  id: 'rec',
  ref: 'REC-7',
  title: 'Open',
  action: 'changed',
  fields: [],
  ...changes,
});

describe('the activity of a recommendation', () => {
  it('leaves out what happened to other records', () => {
    expect(activityLines([item(1, 0, { id: 'other' }), item(2, 0, { kind: 'risk' })], 'rec')).toEqual([]);
  });

  it('takes changes of one person within a quarter of an hour together', () => {
    const lines = activityLines(
      [item(3, 20, { fields: ['priority'] }), item(2, 12, { fields: ['horizon'] }), item(1, 0, { fields: ['dueOn'] })],
      'rec',
    );
    expect(lines.map((line) => [line.fields, line.times])).toEqual([
      [['priority', 'horizon'], 2],
      [['dueOn'], 1],
    ]);
  });

  it('keeps people apart', () => {
    expect(activityLines([item(2, 1, { byName: 'Dauren' }), item(1, 0)], 'rec')).toHaveLength(2);
  });

  it('never folds a change of status into another line', () => {
    expect(activityLines([item(2, 1, { fields: ['status'] }), item(1, 0, { fields: ['title'] })], 'rec')).toHaveLength(2);
  });
});
