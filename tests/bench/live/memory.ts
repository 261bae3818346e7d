import { setTimeout as sleep } from 'node:timers/promises';
import type * as Y from 'yjs';
import { Client, closeAll, connectAll } from './client.ts';
import { until, usageOf, waitQuiet } from './machine.ts';
import type { PeerName } from './peers.ts';
import { mustHold, onStage, type Stage } from './stage.ts';
import { sequence } from './statistics.ts';

export interface Memory {
  readonly documents: number;
  readonly connections: number;
  readonly characters: number;
  readonly cycles: number;
  /** How long after the last work memory is read, and how long after everybody has left. */
  readonly settleMs: number;
  readonly leaveMs: number;
}

/** Resident MiB at each moment of a cycle. */
export interface MemoryCycle {
  readonly how: 'filled' | 'reopened';
  readonly before: number;
  readonly oneEach: number;
  readonly all: number;
  readonly afterLeaving: number;
  readonly kibPerDocument: number;
  readonly kibPerConnection: number;
}

const INSERT = 'lorem ipsum dolor sit amet '.repeat(4).slice(0, 100);

/**
 * S4: documents with one connection each, then many connections, then none. Each cycle fills other documents, so that
 * growth shows what is never given back; the last one opens the first documents again in a new process, where nothing
 * is left over from filling them.
 */
export async function memory(peer: PeerName, settings: Memory): Promise<readonly MemoryCycle[]> {
  return onStage(peer, settings.documents * settings.cycles, async (stage) => {
    const cycles: MemoryCycle[] = [];
    const first: string[] = [];
    for (let cycle = 0; cycle < settings.cycles; cycle++) {
      const rooms = Array.from({ length: settings.documents }, () => stage.takeRoom());
      if (cycle === 0) first.push(...rooms);
      cycles.push(await oneCycle(stage, settings, rooms, 'filled'));
    }
    if (!stage.persistent) return cycles;
    await stage.kill();
    await stage.start();
    await waitQuiet(stage.pid, 2_000, 20_000);
    return [...cycles, await oneCycle(stage, settings, first, 'reopened')];
  });
}

async function oneCycle(stage: Stage, settings: Memory, rooms: readonly string[], how: MemoryCycle['how']): Promise<MemoryCycle> {
  const { documents, connections, settleMs, leaveMs } = settings;
  const rss = () => usageOf(stage.pid).rss;
  const settle = async (ms: number) => {
    await sleep(ms);
    await waitQuiet(stage.pid, 1_000, 20_000);
  };
  const before = rss();
  const held = rooms.map((room) => new Client({ target: stage.target, room, full: true }));
  await connectAll(held);
  if (how === 'filled') for (const client of held) fill(client, settings.characters);
  await until(() => held.every(({ waiting }) => waiting === 0), 20_000);
  const whole = () => !stage.target.answersSync || held.every(({ length }) => length >= settings.characters);
  mustHold(await until(whole, 20_000, 50), 'all documents are whole');
  await settle(settleMs);
  const oneEach = rss();
  const more = Array.from({ length: connections - documents }, (_, index) => {
    return new Client({ target: stage.target, room: rooms[index % documents] ?? '' });
  });
  await connectAll(more);
  await settle(settleMs);
  const all = rss();
  mustHold(
    [...held, ...more].every(({ open }) => open),
    'all sockets stayed open',
  );
  closeAll([...held, ...more]);
  await settle(leaveMs);
  const kibPerConnection = ((all - oneEach) * 1024) / (connections - documents);
  const kibPerDocument = ((oneEach - before) * 1024) / documents - kibPerConnection;
  return { how, before, oneEach, all, afterLeaving: rss(), kibPerDocument, kibPerConnection };
}

/** Puts so many characters in, a hundred at a time at scattered places, as one update. */
export function fill(client: Client, characters: number): void {
  const below = sequence(7);
  client.doc.transact(() => {
    const text: Y.XmlText = client.begin();
    for (let length = 0; length < characters; length += INSERT.length) text.insert(below(length + 1), INSERT);
  });
}
