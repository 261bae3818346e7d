import type { RoomMember } from './contract.ts';
import { LiveRoom, screenSetting } from './room-provider.ts';

/** A page that is left and entered again, as React does twice in development, finds its room still open. */
const LINGER_MS = 1_000;
/** A page that was rendered but never shown. */
const UNHELD_MS = 30_000;

interface Held {
  readonly room: LiveRoom;
  holders: number;
  opened: boolean;
  leaving: ReturnType<typeof setTimeout> | null;
}

/**
 * The rooms of this window: one per document and person, opened by the first holder and closed a moment after the last
 * has gone. A room is made when it is first asked for but touches neither network nor disk before somebody holds it.
 */
export class Rooms {
  readonly #held = new Map<string, Held>();
  readonly #make: (documentId: string, me: RoomMember, epoch: number) => LiveRoom;

  constructor(
    make: (documentId: string, me: RoomMember, epoch: number) => LiveRoom = (documentId, me, epoch) =>
      new LiveRoom(screenSetting(documentId, me, epoch)),
  ) {
    this.#make = make;
  }

  get(documentId: string, me: RoomMember, epoch = 1): LiveRoom {
    const key = keyOf(documentId, me, epoch);
    const known = this.#held.get(key);
    if (known) return known.room;
    const held: Held = { room: this.#make(documentId, me, epoch), holders: 0, opened: false, leaving: null };
    this.#held.set(key, held);
    this.#leaveSoon(key, held, UNHELD_MS);
    return held.room;
  }

  /** Keeps the room open until the answer is called. */
  hold(documentId: string, me: RoomMember, epoch = 1): () => void {
    const key = keyOf(documentId, me, epoch);
    this.get(documentId, me, epoch);
    const held = this.#held.get(key);
    if (!held) return () => {};
    held.holders += 1;
    if (held.leaving !== null) clearTimeout(held.leaving);
    held.leaving = null;
    if (!held.opened) void held.room.open();
    held.opened = true;
    return () => {
      held.holders -= 1;
      if (held.holders === 0) this.#leaveSoon(key, held, LINGER_MS);
    };
  }

  get size(): number {
    return this.#held.size;
  }

  #leaveSoon(key: string, held: Held, linger: number): void {
    held.leaving = setTimeout(() => {
      // Words on their way to the server are waited for, also when their page has gone.
      if (held.opened && !held.room.mayClose) return this.#leaveSoon(key, held, LINGER_MS);
      this.#held.delete(key);
      void held.room.close();
    }, linger);
  }
}

function keyOf(documentId: string, me: RoomMember, epoch: number): string {
  return [me.id, documentId, epoch].join('|');
}

export const rooms = new Rooms();
