import { type Limits, limitsWith } from '@concordance/server/collaboration/limits';
import type { Access, Admission, DocumentStorage } from '@concordance/server/collaboration/ports';
import { createRooms, type Rooms } from '@concordance/server/collaboration/rooms';
import { HandClock } from './hand-clock.ts';
import { MemoryStorage } from './memory-storage.ts';
import { HandSocket } from './network.ts';
import { Writer } from './writer.ts';

export type Grant = Extract<Admission, { kind: 'admitted' }>;

/** What each session may do with each document; changed by the test at will. */
export class HandAccess implements Access {
  readonly grants = new Map<string, Admission>();
  origins = new Set(['http://app.test']);
  asked = 0;

  originAllowed(request: { readonly headers: { readonly origin?: string | undefined } }): boolean {
    return request.headers.origin !== undefined && this.origins.has(request.headers.origin);
  }

  async admit(request: { readonly headers: { readonly cookie?: string | undefined } }, documentId: string): Promise<Admission> {
    return this.readmit(request.headers.cookie ?? '', documentId);
  }

  async readmit(sessionId: string, _documentId: string): Promise<Admission> {
    this.asked += 1;
    return this.grants.get(sessionId) ?? { kind: 'refused', close: 4401 };
  }

  /** Lets a person in; the session is named after them. */
  grant(name: string, { write = true, colour = 0 } = {}): Grant {
    const admission: Grant = { kind: 'admitted', write, userId: name, sessionId: `session-${name}`, name, colour };
    this.grants.set(admission.sessionId, admission);
    return admission;
  }
}

export const DOCUMENT = '0123456789abcdefghjkmnpqrs';

export interface LiveOptions {
  readonly limits?: Partial<Limits>;
  readonly storage?: DocumentStorage;
  readonly onDurable?: (documentId: string, seq: number) => void;
  readonly documents?: readonly string[];
}

/**
 * Rooms without a network: sockets, time and storage are in the test's hands. Commits follow each other without the pace
 * that a busy server keeps, and acknowledgements go at once, unless a test asks for it.
 */
export function live({ limits = {}, storage, onDurable, documents = [DOCUMENT] }: LiveOptions = {}) {
  const clock = new HandClock();
  const memory = new MemoryStorage();
  for (const id of documents) memory.create(id);
  const access = new HandAccess();
  const start = (store: DocumentStorage): Rooms =>
    createRooms({
      storage: store,
      access,
      limits: limitsWith({ commitEveryMs: 0, ackMostMs: 0, ...limits }),
      clock,
      ...(onDurable && { onDurable }),
    });
  let rooms = start(storage ?? memory);
  const writers: Writer[] = [];

  return {
    clock,
    memory,
    access,
    get rooms() {
      return rooms;
    },
    /** The process dies and a new one stands in its place: only the store remembers. */
    restart(next: DocumentStorage = storage ?? memory): void {
      for (const writer of writers) writer.socket?.cut();
      rooms = start(next);
    },
    writer(name: string, clientId?: number): Writer {
      const writer = new Writer(name, clientId);
      writers.push(writer);
      return writer;
    },
    /** Opens a line; nothing has moved on it yet. */
    connect(writer: Writer, { write = true, documentId = DOCUMENT, announced = true, epoch = null as number | null } = {}): HandSocket {
      const socket = new HandSocket();
      const admission = access.grant(writer.name, { write });
      rooms.connect({ documentId, socket, admission, announced, epoch, judgements: rooms.judgements });
      writer.open(socket);
      return socket;
    },
    /** Moves everything that is on its way until nothing is left. Time stands still. */
    async flow(): Promise<void> {
      for (let quiet = 0; quiet < 2; ) {
        await clock.turn();
        quiet = moveAll(writers) ? 0 : quiet + 1;
      }
    },
    /** Lets time pass and moves everything. */
    async pass(ms: number): Promise<void> {
      await this.flow();
      await clock.advance(ms);
      await this.flow();
    },
  };
}

export type Live = ReturnType<typeof live>;

function moveAll(writers: readonly Writer[]): boolean {
  let moved = false;
  for (const { socket } of writers) {
    if (socket === null) continue;
    while (socket.toServer()) moved = true;
    while (socket.toClient()) moved = true;
  }
  return moved;
}
