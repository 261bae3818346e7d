import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lostSockets, traffic } from './client.ts';
import { waitQuiet } from './machine.ts';
import type { Target } from './peer.ts';
import { type PeerName, peerNamed } from './peers.ts';
import { freePort, type ServerProcess, startServer } from './server-process.ts';

/** Bytes that a dead server had sent are read within this time. */
const LAST_BYTES_MS = 100;

/** One server on an empty data folder, with the documents that a scenario needs. */
export interface Stage {
  readonly target: Target;
  readonly persistent: boolean;
  readonly pid: number;
  /** The next document that nobody has used. Throws when there are no more. */
  takeRoom(): string;
  /** SIGKILL; what was on its way has been read when this resolves: it was sent, so it was seen. */
  kill(): Promise<void>;
  /** Starts again on the same data; returns the milliseconds until its port took a connection. */
  start(): Promise<number>;
}

/** Throws when something that a figure rests on is not so. */
export function mustHold(holds: boolean, what: string): void {
  if (holds) return;
  const lost = lostSockets();
  throw new Error(`not so: ${what}${lost ? ` (sockets lost: ${lost})` : ''}`);
}

/** Runs a scenario that uses at most `rooms` documents, then ends the server and removes its data. */
export async function onStage<T>(name: PeerName, rooms: number, act: (stage: Stage) => Promise<T>): Promise<T> {
  const peer = peerNamed(name);
  const data = mkdtempSync(join(tmpdir(), `concordance-bench-${name}-`));
  const port = await freePort();
  const profile = process.env['BENCH_PROFILE'];
  const launch = () => startServer(profile ? profiled(peer.command(), profile) : peer.command(), peer.environment(data), { port, data });
  let server: ServerProcess = await launch();
  try {
    const prepared = await peer.prepare(port, data, rooms);
    await waitQuiet(server.pid, 500, 10_000);
    let used = 0;
    return await act({
      persistent: peer.persistent,
      target: {
        codec: peer.codec,
        answersSync: peer.answersSync,
        headers: prepared.headers,
        address: (room) => `ws://127.0.0.1:${port}${peer.path(room)}`,
      },
      get pid() {
        return server.pid;
      },
      takeRoom() {
        const room = prepared.rooms[used++];
        if (room === undefined) throw new Error(`only ${rooms} documents were prepared`);
        return room;
      },
      async kill() {
        const before = new Map(traffic.lost);
        await server.stop('SIGKILL');
        await sleep(LAST_BYTES_MS);
        // Sockets that went with the server are no news.
        traffic.lost = before;
      },
      async start() {
        server = await launch();
        return server.startMs;
      },
    });
  } finally {
    // Only an orderly end writes a profile.
    await server.stop(profile ? 'SIGTERM' : 'SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
}

function profiled([program = '', ...flags]: readonly string[], folder: string): readonly string[] {
  return [program, '--cpu-prof', `--cpu-prof-dir=${folder}`, ...flags];
}
