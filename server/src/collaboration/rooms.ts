import { CLOSE, SCHEMA_VERSION } from '@concordance/shared/collaboration/wire';
import type * as Y from 'yjs';
import { type Cancel, type Clock, every, systemClock } from './clock.ts';
import { CommitQueue } from './commit-queue.ts';
import { type Admitted, Connection } from './connection.ts';
import { History } from './history.ts';
import { Judge, type Touched } from './judge.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { createLine } from './line.ts';
import { type Log, silentLog } from './log.ts';
import { type HistogramReading, Tally } from './metrics.ts';
import { OwedAcks } from './owed-acks.ts';
import type { PeerSocket } from './peer-socket.ts';
import type { Access, DocumentStorage } from './ports.ts';
import { Room } from './room.ts';
import type { RoomContext } from './room-context.ts';

export interface RoomsOptions {
  readonly storage: DocumentStorage;
  readonly access: Access;
  readonly limits?: Limits;
  readonly clock?: Clock;
  readonly log?: Log;
  /** Newest editor schema this server knows. */
  readonly schema?: number;
  /** Called after each commit of a document, once everybody in its room was told. Must not throw or wait. */
  readonly onDurable?: (documentId: string, seq: number) => void;
}

/** Someone who was let in. */
export interface Visitor {
  readonly documentId: string;
  readonly socket: PeerSocket;
  readonly admission: Admitted;
  readonly announced: boolean;
  readonly epoch: number | null;
  /** `rooms.judgements` before `Access.admit` was asked. */
  readonly judgements: number;
}

/** Figures for operators; those from `commits` on are counted since the start. */
export interface RoomsReading {
  readonly rooms: number;
  readonly builtDocuments: number;
  readonly connections: number;
  readonly undurableBytes: number;
  readonly commits: number;
  readonly commitFailures: number;
  readonly updates: number;
  readonly updateBytes: number;
  readonly knownUpdates: number;
  readonly gaps: number;
  readonly refused: number;
  readonly readOnlyUpdates: number;
  readonly broadcasts: number;
  readonly compactions: number;
  readonly loads: number;
  readonly loadFailures: number;
  readonly lateReaders: number;
  readonly batchSize: HistogramReading;
  readonly commitMs: HistogramReading;
  readonly ackMs: HistogramReading;
}

/** All live documents of this process. Constructed and closed explicitly; holds no socket server of its own. */
export interface Rooms {
  /** The room takes the socket over. */
  connect(visitor: Visitor): void;
  /** How many connections a person has to one document. */
  connectionsOf(documentId: string, userId: string): number;
  /** Grows with each `rejudge`. */
  readonly judgements: number;
  readonly closing: boolean;
  /** Asks again whether the touched connections may stay; resolves when that is done. */
  rejudge(touched: Touched): Promise<void>;
  /** The durable text as one Yjs update, to be applied to a Y.Doc of the caller's own. Null: no such document. */
  read(documentId: string): Promise<Uint8Array | null>;
  /** A change by the server itself; resolves when durable. Rejects with `RoomUnavailable`. */
  transact(documentId: string, userId: string, change: (doc: Y.Doc) => void): Promise<void>;
  /** Takes nothing more, writes what was taken (at most `closeMs`), closes all connections with 1012. */
  close(): Promise<void>;
  metrics(): RoomsReading;
}

/** Heartbeats are spread over this many moments, so that thousands of connections do not all fall into one. */
const BEAT_SHARDS = 25;

class LiveRooms implements Rooms {
  readonly #context: RoomContext;
  readonly #judge: Judge;
  readonly #owedAcks: OwedAcks;
  readonly #rooms = new Map<string, Room>();
  readonly #shards: Set<Connection>[] = Array.from({ length: BEAT_SHARDS }, () => new Set<Connection>());
  readonly #stopBeats: Cancel;
  #shard = 0;
  #joined = 0;
  #closing: Promise<void> | null = null;

