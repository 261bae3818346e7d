import { describe, expect, it } from 'vitest';
import { judgedBy } from './judged.ts';

const today = new Date('2021-03-04T23:59:00Z');

describe('who judged a reliability', () => {
  it('is who changes it, today, whatever else was claimed', () => {
    const claimed = { reliability: 'B', reliabilityBy: 'somebody', reliabilityOn: '1999-01-01' };
    expect(judgedBy(claimed, 'me', today)).toEqual({ reliability: 'B', reliabilityBy: 'me', reliabilityOn: '2021-03-04' });
  });

  it('is nobody once the judgement is taken back', () => {
    expect(judgedBy({ reliability: null }, 'me', today)).toEqual({ reliability: null, reliabilityBy: null, reliabilityOn: null });
  });

  it('stays as it is when something else changes', () => {
    expect(judgedBy({ note: 'x', reliabilityBy: 'somebody' }, 'me', today)).toEqual({ note: 'x' });
  });
});
