import { parseArgs } from 'node:util';
import { percentile } from './live/statistics.ts';
import { type BenchSession, openProduct } from './product-session.ts';

const SIZE = { recommendations: 2_000, evidence: 10_000, links: 50_000 };
const IN_SET = 50;
/** At most so many milliseconds at the server, for 95 of 100. */
const WANTED_MS = 100;

export const SETS_USAGE = `npm run bench -- sets [options]
  --rounds 40    of each request, one after the other: the set page of ${IN_SET} recommendations with all checks,
                 and what hangs on an item of evidence before it is withdrawn`;

/** Measures the page of a large set and the preview of a moved ground over a large programme, and prints a table. */
export async function benchSets(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: 'string' } } });
  const rounds = Number(values.rounds ?? 40);
  const product = await openProduct(SIZE);
  try {
    const set = await makeSet(product);
    const requests: Readonly<Record<string, (n: number) => Promise<number>>> = {
      'set page': async () => {
        // Something has changed since: nothing of the answer before may serve again.
        set.version = await touch(product, set.id, set.version);
        return product.ask(`sets/${set.id}`);
      },
      'readiness, all checks': async () => {
        set.version = await touch(product, set.id, set.version);
        return product.ask(`sets/${set.id}/readiness`);
      },
      'approval page': () => product.ask(`sets/${set.id}/approval`),
      'impact of an item of evidence': (n) => product.ask(`evidence/EVD-${1 + ((n * 37) % SIZE.evidence)}/impact`),
      'impact of a source': (n) => product.ask(`sources/SRC-${1 + (n % 100)}/impact?reliability=F`),
    };
    console.log(
      `A set of ${IN_SET} recommendations and the moving ground, over ${SIZE.evidence} items of evidence and ${SIZE.links} links on SQLite`,
    );
    console.log('(milliseconds)\n\n| request | p50 | p95 | server CPU each |\n|---|---|---|---|');
    for (const [name, ask] of Object.entries(requests)) console.log(await measured(product, name, ask, rounds));
    console.log(`\nwanted: p95 at most ${WANTED_MS} ms`);
  } finally {
    await product.end();
  }
}

async function makeSet(product: BenchSession): Promise<{ readonly id: string; version: number }> {
  // Not those of the sample, which have few links.
  const { items } = await product.read<{ items: { id: string }[] }>(`recommendations?limit=${IN_SET}&offset=500`);
  return product.send('POST', 'sets', { title: 'A large set', itemIds: items.map((item) => item.id) });
}

async function touch(product: BenchSession, id: string, version: number): Promise<number> {
  const changed = await product.send<{ version: number }>('PATCH', `sets/${id}`, { version, changes: { note: `seen at ${version}` } });
  return changed.version;
}

async function measured(product: BenchSession, name: string, ask: (n: number) => Promise<number>, rounds: number): Promise<string> {
  await ask(0);
  const times: number[] = [];
  const before = product.cpuSeconds();
  for (let round = 1; round <= rounds; round++) times.push(await ask(round));
  const cpu = ((product.cpuSeconds() - before) * 1000) / rounds;
  times.sort((one, other) => one - other);
  return `| ${name} | ${[0.5, 0.95].map((share) => percentile(times, share)?.toFixed(1)).join(' | ')} | ${cpu.toFixed(1)} |`;
}
