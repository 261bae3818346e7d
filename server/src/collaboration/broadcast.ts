import type { Cancel } from './clock.ts';
import type { Connection } from './connection.ts';
import type { LiveText } from './live-text.ts';
import { updateFrame } from './protocol.ts';
import type { RoomContext } from './room-context.ts';

const CATCH_UP_MS = 250;

/** Shows what has become durable to everybody in a room: one frame for each batch, the same bytes for all. */
export class Broadcast {
  readonly #text: LiveText;
  readonly #connections: ReadonlySet<Connection>;
  readonly #context: RoomContext;
  #timer: Cancel | null = null;

  constructor(text: LiveText, connections: ReadonlySet<Connection>, context: RoomContext) {
    this.#text = text;
    this.#connections = connections;
    this.#context = context;
  }

  /**
   * `update` is what was committed after `before`; `authors` wrote it. Whoever wrote all of it knows it already; whoever
   * reads too slowly gets it later, together with what comes meanwhile.
   */
  show(update: Uint8Array, authors: readonly (Connection | null)[], before: number): void {
    const { tally, clock } = this.#context;
    const frame = updateFrame(update);
    const [first] = authors;
    const sole = first != null && authors.every((author) => author === first) ? first : null;
    tally.broadcasts += 1;
    for (const connection of this.#connections) {
      if (connection === sole || !connection.synced || connection.lag !== null) continue;
      if (connection.keepsUp) {
        connection.send(frame);
      } else {
        tally.lateReaders += 1;
        connection.lag = { seq: before, since: clock.now() };
        this.#watch();
      }
    }
  }

  stop(): void {
    this.#timer?.();
  }

  #watch(): void {
    this.#timer ??= this.#context.clock.after(CATCH_UP_MS, () => {
      this.#timer = null;
      this.#catchUp();
    });
  }

  #catchUp(): void {
    const { limits, clock } = this.#context;
    for (const connection of [...this.#connections]) {
      const { lag } = connection;
      if (lag === null) continue;
      if (connection.buffered <= limits.outboundSoftBytes / 2) {
        connection.lag = null;
        connection.send(updateFrame(this.#text.since(lag.seq)));
      } else if (clock.now() - lag.since > limits.outboundLateMs) {
        connection.terminate();
      } else {
        this.#watch();
      }
    }
  }
}
