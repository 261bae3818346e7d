import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pinned } from './machine.ts';

const START_MOST_MS = 60_000;
const STOP_MOST_MS = 15_000;

/** One server under measurement: a process on core 0, started and ended here and nowhere else. */
export interface ServerProcess {
  readonly pid: number;
  /** From the start until its port took a connection. */
  readonly startMs: number;
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** True once the process is gone, for whatever reason. */
  ended(): boolean;
}

const alive = new Set<number>();
process.on('exit', () => {
  for (const pid of alive) kill(pid, 'SIGKILL');
});

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    alive.delete(pid);
  }
}

/** What the server wrote to its log so far. */
export function logOf(data: string): string {
  return readFileSync(join(data, 'server.log'), 'utf8');
}

/** Starts a server on a port and a data folder. Throws, with the end of its log, when it does not open its port. */
export async function startServer(
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
  { port, data }: { readonly port: number; readonly data: string },
): Promise<ServerProcess> {
  const log = openSync(join(data, 'server.log'), 'a');
  const began = performance.now();
  const [program = '', ...flags] = pinned(0, command);
  const env = { ...process.env, NODE_ENV: 'production', PORT: String(port), DATA: data, ...environment };
  const child = spawn(program, flags, { env, stdio: ['ignore', log, log] });
  closeSync(log);
  const pid = child.pid ?? 0;
  if (pid === 0) throw new Error(`${program} could not be started`);
  alive.add(pid);
  process.send?.({ kind: 'server', pid });
  const ended = once(child, 'exit').then(() => alive.delete(pid));
  const stop = async (signal: 'SIGTERM' | 'SIGKILL') => {
    kill(pid, signal);
    const late = setTimeout(() => kill(pid, 'SIGKILL'), STOP_MOST_MS);
    await ended;
    clearTimeout(late);
  };
  while (!(await accepts(port))) {
    const late = performance.now() - began > START_MOST_MS;
    if (!late && alive.has(pid)) {
      await sleep(5);
      continue;
    }
    await stop('SIGKILL');
    throw new Error(`${late ? 'its port did not open' : 'it ended before its port was open'}: ${logOf(data).trim().slice(-400)}`);
  }
  return { pid, startMs: performance.now() - began, stop, ended: () => !alive.has(pid) };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
