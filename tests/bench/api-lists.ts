import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Size } from './large-programme.ts';
import { percentile } from './live/statistics.ts';
import { type BenchSession, openProduct } from './product-session.ts';
import { startTyping } from './typists.ts';

const LARGE: Size = { recommendations: 2_000, evidence: 10_000, links: 50_000 };
/** What the pages of the sample are counted by; its links are its own. */
const SAMPLE = { recommendations: 81, evidence: 247 };
const MOST_MS = 50;
/** People who type meanwhile: so many documents, so many people in each. */
const ROOMS = 10;
const PER_ROOM = 5;
const TYPING_ALONE_MS = 5_000;

const WORDS = ['trade', 'integration', 'union', 'транзит', 'интеграция', 'energy', 'policy', 'foreign', 'market', 'security'];
const word = (n: number) => encodeURIComponent(WORDS[n % WORDS.length] ?? '');
/** Where the `n`-th page begins: one page after the other, and over again; a page of a screen begins at a whole number of pages. */
const page = (n: number, size: number, total: number) => (n % Math.ceil(total / size)) * size;

/**
 * What people do all day, page by page as their screens ask. The `n`-th request of a kind is about something else than the
 * one before: over a large programme few answers can be those of somebody else, over the sample those are all pages it has.
 */
const requestsOver = (size: Pick<Size, 'recommendations' | 'evidence'>): Readonly<Record<string, (n: number) => string>> => ({
  'recommendations, a page': (n) => `recommendations?limit=100&offset=${page(n, 100, size.recommendations)}`,
  'recommendations, by status and change': (n) => `recommendations?filter=status:ready&sort=-updatedAt&limit=100&offset=${(n * 20) % 400}`,
  'recommendations, by title': (n) => `recommendations?sort=title&limit=100&offset=${page(n, 100, size.recommendations)}`,
  'evidence, a page of 200': (n) => `evidence?limit=200&offset=${page(n, 200, size.evidence)}`,
  'evidence, filtered, by use': (n) => `evidence?filter=kind:statistic&filter=kind:speech&sort=-usedIn&limit=200&offset=${(n * 10) % 200}`,
  'evidence, found by a word': (n) => `evidence?find=${word(n)}&limit=200&offset=${(n * 10) % 200}`,
  'evidence, not used': (n) => `evidence?filter=used:no&limit=200&offset=${(n * 10) % 200}`,
  'risks not treated': (n) => `risks?filter=treated:no&limit=${100 + (n % 100)}`,
  'find everywhere, short': (n) => `find?q=${encodeURIComponent((WORDS[n % WORDS.length] ?? '').slice(0, 2))}`,
  'find everywhere, words': (n) => `find?q=${word(n)}%20${word(n + 3)}`,
  'find a reference': (n) => `find?q=EVD-${1 + ((n * 37) % size.evidence)}`,
  'links of a recommendation': (n) => `recommendations/REC-${1 + ((n * 13) % size.recommendations)}/links`,
  'used in, of an item of evidence': (n) => `evidence/EVD-${1 + ((n * 37) % size.evidence)}/used-in`,
  'numbers of the rail': () => 'counts',
});

export const API_USAGE = `npm run bench -- api [options]
  --clients 8    at once
  --rounds 60    of each request by each client
  --over both    sample, large or both`;

/** Measures lists and find over the sample and over a large programme while people type, and prints a table of each. */
export async function benchApi(args: readonly string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { clients: text, rounds: text, over: text } });
  const load = { clients: Number(values.clients ?? 8), rounds: Number(values.rounds ?? 60) };
  if (values.over !== 'large') await benchOver(null, load);
  if (values.over !== 'sample') await benchOver(LARGE, load);
}

interface Load {
  readonly clients: number;
  readonly rounds: number;
}

async function benchOver(size: Size | null, { clients, rounds }: Load): Promise<void> {
  const requests = requestsOver(size ?? SAMPLE);
  const product = await openProduct(size);
  try {
    const typists = await startTyping(product.target, product.documents.slice(0, ROOMS), PER_ROOM);
    for (const path of Object.values(requests)) await product.ask(path(0));
    const many = size && Object.entries(size).map(([what, count]) => `${count.toLocaleString('en')} ${what}`);
    console.log(`Lists and find over ${many?.join(', ') ?? 'the sample programme'} on SQLite, ${clients} clients at once,`);
    console.log(`${ROOMS * PER_ROOM} people typing, one record changed every second, ${clients * rounds} requests each (milliseconds)\n`);
    const typing = await cpuOfTyping(product);
    const stopChanging = keepChanging(product);
    console.log('| request | p50 | p95 | p99 | server CPU each, beside typing |\n|---|---|---|---|---|');
    const worst = await measureAll(product, requests, { clients, rounds }, typing);
    await stopChanging();
    console.log(`\n${typists.typed()} characters were typed meanwhile, at ${(typing * 100).toFixed(0)} % of a core;`);
    console.log(`worst p95 ${worst.toFixed(1)} ms, wanted at most ${MOST_MS} ms: ${worst <= MOST_MS ? 'reached' : 'MISSED'}\n`);
    typists.stop();
  } finally {
    await product.end();
  }
}

/** Seconds of processor time in a second that the server needs for the typing alone. */
async function cpuOfTyping(product: BenchSession): Promise<number> {
  const before = product.cpuSeconds();
  const began = performance.now();
  await setTimeout(TYPING_ALONE_MS);
  return ((product.cpuSeconds() - before) * 1000) / (performance.now() - began);
}

/** Changes a record every second, so that no kept answer serves for long; returns how to stop. */
function keepChanging(product: BenchSession): () => Promise<void> {
  let version = 1;
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(async () => {
      const changed = await product.send<{ version: number }>('PATCH', 'evidence/EVD-1', { version, changes: { note: `seen ${version}` } });
      version = changed.version;
    });
  }, 1000);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** Measures every kind of request, prints a line for each and returns the worst p95. */
async function measureAll(
  product: BenchSession,
  requests: ReturnType<typeof requestsOver>,
  { clients, rounds }: Load,
  typing: number,
): Promise<number> {
  let worst = 0;
  for (const [name, path] of Object.entries(requests)) {
    const before = product.cpuSeconds();
    const began = performance.now();
    const times = await measure((n) => product.ask(path(n)), clients, rounds);
    const background = (typing * (performance.now() - began)) / 1000;
    const cpu = (Math.max(0, product.cpuSeconds() - before - background) * 1000) / times.length;
    worst = Math.max(worst, percentile(times, 0.95) ?? 0);
    console.log(`| ${name} | ${[0.5, 0.95, 0.99].map((share) => percentile(times, share)?.toFixed(1)).join(' | ')} | ${cpu.toFixed(1)} |`);
  }
  return worst;
}

async function measure(ask: (n: number) => Promise<number>, clients: number, rounds: number): Promise<readonly number[]> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let round = 0; round < rounds; round++) times.push(await ask(round * clients + client));
    }),
  );
  return times.sort((one, other) => one - other);
}