  constructor(options: RoomsOptions) {
    const { storage, access, limits = DEFAULT_LIMITS, clock = systemClock, log = silentLog } = options;
    const tally = new Tally();
    const queue = new CommitQueue({ storage, limits, clock, log, tally, relieved: () => this.#resume() });
    this.#context = {
      storage,
      queue,
      compactions: createLine(),
      limits,
      clock,
      log,
      tally,
      schema: options.schema ?? SCHEMA_VERSION,
      onDurable: options.onDurable ?? (() => {}),
      onGone: (documentId) => this.#rooms.delete(documentId),
    };
    this.#owedAcks = new OwedAcks(clock, limits.ackMostMs);
    this.#judge = new Judge({
      access,
      limits,
      clock,
      log,
      connections: () => this.#connections(),
      renamed: (connection) => this.#rooms.get(connection.documentId)?.redraw(connection),
    });
    this.#judge.start();
    this.#stopBeats = every(clock, limits.heartbeatMs / BEAT_SHARDS, () => this.#beat());
  }

  connect({ documentId, socket, admission, announced, epoch, judgements }: Visitor): void {
    const { limits, clock, log } = this.#context;
    const owedAcks = this.#owedAcks;
    if (this.#closing !== null) {
      socket.close(CLOSE.restart);
      return;
    }
    const connection = new Connection({ documentId, socket, admission, announced, epoch, limits, clock, log, owedAcks });
    this.#shards[this.#joined++ % BEAT_SHARDS]?.add(connection);
    this.#room(documentId).join(connection);
    // Rights were taken away between the question at the door and now: the round that told so has missed this one.
    if (judgements !== this.#judge.rounds) void this.#judge.rejudge({ sessionIds: [admission.sessionId] });
  }

  connectionsOf(documentId: string, userId: string): number {
    let count = 0;
    for (const connection of this.#rooms.get(documentId)?.connections ?? []) if (connection.userId === userId) count++;
    return count;
  }

  get judgements(): number {
    return this.#judge.rounds;
  }

  get closing(): boolean {
    return this.#closing !== null;
  }

  rejudge(touched: Touched): Promise<void> {
    return this.#judge.rejudge(touched);
  }

  async read(documentId: string): Promise<Uint8Array | null> {
    const room = this.#rooms.get(documentId);
    if (room !== undefined) return room.hold((text) => text.full());
    const stored = await this.#context.storage.load(documentId);
    return stored === null ? null : new History(stored).full();
  }

  async transact(documentId: string, userId: string, change: (doc: Y.Doc) => void): Promise<void> {
    await this.#room(documentId).transact(userId, change);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  metrics(): RoomsReading {
    const { tally, queue } = this.#context;
    const rooms = [...this.#rooms.values()];
    return {
      ...tally,
      batchSize: tally.batchSize.read(),
      commitMs: tally.commitMs.read(),
      ackMs: tally.ackMs.read(),
      rooms: rooms.length,
      builtDocuments: rooms.filter((room) => room.built).length,
      connections: rooms.reduce((sum, room) => sum + room.connections.size, 0),
      undurableBytes: queue.bytes,
    };
  }

  /** One room for a document however many ask for it at once. */
  #room(documentId: string): Room {
    const known = this.#rooms.get(documentId);
    if (known !== undefined) return known;
    const room = new Room(documentId, this.#context);
    this.#rooms.set(documentId, room);
    return room;
  }

  *#connections(): Iterable<Connection> {
    for (const room of this.#rooms.values()) yield* room.connections;
  }

  #resume(): void {
    for (const room of this.#rooms.values()) room.resume();
  }

  #beat(): void {
    const shard = this.#shards[this.#shard];
    this.#shard = (this.#shard + 1) % BEAT_SHARDS;
    for (const connection of shard ?? []) {
      if (connection.closed) shard?.delete(connection);
      else connection.beat();
    }
  }

  async #close(): Promise<void> {
    const { queue, clock, limits, log } = this.#context;
    this.#judge.stop();
    this.#stopBeats();
    for (const connection of this.#connections()) connection.stopListening();
    let cancel: Cancel = () => {};
    const late = new Promise<'late'>((resolve) => {
      cancel = clock.after(limits.closeMs, () => resolve('late'));
    });
    const outcome = await Promise.race([queue.drain(), late]);
    cancel();
    if (outcome === 'late') log.error({ bytes: queue.bytes }, 'stopped before everything was written');
    for (const connection of [...this.#connections()]) connection.close(CLOSE.restart);
  }
}

/** Opens the rooms; nothing is loaded before somebody asks for it. */
export function createRooms(options: RoomsOptions): Rooms {
  return new LiveRooms(options);
}
