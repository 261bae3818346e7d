import { describe, it } from 'vitest';
import { simulate } from '../proof/convergence.ts';
import { keptSeeds } from '../proof/kept-seeds.ts';

const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);

describe('any number of writers, lines that break and a store that fails', () => {
  for (const seed of new Set<number>([...keptSeeds(), ...SEEDS])) {
    it(`end with one text everywhere (seed ${seed})`, () => simulate(seed), 20_000);
  }
});
