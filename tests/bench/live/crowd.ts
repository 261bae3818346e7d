import { setTimeout as sleep } from 'node:timers/promises';
import { Client, closeAll, connectAll, traffic } from './client.ts';
import { RangeReader } from './clock-ranges.ts';
import { type Share, until, usageOf, watch } from './machine.ts';
import { mustHold, type Stage } from './stage.ts';
import { type Spread, sequence, spreadOf } from './statistics.ts';

const BEGIN_MOST_MS = 20_000;
/** Typing gives way to receiving after this long. */
const BURST_MS = 10;

/** Who types, and what has arrived where. */
export interface Crowd {
  readonly clients: readonly Client[];
  readonly perRoom: number;
  readonly book: Book;
}

interface Writer {
  readonly client: Client;
  /** When each of its characters was typed. */
  readonly times: number[];
}

/** One character that reached one other client is one delivery, however messages are put together. */
interface Book {
  readonly writers: Map<number, Writer>;
  /** Characters that each document held before anybody typed. */
  readonly before: Map<string, number>;
  latencies: number[];
  delivered: number;
  typed: number;
  begun: number;
}

/** What happened while a crowd typed. Latency: milliseconds from before the insert to after the receiver's reading. */
export interface Typing {
  readonly typed: number;
  readonly expected: number;
  readonly delivered: number;
  readonly complete: boolean;
  readonly offeredPerSecond: number;
  readonly deliveredPerSecond: number;
  readonly messages: number;
  readonly bytes: number;
  readonly drainMs: number;
  readonly share: Share;
  /** Server processor milliseconds for 1,000 deliveries, what came after the typing included. */
  readonly cpuPer1000: number;
  readonly rss: number;
  readonly latency: Spread;
}

/** Opens all rooms; everybody has a paragraph and has seen everybody else's. */
export async function gather(
  stage: Stage,
  size: { readonly rooms: number; readonly clients: number; readonly full: number },
): Promise<Crowd> {
  const book: Book = { writers: new Map(), before: new Map(), latencies: [], delivered: 0, typed: 0, begun: 0 };
  const clients = Array.from({ length: size.rooms }, () => roomOf(stage, size, book)).flat();
  for (const client of clients) book.writers.set(client.doc.clientID, { client, times: [] });
  await connectAll(clients);
  for (const client of clients) if (client.full) book.before.set(client.room, client.length);
  for (const client of clients) client.begin();
  const expected = clients.reduce((sum, client) => sum + client.base * (size.clients - 1), 0);
  mustHold(await until(() => book.begun >= expected, BEGIN_MOST_MS), `everybody sees all paragraphs (${book.begun} of ${expected})`);
  return { clients, perRoom: size.clients, book };
}

function roomOf(stage: Stage, size: { readonly clients: number; readonly full: number }, book: Book): Client[] {
  const room = stage.takeRoom();
  const ranges = new RangeReader();
  const arrived = (id: number, from: number, to: number) => note(book, id, from, to);
  return Array.from(
    { length: size.clients },
    (_, index) => new Client({ target: stage.target, room, full: index < size.full, ranges, arrived }),
  );
}

function note(book: Book, id: number, from: number, to: number): void {
  const writer = book.writers.get(id);
  if (writer === undefined) return;
  const { base } = writer.client;
  const now = performance.now();
  for (let clock = from; clock < to; clock++) {
    if (clock < base) book.begun += 1;
    else {
      book.delivered += 1;
      book.latencies.push(now - (writer.times[clock - base] ?? now));
    }
  }
}

/** Everybody types `rate` characters a second for so many seconds, evenly spread; then all of it is waited for. */
export async function typeFor(
  stage: Stage,
  { clients, perRoom, book }: Crowd,
  { rate, seconds, drainMs }: { readonly rate: number; readonly seconds: number; readonly drainMs: number },
): Promise<Typing> {
  book.latencies = [];
  book.delivered = 0;
  book.typed = 0;
  const { messages, bytes } = traffic;
  const all = watch(stage.pid);
  const share = watch(stage.pid);
  await typeEvenly(shuffled(clients), book, rate, seconds);
  const during = share();
  const inTime = book.delivered;
  const ended = performance.now();
  const expected = book.typed * (perRoom - 1);
  const complete = await until(() => book.delivered >= expected, drainMs);
  return {
    typed: book.typed,
    expected,
    delivered: book.delivered,
    complete,
    offeredPerSecond: expected / during.seconds,
    deliveredPerSecond: inTime / during.seconds,
    messages: traffic.messages - messages,
    bytes: traffic.bytes - bytes,
    drainMs: performance.now() - ended,
    share: during,
    cpuPer1000: (all().serverSeconds * 1e6) / Math.max(1, book.delivered),
    rss: usageOf(stage.pid).rss,
    latency: spreadOf(book.latencies),
  };
}

async function typeEvenly(order: readonly Client[], book: Book, rate: number, seconds: number): Promise<void> {
  const perSecond = order.length * rate;
  const total = Math.floor(perSecond * seconds);
  const began = performance.now();
  while (book.typed < total) {
    const now = performance.now();
    // A load that cannot keep up stops in time; what it offered is in the figures.
    if (now - began > seconds * 1000) return;
    const due = Math.min(total, Math.floor(((now - began) / 1000) * perSecond));
    while (book.typed < due && performance.now() < now + BURST_MS) {
      const client = order[book.typed % order.length];
      if (client === undefined) return;
      book.writers.get(client.doc.clientID)?.times.push(performance.now());
      book.typed += 1;
      client.type();
    }
    await (book.typed < due ? new Promise((resolve) => setImmediate(resolve)) : sleep(1));
  }
}

/**
 * Everybody must have everything without a gap, those who hold the document must hold the same, of the right length, and
 * the server must give the same to somebody who comes now. Throws otherwise.
 */
export async function mustConverge(stage: Stage, { clients, book }: Crowd): Promise<void> {
  for (const [room, members] of Map.groupBy(clients, (client) => client.room)) {
    const length = members.reduce((sum, { doc }) => sum + (book.writers.get(doc.clientID)?.times.length ?? 0), book.before.get(room) ?? 0);
    for (const reader of members) {
      mustHold(reader.gaps === 0, `nothing missing before an update in ${room}`);
      for (const writer of members) {
        const has = reader.seen.get(writer.doc.clientID) ?? 0;
        mustHold(writer === reader || has === writer.clock, `a reader in ${room} has ${has} of ${writer.clock}`);
      }
    }
    const [first, ...others] = members.filter((client) => client.full);
    mustHold(first?.length === length, `${room} holds ${first?.length} of ${length} characters`);
    for (const other of others) mustHold(other.content === first?.content, `documents of ${room} are the same`);
    if (!stage.target.answersSync) continue;
    const fresh = new Client({ target: stage.target, room, full: true, answers: false });
    await fresh.connect();
    mustHold(await until(() => fresh.length >= length, 5_000), `the server's ${room} holds ${fresh.length} of ${length} characters`);
    mustHold(fresh.content === first?.content, `the server's ${room} is the same`);
    closeAll([fresh]);
  }
}

function shuffled(clients: readonly Client[]): Client[] {
  const below = sequence(12_345);
  return clients
    .map((client) => ({ client, place: below(1_000_000) }))
    .sort((one, other) => one.place - other.place)
    .map(({ client }) => client);
}
