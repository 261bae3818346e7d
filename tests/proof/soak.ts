import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as Y from 'yjs';
import { usageOf } from '../bench/live/machine.ts';
import { LIMITS, prepareProduct } from '../bench/live/product.ts';
import { freePort, logOf, startServer } from '../bench/live/server-process.ts';
import { RealClient } from '../support/real-client.ts';
import { Seeded } from '../support/seeded.ts';
import { readProofOptions } from './options.ts';
import { riseOf } from './trend.ts';
import type { Vitals } from './watched-server.ts';

const SERVER = fileURLToPath(new URL('watched-server.ts', import.meta.url));
const DOCUMENTS = 100;
const TICK_MS = 50;
/** Acts of all clients together in one tick. */
const ACTS = 12;
const SAMPLE_MS = 5_000;
/** The beginning, in which rooms fill, is left out. */
const WARM_UP = 1 / 3;
/** A longer text is shortened: the work is to stay the same. */
const PARAGRAPHS_MOST = 12;

interface Sample {
  readonly heap: number;
  readonly external: number;
  readonly rss: number;
  readonly timers: number;
  readonly resources: number;
  readonly descriptors: number;
  readonly connections: number;
  readonly wal: number;
}

/** Random work by many clients over many documents; fails when anything of the server's own grows with time. */
async function main(): Promise<void> {
  const { minutes, seed, count } = readProofOptions({ minutes: 30, counted: 'clients', count: 200 });
  const random = new Seeded(seed);
  const data = mkdtempSync(join(tmpdir(), 'concordance-soak-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const limits = { ...LIMITS, idleMs: 5_000, unloadMs: 10_000 };
  const server = await startServer(
    [process.execPath, '--expose-gc', SERVER],
    { CONCORDANCE_DATA: data, CONCORDANCE_LIMITS: JSON.stringify(limits), LOG_LEVEL: 'warn', DATABASE_URL: '' },
    { port, data },
  );
  const samples: Sample[] = [];
  let edits = 0;
  let visits = 0;
  try {
    const { rooms, headers } = await prepareProduct(port, data, DOCUMENTS);
    const clients = Array.from(
      { length: count },
      () => new RealClient({ url, cookie: headers['cookie'] ?? '', documentId: random.pick(rooms) }),
    );
    /** On their way in: nobody opens a second line meanwhile. */
    const coming = new Set<RealClient>();
    const end = Date.now() + minutes * 60_000;
    let sampled = Date.now();
    while (Date.now() < end) {
      for (let act = 0; act < ACTS; act++) {
        const client = random.pick(clients);
        if (coming.has(client)) continue;
        if (!client.open) {
          if (random.chance(0.3)) {
            visits += 1;
            coming.add(client);
            void client.connect().then(() => coming.delete(client));
          }
        } else if (random.chance(0.02)) client.close();
        else if (client.rights !== null) edits += work(client, random);
      }
      if (Date.now() - sampled >= SAMPLE_MS) {
        sampled = Date.now();
        samples.push(sampleOf(server.pid, data));
      }
      await sleep(TICK_MS);
    }
    for (const client of clients) client.destroy();
  } finally {
    await server.stop('SIGTERM');
    rmSync(data, { recursive: true, force: true });
  }
  console.log(
    `seed ${seed}: ${count} clients, ${DOCUMENTS} documents, ${minutes} minutes, ${edits} edits, ${visits} visits, ${samples.length} samples`,
  );
  judge(samples.slice(Math.floor(samples.length * WARM_UP)));
}

/** Types, deletes, shows a caret; returns how many edits that was. */
function work(client: RealClient, random: Seeded): number {
  const { root } = client;
  if (root.length > PARAGRAPHS_MOST) {
    root.delete(random.below(root.length - 2), 2);
    return 1;
  }
  const element = root.length === 0 ? null : root.get(random.below(root.length));
  const text = element instanceof Y.XmlElement ? element.get(0) : null;
  if (!(text instanceof Y.XmlText) || random.chance(0.05)) {
    client.addParagraph('a new paragraph of some words');
    return 1;
  }
  if (random.chance(0.3)) client.appear(text, random.below(text.length + 1));
  if (text.length > 200) text.delete(random.below(100), 100);
  else text.insert(random.below(text.length + 1), random.pick(['a', 'word ', 'қ']));
  return 1;
}

function sampleOf(pid: number, data: string): Sample {
  const line = logOf(data)
    .split('\n')
    .findLast((each) => each.startsWith('{"vitals"'));
  const vitals = line === undefined ? null : (JSON.parse(line) as Vitals);
  return {
    heap: vitals?.heapMiB ?? 0,
    external: vitals?.externalMiB ?? 0,
    rss: usageOf(pid).rss,
    timers: vitals?.timers ?? 0,
    resources: vitals?.resources ?? 0,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    connections: vitals?.connections ?? 0,
    wal: (statSync(join(data, 'concordance.sqlite-wal'), { throwIfNoEntry: false })?.size ?? 0) / 2 ** 20,
  };
}

/** Descriptors, timers and handles follow the number of connections, so what is over them is what must not grow. */
function judge(samples: readonly Sample[]): void {
  const series = {
    'heap after collection, MiB': { values: samples.map(({ heap }) => heap), most: 0.15 },
    'external memory, MiB': { values: samples.map(({ external }) => external), most: 0.25 },
    'resident memory, MiB': { values: samples.map(({ rss }) => rss), most: 0.25 },
    timers: { values: samples.map(({ timers }) => timers), most: 0.15 },
    'active resources': { values: samples.map(({ resources }) => resources), most: 0.15 },
    'descriptors beyond sockets': { values: samples.map(({ descriptors, connections }) => descriptors - connections), most: 0.25 },
    'write-ahead log, MiB': { values: samples.map(({ wal }) => wal), most: 0.25 },
    connections: { values: samples.map(({ connections }) => connections), most: 1 },
  };
  for (const [what, { values, most }] of Object.entries(series)) {
    const rise = riseOf(values);
    const flat = rise <= most;
    const figures = [values[0], Math.max(...values), values.at(-1)].map((value) => (value ?? 0).toFixed(1)).join(', ');
    console.log(
      `${flat ? 'flat' : 'GROWS'}: ${what}: first, most, last ${figures}; the trend rises by ${(rise * 100).toFixed(1)} %, at most ${most * 100} %`,
    );
    if (!flat) process.exitCode = 1;
  }
}

await main();
