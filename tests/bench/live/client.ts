import { SYNC } from '@concordance/shared/collaboration/wire';
import * as Y from 'yjs';
import { RangeReader } from './clock-ranges.ts';
import { type Codec, codecFor } from './codec.ts';
import type { Target } from './peer.ts';
import { LoadSocket } from './socket.ts';
import { addParagraph, contentOf, lengthOf } from './text-shape.ts';

const SYNC_MOST_MS = 60_000;
const EMPTY_VECTOR = new Uint8Array([0]);
const CYCLE = 'abcdefghijklmnopqrstuvwxyz ';

/** Everything that came in, and why sockets were lost that we did not close ourselves. */
export const traffic = { messages: 0, bytes: 0, lost: new Map<string, number>() };

/** Why sockets were lost, in words, or ''. */
export function lostSockets(): string {
  return [...traffic.lost].map(([why, count]) => `${count} × ${why}`).join('; ');
}

/** The character that a client types as its n-th: a paragraph is right when it is the beginning of this cycle. */
export const typed = (count: number): string => CYCLE.repeat(Math.ceil(count / CYCLE.length)).slice(0, count);

export interface ClientOptions {
  readonly target: Target;
  readonly room: string;
  /**
   * A full client applies every update to a document; a light one only reads which clocks it brings, and that nothing is
   * missing before them, so that one core of load stays ahead of the servers.
   */
  readonly full?: boolean;
  /** Asks for what it has not, and gives what it has when it is asked: what a relay's clients do only where it is said. */
  readonly asks?: boolean;
  readonly answers?: boolean;
  /** Shared by the clients of a room. */
  readonly ranges?: RangeReader;
  /** Another client's characters `from` up to `to` have arrived. */
  readonly arrived?: (client: number, from: number, to: number) => void;
}

/** One connection that types and receives. */
export class Client {
  readonly doc = new Y.Doc();
  readonly room: string;
  readonly full: boolean;
  /** Next clock known of each other writer. */
  readonly seen = new Map<number, number>();
  /** Updates that came with something missing before them. */
  gaps = 0;
  bytesIn = 0;
  /** Where this client types, and its clock before the first character. */
  base = 0;
  #place: Y.XmlText | null = null;
  readonly #target: Target;
  readonly #codec: Codec;
  readonly #ranges: RangeReader;
  readonly #cursor = { at: 0 };
  readonly #arrived: ClientOptions['arrived'];
  readonly #asks: boolean;
  #answers: boolean;
  #socket: LoadSocket | null = null;
  #ready = false;
  /** Own clock after each update-carrying frame of this connection. */
  #frames: number[] = [];
  #durableFrames = 0;

  constructor({ target, room, full = false, ranges = new RangeReader(), arrived, ...options }: ClientOptions) {
    this.#target = target;
    this.room = room;
    this.full = full;
    this.#asks = options.asks ?? target.answersSync;
    this.#answers = options.answers ?? target.answersSync;
    this.#ranges = ranges;
    this.#arrived = arrived;
    this.#codec = codecFor(target.codec, room);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.#ready) this.#upload(SYNC.update, update);
    });
  }

  get open(): boolean {
    return this.#socket?.open ?? false;
  }

  get waiting(): number {
    return this.#socket?.waiting ?? 0;
  }

  get length(): number {
    return lengthOf(this.doc);
  }

  get content(): string {
    return contentOf(this.doc);
  }

  get clock(): number {
    return this.clockOf(this.doc.clientID);
  }

  clockOf(client: number): number {
    return Y.getState(this.doc.store, client);
  }

  /** Up to which of its own clocks the server called everything durable; 0 where it never says. */
  get durableClock(): number {
    return this.#frames[this.#durableFrames - 1] ?? 0;
  }

  /** Makes the paragraph it types into. */
  begin(): Y.XmlText {
    this.#place = addParagraph(this.doc);
    this.base = this.clock;
    return this.#place;
  }

  /** Types the next character of the cycle at the end of its paragraph. */
  type(): void {
    const place = this.#place;
    if (place === null) throw new Error('this client has not begun');
    place.insert(place.length, CYCLE[place.length % CYCLE.length] ?? '');
  }

  /** One attempt; resolves when it has what the server has (of a relay: when it is open). Rejects when the socket closes. */
  connect(): Promise<void> {
    this.#ready = false;
    this.#frames = [];
    this.#durableFrames = 0;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => lose('open, but not synced'), SYNC_MOST_MS);
      const done = () => {
        clearTimeout(late);
        resolve();
      };
      const lose = (why: string) => {
        this.#ready = false;
        clearTimeout(late);
        socket.terminate();
        traffic.lost.set(why, (traffic.lost.get(why) ?? 0) + 1);
        reject(new Error(why));
      };
      const socket = new LoadSocket(this.#target.address(this.room), this.#target.headers, {
        opened: () => (this.#codec.hello === null ? this.#ask(done) : socket.send(this.#codec.hello)),
        closed: lose,
        message: (bytes) => {
          try {
            this.#hear(bytes, done);
          } catch (error) {
            lose(`not understood: ${error instanceof Error ? error.stack : error}`);
          }
        },
      });
      this.#socket = socket;
    });
  }

  close(): void {
    this.#ready = false;
    this.#answers = false;
    this.#socket?.terminate();
  }

  #ask(done: () => void): void {
    this.#ready = true;
    const vector = this.full ? Y.encodeStateVector(this.doc) : EMPTY_VECTOR;
    if (this.#asks) this.#socket?.send(this.#codec.encode(SYNC.step1, vector));
    if (!this.#target.answersSync) done();
  }

  #hear(frame: Uint8Array, done: () => void): void {
    traffic.messages += 1;
    traffic.bytes += frame.length;
    this.bytesIn += frame.length;
    const heard = this.#codec.decode(frame);
    switch (heard?.kind) {
      case 'ready':
        this.#ask(done);
        return;
      case 'step1':
        if (this.#answers) this.#upload(SYNC.step2, Y.encodeStateAsUpdate(this.doc, heard.bytes));
        return;
      case 'step2':
        this.#take(heard.bytes);
        done();
        return;
      case 'update':
        this.#take(heard.bytes);
        return;
      case 'durable':
        this.#durableFrames = heard.frames;
        return;
      case undefined:
        return;
    }
  }

  #upload(kind: typeof SYNC.step2 | typeof SYNC.update, update: Uint8Array): void {
    this.#socket?.send(this.#codec.encode(kind, update));
    this.#frames.push(this.clock);
  }

  #take(update: Uint8Array): void {
    if (this.full) Y.applyUpdate(this.doc, update, this);
    for (const { client, from, to } of this.#ranges.read(update, this.#cursor)) {
      // Its own come back only where they are put together with those of others.
      if (client === this.doc.clientID) continue;
      const had = this.seen.get(client) ?? 0;
      if (!this.full && from > had) this.gaps += 1;
      if (to <= had) continue;
      this.seen.set(client, to);
      this.#arrived?.(client, had, to);
    }
  }
}

/** Connects many, so many at a time. */
export async function connectAll(clients: readonly Client[], atOnce = 50): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let client = clients[next++]; client !== undefined; client = clients[next++]) await client.connect();
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

export function closeAll(clients: readonly Client[]): void {
  for (const client of clients) {
    client.close();
    client.doc.destroy();
  }
}
