import { CLOSE, NOTICE } from '@concordance/shared/collaboration/wire';
import { BadBytes } from './byte-reader.ts';
import type { Connection } from './connection.ts';
import type { Frame } from './frame.ts';
import type { LiveText } from './live-text.ts';
import { step1Frame } from './protocol.ts';
import type { RoomContext } from './room-context.ts';

/** Brings an accepted update on its way to the log. */
export type Enqueue = (update: Uint8Array, from: Connection, claims: readonly number[]) => void;

const A_MINUTE = 60_000;
/** A full document takes text again once it is a little below its limit, so that it does not flutter. */
const ROOM_AGAIN = 0.98;

/**
 * Takes updates from sockets: the only way from outside into the text. Whatever cannot be taken now stays with its client,
 * which has it in its own copy, and is asked for later by a step 1; nothing after it is acknowledged before that.
 */
export class Intake {
  readonly #text: LiveText;
  readonly #connections: ReadonlySet<Connection>;
  readonly #context: RoomContext;
  readonly #enqueue: Enqueue;
  #ask: { readonly accepted: number; readonly frame: Frame } | null = null;

  constructor(text: LiveText, connections: ReadonlySet<Connection>, context: RoomContext, enqueue: Enqueue) {
    this.#text = text;
    this.#connections = connections;
    this.#context = context;
    this.#enqueue = enqueue;
  }

  /** Throws `BadBytes` for an update that no honest client sends. */
  take(from: Connection, bytes: Uint8Array, step2: boolean): void {
    const { tally } = this.#context;
    if (!from.canWrite) {
      tally.readOnlyUpdates += 1;
      return;
    }
    if (this.#full(bytes)) {
      this.#turnAway(from);
      return;
    }
    // The frame is the socket's, and a view into it would keep its whole read buffer alive.
    const update = new Uint8Array(bytes);
    const verdict = this.#text.submit(update, from.userId);
    switch (verdict.kind) {
      case 'refused':
        tally.refused += 1;
        throw new BadBytes(verdict.code);
      case 'gap':
        tally.gaps += 1;
        this.#gap(from, step2);
        return;
      case 'known':
        tally.knownUpdates += 1;
        break;
      case 'accepted':
        this.#enqueue(verdict.update, from, verdict.claims);
    }
    if (step2) {
      from.uploads = 'live';
      from.acks.thaw();
    }
    from.acks.taken(this.#text.accepted);
    from.acknowledge(this.#text.durable);
  }

  /** "What have you that I have not?" */
  askForMissing(connection: Connection): void {
    const { accepted } = this.#text;
    if (this.#ask?.accepted !== accepted) this.#ask = { accepted, frame: step1Frame(this.#text.vector()) };
    connection.send(this.#ask.frame);
  }

  /** Where there is room again, those who were turned away are asked for what they kept. */
  resume(): void {
    const { limits, queue } = this.#context;
    if (queue.full || this.#text.bytes > limits.documentBytes * ROOM_AGAIN) return;
    for (const connection of this.#connections) {
      if (connection.uploads !== 'refused') continue;
      connection.uploads = 'resync';
      this.askForMissing(connection);
    }
  }

  /** Deletions are taken by a full document too: how else could it become smaller. */
  #full(update: Uint8Array): boolean {
    const { limits, queue } = this.#context;
    const deletesOnly = update[0] === 0;
    return queue.full || (!deletesOnly && this.#text.bytes + update.length > limits.documentBytes);
  }

  #turnAway(from: Connection): void {
    if (from.uploads !== 'refused' && !this.#context.queue.full) from.notify(NOTICE.documentFull);
    from.uploads = 'refused';
    from.acks.left();
  }

  #gap(from: Connection, step2: boolean): void {
    if (from.uploads === 'before-step2' && !step2) {
      from.acks.taken(0);
      from.acknowledge(this.#text.durable);
      return;
    }
    from.acks.left();
    if (from.uploads === 'refused' || (from.uploads === 'resync' && !step2)) return;
    const { limits, clock } = this.#context;
    const now = clock.now();
    from.resyncs = [...from.resyncs.filter((at) => now - at < A_MINUTE), now];
    if (from.resyncs.length > limits.resyncsPerMinute) {
      from.close(CLOSE.failed);
      return;
    }
    from.uploads = 'resync';
    this.askForMissing(from);
  }
}
