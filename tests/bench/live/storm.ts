import { setTimeout as sleep } from 'node:timers/promises';
import { Client, closeAll, connectAll } from './client.ts';
import { type Share, until, usageOf, waitCalm, waitQuiet, watch } from './machine.ts';
import { fill } from './memory.ts';
import type { PeerName } from './peers.ts';
import { mustHold, onStage, type Stage } from './stage.ts';
import { type Spread, spreadOf } from './statistics.ts';

export interface Storm {
  readonly documents: number;
  readonly perDocument: number;
  readonly characters: number;
}

export interface StormResult {
  readonly clients: number;
  readonly startMs: number;
  readonly attempts: number;
  /** From the moment the port takes connections until each client has synced. */
  readonly synced: Spread;
  readonly share: Share;
  readonly rss: number;
}

const GIVE_UP_MS = 30_000;
/** Longer than any server here waits before it stores. */
const STORED_MS = 12_000;

/** S6: everybody comes back at the same moment, after the server was killed and started again. */
export async function storm(peer: PeerName, settings: Storm): Promise<StormResult> {
  const { documents, perDocument, characters } = settings;
  return onStage(peer, documents, async (stage) => {
    const rooms = Array.from({ length: documents }, () => stage.takeRoom());
    const clients = rooms.flatMap((room) =>
      Array.from({ length: perDocument }, () => new Client({ target: stage.target, room, full: true })),
    );
    await connectAll(clients);
    for (let index = 0; index < clients.length; index += perDocument) {
      const first = clients[index];
      if (first !== undefined) fill(first, characters);
    }
    mustHold(await until(() => clients.every(({ length }) => length >= characters), 30_000, 50), 'everybody has the text');
    await waitQuiet(stage.pid, stage.persistent ? STORED_MS : 1_000);
    mustHold(
      clients.every(({ open }) => open),
      'all sockets stayed open',
    );
    await stage.kill();
    mustHold(await until(() => clients.every(({ open }) => !open), 5_000), 'everybody noticed the end');
    await waitCalm(stage.pid, 8_000);
    const startMs = await stage.start();
    const share = watch(stage.pid);
    const { times, attempts } = await comeBack(clients);
    const during = share();
    mustHold(times.length === clients.length, `everybody is back (${times.length} of ${clients.length})`);
    await mustBeWhole(stage, clients);
    const { rss } = usageOf(stage.pid);
    closeAll(clients);
    return { clients: clients.length, startMs, attempts, synced: spreadOf(times), share: during, rss };
  });
}

async function comeBack(clients: readonly Client[]): Promise<{ readonly times: readonly number[]; readonly attempts: number }> {
  const began = performance.now();
  const times: number[] = [];
  let attempts = 0;
  await Promise.all(
    clients.map(async (client, index) => {
      while (performance.now() - began < GIVE_UP_MS) {
        attempts += 1;
        try {
          await client.connect();
          times.push(performance.now() - began);
          return;
        } catch {
          await sleep(50 + (index % 50));
        }
      }
    }),
  );
  return { times, attempts };
}

/** The clients of a document must agree, and the server must give the same to somebody new. */
async function mustBeWhole(stage: Stage, clients: readonly Client[]): Promise<void> {
  for (const [room, members] of Map.groupBy(clients, (client) => client.room)) {
    const content = members[0]?.content;
    mustHold(
      members.every((member) => member.content === content),
      `the clients of ${room} hold the same`,
    );
    if (!stage.target.answersSync) continue;
    const fresh = new Client({ target: stage.target, room, full: true, answers: false });
    await fresh.connect();
    mustHold(await until(() => fresh.content === content, 10_000, 20), `the server's ${room} is the same`);
    closeAll([fresh]);
  }
}
