import { describe, expect, it } from 'vitest';
import { statusMove } from './rules.ts';
import { STATUSES } from './schema.ts';

describe('the status of a recommendation', () => {
  it.each([
    ['draft', 'in-discussion'],
    ['in-discussion', 'ready'],
  ] as const)('goes from %s to %s without a reason', (from, to) => {
    expect(statusMove(from, to)).toEqual({ allowed: true, needsReason: false });
  });

  it.each([
    ['in-discussion', 'draft'],
    ['ready', 'in-discussion'],
    ['ready', 'draft'],
  ] as const)('goes back from %s to %s with a reason', (from, to) => {
    expect(statusMove(from, to)).toEqual({ allowed: true, needsReason: true });
  });

  it('does not leap forward, and does not stay', () => {
    expect(statusMove('draft', 'ready')).toEqual({ allowed: false });
    for (const status of STATUSES) expect(statusMove(status, status)).toEqual({ allowed: false });
  });
});
