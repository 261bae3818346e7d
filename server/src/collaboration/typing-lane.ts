import * as Y from 'yjs';
import type { UpdateFacts } from './update-reader.ts';

/** So many updates are put into the gate's copy at one time at most: a pause of about a millisecond. */
const MOST = 64;

/**
 * Updates of people who just type on. Characters right behind the same writer's last character, which stands in a text,
 * can neither be misplaced nor be parked: they are known to be sound without Yjs, whose transactions cost several times
 * the characters in them, and more with every writer. They wait here until the gate's copy is needed, and then go into it together.
 */
export class TypingLane {
  /** Client ids whose last clock is a character in a text, and their next clock. */
  readonly #ends = new Map<number, number>();
  #waiting: Uint8Array[] = [];

  get full(): boolean {
    return this.#waiting.length >= MOST;
  }

  /** Whose typing this update goes on with, or null. `doc` holds everything accepted but what waits here. */
  continues(doc: Y.Doc, facts: UpdateFacts): number | null {
    if (!facts.typesOn) return null;
    for (const [client, { from }] of facts.ranges) if (this.#ends.get(client) !== from) return null;
    for (const [client, clock] of facts.needs) {
      if (clock >= Math.max(this.#ends.get(client) ?? 0, Y.getState(doc.store, client))) return null;
    }
    return facts.ranges.keys().next().value ?? null;
  }

  /** For an update that `continues`. */
  add(update: Uint8Array, facts: UpdateFacts): void {
    this.#waiting.push(update);
    for (const [client, { to }] of facts.ranges) this.#ends.set(client, to);
  }

  /** After an update of another kind was put into `doc`: who of its writers may now type on. */
  learn(doc: Y.Doc, facts: UpdateFacts): void {
    for (const [client, { to }] of facts.ranges) {
      if (endsInText(doc, client, to)) this.#ends.set(client, to);
      else this.#ends.delete(client);
    }
  }

  /** What waits, which does so no longer. */
  take(): readonly Uint8Array[] {
    const waiting = this.#waiting;
    if (waiting.length > 0) this.#waiting = [];
    return waiting;
  }

  /** The copy is gone; the next one is built with what waited here. */
  clear(): void {
    this.#waiting = [];
    this.#ends.clear();
  }
}

/** Whether the writer's newest clock, before `to`, is a character in a text. */
function endsInText(doc: Y.Doc, client: number, to: number): boolean {
  const last = doc.store.clients.get(client)?.at(-1);
  return (
    last instanceof Y.Item &&
    last.id.clock + last.length === to &&
    last.content instanceof Y.ContentString &&
    last.parentSub === null &&
    last.parent instanceof Y.Text
  );
}
