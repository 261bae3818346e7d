import { setTimeout as sleep } from 'node:timers/promises';
import { Client, closeAll, connectAll, typed } from './client.ts';
import { until } from './machine.ts';
import type { PeerName } from './peers.ts';
import { mustHold, onStage, type Stage } from './stage.ts';
import { paragraphsOf } from './text-shape.ts';

export interface Kills {
  readonly rooms: number;
  /** Characters a second of each writer; one character is one update. */
  readonly rate: number;
  readonly kills: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

/** One kill, all rooms together. Counted are updates, which are single characters. */
export interface KillOutcome {
  readonly afterMs: number;
  readonly sent: number;
  /** By a receiver before the kill. */
  readonly seen: number;
  readonly seenLost: number;
  /** Called durable to their writer before the kill; 0 where the server never says so. */
  readonly acknowledged: number;
  readonly acknowledgedLost: number;
  readonly worstRoom: number;
  /** Documents whose text is not the beginning of what was typed, or that lost what an earlier restart had shown. */
  readonly damaged: number;
}

interface Pair {
  readonly room: string;
  readonly writer: Client;
  readonly receiver: Client;
  sent: number;
}

const GOLDEN = 0.6180339887;

/** S5: kill -9 while people type; what had been seen, and what had been called durable, must be there afterwards. */
export async function survive(peer: PeerName, settings: Kills): Promise<readonly KillOutcome[]> {
  return onStage(peer, settings.rooms, async (stage) => {
    const rooms = Array.from({ length: settings.rooms }, () => stage.takeRoom());
    /** Clocks that a restarted server has shown: they must never go back. */
    const shown = new Map<string, ReadonlyMap<number, number>>();
    const outcomes: KillOutcome[] = [];
    for (let kill = 0; kill < settings.kills; kill++) {
      // Spread evenly over the span, the same moments for every server.
      const afterMs = settings.firstMs + ((kill * GOLDEN) % 1) * (settings.lastMs - settings.firstMs);
      const pairs = await typeUntilKilled(stage, rooms, settings.rate, afterMs);
      await stage.start();
      outcomes.push(await compare(stage, pairs, shown, afterMs));
      closeAll(pairs.flatMap(({ writer, receiver }) => [writer, receiver]));
    }
    return outcomes;
  });
}

async function typeUntilKilled(stage: Stage, rooms: readonly string[], rate: number, afterMs: number): Promise<readonly Pair[]> {
  const pairs: Pair[] = rooms.map((room) => ({
    room,
    writer: new Client({ target: stage.target, room, full: true }),
    receiver: new Client({ target: stage.target, room, full: true }),
    sent: 0,
  }));
  const clients = pairs.flatMap(({ writer, receiver }) => [writer, receiver]);
  await connectAll(clients);
  for (const { writer } of pairs) writer.begin();
  const began = performance.now();
  const typing = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1000) * rate);
    for (const pair of pairs) {
      for (; pair.sent < due && pair.writer.open; pair.sent++) pair.writer.type();
    }
  }, 4);
  await sleep(afterMs);
  const together = clients.every(({ open }) => open);
  await stage.kill();
  clearInterval(typing);
  mustHold(together, 'all sockets were open until the kill');
  return pairs;
}

async function compare(
  stage: Stage,
  pairs: readonly Pair[],
  shown: Map<string, ReadonlyMap<number, number>>,
  afterMs: number,
): Promise<KillOutcome> {
  const seenBy = ({ writer, receiver }: Pair) => Math.max(0, receiver.clockOf(writer.doc.clientID) - writer.base);
  const acknowledgedBy = ({ writer }: Pair) => Math.max(0, writer.durableClock - writer.base);
  const stored = await Promise.all(
    pairs.map(async ({ room }) => {
      const reader = new Client({ target: stage.target, room, full: true, answers: false });
      await reader.connect();
      return reader;
    }),
  );
  await settled(stored, pairs, seenBy);
  const rows = pairs.map((pair, index) => {
    const reader = stored[index];
    const has = Math.max(0, (reader?.clockOf(pair.writer.doc.clientID) ?? 0) - pair.writer.base);
    const clocks = reader?.doc.store.clients.keys() ?? [];
    const now = new Map([...clocks].map((client) => [client, reader?.clockOf(client) ?? 0]));
    const lostAgain = [...(shown.get(pair.room) ?? [])].some(([client, clock]) => (now.get(client) ?? 0) < clock);
    shown.set(pair.room, now);
    const wrong = reader === undefined || !paragraphsOf(reader.doc).every((text) => text === typed(text.length));
    const [seen, acknowledged] = [seenBy(pair), acknowledgedBy(pair)];
    return {
      sent: pair.sent,
      seen,
      seenLost: Math.max(0, seen - has),
      acknowledged,
      acknowledgedLost: Math.max(0, acknowledged - has),
      damaged: lostAgain || wrong ? 1 : 0,
    };
  });
  closeAll(stored);
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    afterMs,
    sent: sum((row) => row.sent),
    seen: sum((row) => row.seen),
    seenLost: sum((row) => row.seenLost),
    acknowledged: sum((row) => row.acknowledged),
    acknowledgedLost: sum((row) => row.acknowledgedLost),
    worstRoom: Math.max(...rows.map((row) => row.seenLost)),
    damaged: sum((row) => row.damaged),
  };
}

/** A server may load late: waits until all that was seen is there, or nothing has come for a while. */
async function settled(stored: readonly Client[], pairs: readonly Pair[], seenBy: (pair: Pair) => number): Promise<void> {
  let last = -1;
  let since = performance.now();
  const whole = () =>
    pairs.every((pair, index) => (stored[index]?.clockOf(pair.writer.doc.clientID) ?? 0) - pair.writer.base >= seenBy(pair));
  await until(
    () => {
      const length = stored.reduce((sum, reader) => sum + reader.length, 0);
      if (length !== last) {
        last = length;
        since = performance.now();
      }
      return whole() || performance.now() - since > 1_500;
    },
    10_000,
    20,
  );
}
