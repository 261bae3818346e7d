import type { Cancel } from './clock.ts';
import type { Connection } from './connection.ts';
import type { Presence } from './presence.ts';
import type { RoomContext } from './room-context.ts';

/** Sends presence in rounds: one frame for all that changed since the last, so that many moving cursors cost like one. */
export class PresenceRounds {
  readonly #presence: Presence;
  readonly #connections: ReadonlySet<Connection>;
  readonly #context: RoomContext;
  #timer: Cancel | null = null;
  #soon = false;
  #stopped = false;

  constructor(presence: Presence, connections: ReadonlySet<Connection>, context: RoomContext) {
    this.#presence = presence;
    this.#connections = connections;
    this.#context = context;
  }

  /** In the next round this connection is told of everybody. */
  tellAll(connection: Connection): void {
    connection.presenceDue = true;
    this.later();
  }

  later(): void {
    const { presenceTickMs, presenceTickMostMs } = this.#context.limits;
    const wait = Math.min(presenceTickMostMs, presenceTickMs + this.#connections.size / 4);
    this.#timer ??= this.#context.clock.after(wait, () => this.#round());
  }

  /** Who left is gone from the screens at once; many who leave together, together. */
  now(): void {
    if (this.#soon) return;
    this.#soon = true;
    this.#context.clock.soon(() => this.#round());
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.();
  }

  #round(): void {
    this.#timer?.();
    this.#timer = null;
    this.#soon = false;
    if (this.#stopped) return;
    const changes = this.#presence.changes();
    for (const connection of this.#connections) {
      // Presence is the first thing a slow reader does without.
      if (!connection.keepsUp) continue;
      const all = connection.presenceDue;
      const frame = all ? this.#presence.everybody() : connection.presenceSent ? changes : null;
      connection.presenceSent ||= all;
      connection.presenceDue = false;
      if (frame !== null) connection.send(frame);
    }
  }
}
