import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { until } from '../bench/live/machine.ts';
import { LIMITS, prepareProduct } from '../bench/live/product.ts';
import { freePort, startServer } from '../bench/live/server-process.ts';
import { RealClient } from '../support/real-client.ts';
import { readProofOptions } from './options.ts';

const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const CROWD = 20;
const CROWD_MS = 3_000;

/** From handing an edit to the socket until its acknowledgement was read, in seconds of the wall clock. */
interface Edit {
  readonly sent: number;
  readonly acknowledged: number;
}

const wallSeconds = (): number => (performance.timeOrigin + performance.now()) / 1000;

/**
 * Proves with strace that between an edit and its acknowledgement the kernel was told to bring a file to the disk, and
 * that this succeeded. Linux, with strace installed.
 */
async function main(): Promise<void> {
  const { count } = readProofOptions({ minutes: 1, counted: 'edits', count: 200 });
  if (spawnSync('strace', ['-V']).status !== 0) throw new Error('strace is needed: apt-get install strace');
  const data = mkdtempSync(join(tmpdir(), 'concordance-fsyncs-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = { CONCORDANCE_DATA: data, CONCORDANCE_LIMITS: JSON.stringify(LIMITS), LOG_LEVEL: 'warn', DATABASE_URL: '' };
  const server = await startServer([process.execPath, MAIN], environment, { port, data });
  const trace = join(data, 'trace');
  try {
    const { rooms, headers } = await prepareProduct(port, data, 2);
    const cookie = headers['cookie'] ?? '';
    const tracer = spawn('strace', ['-f', '-ttt', '-T', '-e', 'trace=fsync,fdatasync', '-o', trace, '-p', String(server.pid)], {
      stdio: 'ignore',
    });
    await sleep(1_000);
    const edits = await typeAlone(new RealClient({ url, cookie, documentId: rooms[0] ?? '' }), count);
    const before = await commitsOf(url);
    const began = wallSeconds();
    await typeTogether(Array.from({ length: CROWD }, () => new RealClient({ url, cookie, documentId: rooms[1] ?? '' })));
    const commits = (await commitsOf(url)) - before;
    const ended = once(tracer, 'exit');
    tracer.kill('SIGINT');
    await ended;
    const done = syncsIn(readFileSync(trace, 'utf8'));
    const proved = edits.filter(({ sent, acknowledged }) => done.some((at) => at > sent && at < acknowledged)).length;
    const crowd = done.filter((at) => at > began).length;
    console.log(
      `one writer: ${edits.length} edits, each acknowledged before the next; ${proved} of them with an fsync between edit and acknowledgement`,
    );
    console.log(`${CROWD} writers at once: ${commits} batches committed, ${crowd} fsyncs`);
    console.log(`all in all ${done.length} successful fsync or fdatasync calls`);
    if (proved < edits.length || crowd < commits || commits === 0) process.exitCode = 1;
  } finally {
    await server.stop('SIGTERM');
    rmSync(data, { recursive: true, force: true });
  }
}

async function typeAlone(client: RealClient, count: number): Promise<readonly Edit[]> {
  await client.connect();
  const text = client.addParagraph();
  await until(() => client.saved, 5_000, 1);
  const edits: Edit[] = [];
  for (let edit = 0; edit < count; edit++) {
    const told = new Promise<number>((resolve) => {
      client.onDurable = () => client.saved && resolve(wallSeconds());
    });
    const sent = wallSeconds();
    text.insert(text.length, 'a');
    edits.push({ sent, acknowledged: await told });
  }
  client.destroy();
  return edits;
}

async function typeTogether(clients: readonly RealClient[]): Promise<void> {
  await Promise.all(clients.map((client) => client.connect()));
  const texts = clients.map((client) => client.addParagraph());
  const typing = setInterval(() => {
    for (const text of texts) text.insert(text.length, 'a');
  }, 20);
  await sleep(CROWD_MS);
  clearInterval(typing);
  await until(() => clients.every(({ saved }) => saved), 5_000);
  for (const client of clients) client.destroy();
}

async function commitsOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^\S*commits(?:_total)? (\d+)/m.exec(text)?.[1] ?? Number.NaN);
}

/** When each call that succeeded had returned, in seconds of the wall clock. */
function syncsIn(trace: string): readonly number[] {
  return trace.split('\n').flatMap((line) => {
    const call = /^\d+ +(\d+\.\d+) (?:f(?:data)?sync\(\d+\)|<\.\.\. f(?:data)?sync resumed>\)) += 0 <(\d+\.\d+)>/.exec(line);
    if (call === null) return [];
    // A call that others interrupted is written down once more when it returns.
    return [Number(call[1]) + (line.includes('resumed') ? 0 : Number(call[2]))];
  });
}

await main();
