import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canPin, pinned } from './machine.ts';
import type { Told } from './measure.ts';
import { jobsOf, type LiveOptions } from './options.ts';
import { installYWebsocketServer } from './peers.ts';
import { reportOf } from './report.ts';
import { applies, type Job, mostMsOf, type Run } from './scenarios.ts';
import { briefly } from './tables.ts';

const MEASURE = fileURLToPath(new URL('measure.ts', import.meta.url));

/** Measures the live core beside its peers, prints the report and writes it to a file. Linux only. Throws when it cannot. */
export async function benchLive(wanted: LiveOptions): Promise<void> {
  if (platform() !== 'linux' || !existsSync('/proc/self/stat')) throw new Error('the live bench reads /proc, which only Linux has');
  if (!canPin) console.log('Nothing can be pinned to a core here: server and load disturb each other.');
  const skipped: string[] = [];
  const options = { ...wanted, peers: await present(wanted, skipped) };
  const began = Date.now();
  const runs: Run[] = [];
  for (const { round, job } of jobsOf(options)) {
    if (!applies(job.scenario, job.peer)) continue;
    if (Date.now() - began > options.mostMinutes * 60_000) {
      skipped.push(`everything from ${job.scenario} ${job.peer} round ${round} on: ${options.mostMinutes} minutes were over`);
      break;
    }
    const run = await runJob(job, round, options.profile);
    runs.push(run);
    console.log(
      `${job.scenario} ${job.peer} round ${round}: ${run.error.split('\n', 1)[0] || briefly(run)}${run.lost && ` — sockets lost: ${run.lost}`}`,
    );
    write(options.out, runs, skipped, began);
  }
  console.log(`\n${write(options.out, runs, skipped, began)}\nWritten to ${options.out}`);
  if (runs.some(({ error, peer }) => error && peer === 'concordance')) throw new Error('a measurement of ours failed');
}

async function present({ peers }: LiveOptions, skipped: string[]): Promise<LiveOptions['peers']> {
  if (!peers.includes('y-websocket-server')) return peers;
  const problem = await installYWebsocketServer();
  if (problem === null) return peers;
  skipped.push(`y-websocket-server: ${problem}`);
  console.log(`Without y-websocket-server: ${problem}`);
  return peers.filter((name) => name !== 'y-websocket-server');
}

function write(out: string, runs: readonly Run[], skipped: readonly string[], began: number): string {
  const report = reportOf(runs, skipped, new Date(began));
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, report);
  writeFileSync(out.replace(/(\.md)?$/, '.json'), JSON.stringify(runs, null, 1));
  return report;
}

/** Runs one job in a process on core 1; that process, and the server it started, are gone when this resolves. */
async function runJob(job: Job, round: number, profile: string | null): Promise<Run> {
  const [program = '', ...flags] = pinned(1, [process.execPath, '--max-old-space-size=6144', MEASURE, JSON.stringify(job)]);
  const env = { ...process.env, BENCH_PROFILE: profile === null ? '' : resolve(profile) };
  const child = spawn(program, flags, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const told: Told[] = [{ kind: 'failed', error: 'the load ended without a word' }];
  child.on('message', (message: Told) => told.push(message));
  const late = setTimeout(() => {
    told.push({ kind: 'failed', error: `it took longer than ${mostMsOf(job) / 1000} s` });
    child.kill('SIGTERM');
  }, mostMsOf(job));
  let interrupted = false;
  const stop = () => {
    interrupted = true;
    child.kill('SIGTERM');
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  const [[code]] = await Promise.all([once(child, 'exit'), once(child, 'disconnect')]);
  clearTimeout(late);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, stop);
  const server = told.findLast((message) => message.kind === 'server');
  // A load that was killed could not end its server itself.
  if (code === null && server !== undefined) endServer(server.pid);
  if (interrupted) throw new Error('interrupted');
  const last = told.findLast((message) => message.kind !== 'server');
  const { result, lost } = last?.kind === 'done' ? last : { result: null, lost: '' };
  return { ...job, round, result, lost, error: last?.kind === 'failed' ? last.error : '' } as Run;
}

function endServer(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
