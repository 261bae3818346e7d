import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('kept-seeds.json', import.meta.url);

/** Seeds of the convergence fuzz that once failed: `npm test` replays them for good. */
export function keptSeeds(): readonly number[] {
  return (JSON.parse(readFileSync(FILE, 'utf8')) as { readonly convergence: readonly number[] }).convergence;
}

export function keepSeed(seed: number): void {
  const kept = [...new Set([...keptSeeds(), seed])];
  writeFileSync(FILE, `${JSON.stringify({ convergence: kept }, null, 2)}\n`);
}
