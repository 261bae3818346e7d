import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Linux counts processor time in hundredths of a second and memory in pages of 4 KiB. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4_096;
const MIB = 2 ** 20;
/** Cores that others may use before a window counts as disturbed. */
export const DISTURBED_CORES = 0.2;
const CALM_CORES = 0.12;
const QUIET_CORES = 0.03;

/** Processor seconds (all threads) and resident MiB of a process; zeros once it has gone. */
export interface Usage {
  readonly cpu: number;
  readonly rss: number;
}

export function usageOf(pid: number): Usage {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    return { cpu: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND, rss: (pages * PAGE_BYTES) / MIB };
  } catch {
    return { cpu: 0, rss: 0 };
  }
}

/** Processor seconds that the whole machine has spent on anything, stolen ones included. */
function machineSeconds(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, stolen = 0] =
    readFileSync('/proc/stat', 'latin1').split('\n', 1)[0]?.trim().split(/\s+/).slice(1).map(Number) ?? [];
  return (user + nice + system + irq + softirq + stolen) / TICKS_PER_SECOND;
}

/** Who used the processors between two moments, in cores. `server` includes all of its threads. */
export interface Share {
  readonly seconds: number;
  readonly server: number;
  readonly serverSeconds: number;
  readonly load: number;
  /** Everybody else; the kernel counts this so roughly that it can be 0.3 below zero. */
  readonly foreign: number;
}

/** Begins to watch; the returned function tells what happened since. */
export function watch(serverPid: number): () => Share {
  const began = performance.now();
  const server = usageOf(serverPid).cpu;
  const load = process.cpuUsage();
  const machine = machineSeconds();
  return () => {
    const seconds = (performance.now() - began) / 1000;
    const serverSeconds = usageOf(serverPid).cpu - server;
    const { user, system } = process.cpuUsage(load);
    const loadSeconds = (user + system) / 1e6;
    const foreign = machineSeconds() - machine - serverSeconds - loadSeconds;
    return { seconds, serverSeconds, server: serverSeconds / seconds, load: loadSeconds / seconds, foreign: foreign / seconds };
  };
}

/** Waits, at most so long, until nobody else uses the machine; returns what they used last, in cores. */
export async function waitCalm(serverPid: number, mostMs = 6_000): Promise<number> {
  const end = performance.now() + mostMs;
  for (;;) {
    const share = watch(serverPid);
    await sleep(1_000);
    const { foreign } = share();
    if (foreign < CALM_CORES || performance.now() > end) return foreign;
  }
}

/** Waits, at most so long, until the server has done next to nothing for `calmMs`. False when it never became quiet. */
export async function waitQuiet(pid: number, calmMs = 1_000, mostMs = 60_000): Promise<boolean> {
  const end = performance.now() + mostMs;
  let since = performance.now();
  let cpu = usageOf(pid).cpu;
  while (performance.now() < end) {
    await sleep(200);
    const now = performance.now();
    const used = usageOf(pid).cpu - cpu;
    if (used > (QUIET_CORES * Math.max(now - since, calmMs)) / 1000) {
      since = now;
      cpu += used;
    } else if (now - since >= calmMs) return true;
  }
  return false;
}

/** Waits until something is so; false when it was not within `mostMs`. */
export async function until(condition: () => boolean, mostMs: number, stepMs = 5): Promise<boolean> {
  const end = performance.now() + mostMs;
  while (!condition()) {
    if (performance.now() > end) return false;
    await sleep(stepMs);
  }
  return true;
}

export const canPin = ((): boolean => {
  try {
    execFileSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' });
    return cpus().length > 1;
  } catch {
    return false;
  }
})();

/** A command that stays on one core where the machine can promise it. */
export function pinned(core: number, command: readonly string[]): readonly string[] {
  return canPin ? ['taskset', '-c', String(core), ...command] : command;
}
