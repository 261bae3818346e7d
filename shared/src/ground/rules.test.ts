import { describe, expect, test } from 'vitest';
import { remainingSupport, type Support } from './rules.ts';

const tie = (evidenceId: string, over: Partial<Support> = {}): Support => ({
  recommendationId: 'r',
  evidenceId,
  stance: 'supports',
  state: 'active',
  sourceId: `source of ${evidenceId}`,
  reliability: 'B',
  ...over,
});

describe('what remains of the support', () => {
  test('is every active item that does not speak against, but for what moves, each once', () => {
    const ties = [tie('a'), tie('a', { stance: 'cites' }), tie('b'), tie('c', { stance: 'opposes' }), tie('d', { state: 'withdrawn' })];
    expect(remainingSupport(ties, new Set(['a']))).toEqual({ before: 2, remaining: 1, reliable: 1, oneSource: true });
  });

  test('is nothing where the only item moves', () => {
    expect(remainingSupport([tie('a')], new Set(['a']))).toEqual({ before: 1, remaining: 0, reliable: 0, oneSource: false });
  });

  test('counts what can be relied on by the source as it is judged now; unknown is not reliable', () => {
    const ties = [tie('a', { reliability: 'D' }), tie('b', { reliability: null }), tie('c', { reliability: 'A' })];
    expect(remainingSupport(ties, new Set())).toMatchObject({ remaining: 3, reliable: 1, oneSource: false });
  });
});
