import { parseArgs } from 'node:util';
import { percentile } from './live/statistics.ts';
import { openProduct } from './product-session.ts';

/** How long the server takes for what people do all day, on the sample programme, eight clients at once. */
const REQUESTS: Readonly<Record<string, string>> = {
  'recommendations, first page': 'recommendations?limit=100',
  'recommendations by owner, ready': 'recommendations?filter=status:ready&sort=-updatedAt&limit=100',
  'evidence, first page of 200': 'evidence?limit=200',
  'evidence, filtered and sorted': 'evidence?filter=kind:statistic&filter=kind:speech&sort=-usedIn&limit=200',
  'risks not treated': 'risks?filter=treated:no&limit=200',
  'trends, found by a word': 'trends?find=integration&limit=200',
  'find everywhere, short': 'find?q=tr',
  'find everywhere, words': 'find?q=foreign%20trade',
  'links of REC-7': 'recommendations/REC-7/links',
  'numbers of the rail': 'counts',
};

export const API_USAGE = `npm run bench -- api [options]
  --clients 8    at once
  --rounds 60    of each request by each client`;

/** Measures lists and find over the sample programme and prints a table. */
export async function benchApi(args: readonly string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { clients: text, rounds: text } });
  const clients = Number(values.clients ?? 8);
  const rounds = Number(values.rounds ?? 60);
  const product = await openProduct();
  try {
    for (const path of Object.values(REQUESTS)) await product.ask(path);
    console.log(`Lists and find over the sample programme, ${clients} clients at once, ${clients * rounds} requests each (milliseconds)\n`);
    console.log('| request | p50 | p95 | p99 | server CPU each |\n|---|---|---|---|---|');
    let worst = 0;
    for (const [name, path] of Object.entries(REQUESTS)) {
      const before = product.cpuSeconds();
      const times = await measure(() => product.ask(path), clients, rounds);
      const cpu = ((product.cpuSeconds() - before) * 1000) / times.length;
      worst = Math.max(worst, percentile(times, 0.95) ?? 0);
      console.log(
        `| ${name} | ${[0.5, 0.95, 0.99].map((share) => percentile(times, share)?.toFixed(1)).join(' | ')} | ${cpu.toFixed(1)} |`,
      );
    }
    console.log(`\nworst p95 ${worst.toFixed(1)} ms, wanted at most 50 ms`);
  } finally {
    await product.end();
  }
}

async function measure(ask: () => Promise<number>, clients: number, rounds: number): Promise<readonly number[]> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let round = 0; round < rounds; round++) times.push(await ask());
    }),
  );
  return times.sort((one, other) => one - other);
}
