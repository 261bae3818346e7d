import { PRESENCE_COLOURS } from '@concordance/shared/collaboration/wire';
import * as encoding from 'lib0/encoding';
import type { Frame } from './frame.ts';
import type { Limits } from './limits.ts';
import type { Owners } from './owners.ts';
import { type PresenceEntry, readPresence, readWhereabouts, type Whereabouts } from './presence-reader.ts';
import { awarenessFrame } from './protocol.ts';

/** Somebody whose presence is shown; one for each connection. */
export interface Present {
  readonly userId: string;
  readonly name: string;
  /** Index into the palette of presence colours. */
  readonly colour: number;
  /** Those who only read are shown without a cursor. */
  readonly canWrite: boolean;
  /** True once this connection was sent what others say: from then on its frames may be echoes of that. */
  readonly presenceSent: boolean;
}

interface Entry {
  readonly holder: Present;
  clock: number;
  whereabouts: Whereabouts;
  json: string;
}

const CLOCK_STEP = 1_000;
const GONE = 'null';

/**
 * Who is in a room, and where in the text. Speaks the awareness protocol but is no awareness instance: each connection
 * holds exactly one client id, its name and colour come from the account, and every other entry it sends is dropped
 * (y-websocket sends back what it was told, so those are no sign of ill will).
 */
export class Presence {
  readonly #limits: Limits;
  readonly #owners: Owners;
  readonly #roots: ReadonlySet<string>;
  readonly #entries = new Map<number, Entry>();
  readonly #clientOf = new Map<Present, number>();
  /** Changed since the last frame; for those who left, the clock they left with. */
  readonly #changed = new Map<number, number | null>();
  #all: Frame | null = null;

  constructor(limits: Limits, owners: Owners) {
    this.#limits = limits;
    this.#owners = owners;
    this.#roots = new Set(Object.keys(limits.roots));
  }

  /** True when there is something to tell. */
  get changed(): boolean {
    return this.#changed.size > 0;
  }

  /**
   * Takes in what a connection says about itself. Returns a frame for it alone when it is new here: told that it is gone,
   * a client says once more that it is not, with a clock that also those believe who knew it before it was cut off.
   * Throws `BadBytes`.
   */
  receive(from: Present, states: Uint8Array): Frame | null {
    let answer: Frame | null = null;
    for (const entry of readPresence(states, this.#limits.presenceFrameBytes)) {
      if (this.#clientOf.get(from) === entry.client) {
        this.#renew(from, entry);
      } else if (!this.#clientOf.has(from) && this.#enter(from, entry)) {
        answer = encodeEntries([[entry.client, entry.clock, GONE]]);
      }
    }
    return answer;
  }

  /** Returns whether anybody had seen them. */
  leave(from: Present): boolean {
    const client = this.#clientOf.get(from);
    this.#clientOf.delete(from);
    const entry = client === undefined ? undefined : this.#entries.get(client);
    if (client === undefined || entry?.holder !== from) return false;
    this.#remove(client, entry.clock);
    return true;
  }

  /** The person's name, colour or rights are no longer what they were. */
  redraw(from: Present): void {
    const client = this.#clientOf.get(from);
    const entry = client === undefined ? undefined : this.#entries.get(client);
    if (client === undefined || entry === undefined) return;
    entry.json = jsonOf(from, entry.whereabouts);
    this.#mark(client, null);
  }

  /** What changed since this was last asked for, or null. */
  changes(): Frame | null {
    if (this.#changed.size === 0) return null;
    const entries: [number, number, string][] = [];
    for (const [client, leftAt] of this.#changed) {
      const entry = this.#entries.get(client);
      if (entry !== undefined) entries.push([client, entry.clock, entry.json]);
      else if (leftAt !== null) entries.push([client, leftAt, GONE]);
    }
    this.#changed.clear();
    return encodeEntries(entries);
  }

  /** Everybody who is here, or null when nobody is. */
  everybody(): Frame | null {
    if (this.#entries.size === 0) return null;
    this.#all ??= encodeEntries([...this.#entries].map(([client, entry]) => [client, entry.clock, entry.json]));
    return this.#all;
  }

  #enter(from: Present, { client, clock, state }: PresenceEntry): boolean {
    const held = this.#entries.get(client);
    // The same tab, back before its old connection was found dead, takes its place over; an echo never does.
    if (held !== undefined && (from.presenceSent || held.holder.userId !== from.userId)) return false;
    const whereabouts = this.#read(state);
    if (!whereabouts || !this.#owners.reserve(client, from.userId)) return false;
    if (held !== undefined) this.#clientOf.delete(held.holder);
    this.#clientOf.set(from, client);
    this.#entries.set(client, { holder: from, clock, whereabouts, json: jsonOf(from, whereabouts) });
    this.#mark(client, null);
    return true;
  }

  #renew(from: Present, { client, clock, state }: PresenceEntry): void {
    const entry = this.#entries.get(client);
    const whereabouts = this.#read(state);
    if (whereabouts === undefined || (entry !== undefined && entry.holder !== from)) return;
    if (entry === undefined) {
      // They had hidden themselves and are back.
      if (whereabouts === null) return;
      this.#entries.set(client, { holder: from, clock, whereabouts, json: jsonOf(from, whereabouts) });
      this.#mark(client, null);
      return;
    }
    if (whereabouts === null) {
      if (clock >= entry.clock) this.#remove(client, Math.min(clock, entry.clock + CLOCK_STEP));
      return;
    }
    if (clock <= entry.clock || clock > entry.clock + CLOCK_STEP) return;
    entry.clock = clock;
    entry.whereabouts = whereabouts;
    entry.json = jsonOf(from, whereabouts);
    this.#mark(client, null);
  }

  #read(state: Uint8Array): Whereabouts | null | undefined {
    return state.length > this.#limits.presenceBytes ? undefined : readWhereabouts(state, this.#roots);
  }

  #remove(client: number, clock: number): void {
    this.#entries.delete(client);
    this.#mark(client, clock);
  }

  #mark(client: number, leftAt: number | null): void {
    this.#changed.set(client, leftAt);
    this.#all = null;
  }
}

function jsonOf(person: Present, whereabouts: Whereabouts): string {
  const colour = person.colour % PRESENCE_COLOURS.length;
  const user = { id: person.userId, name: person.name, color: PRESENCE_COLOURS[colour] ?? PRESENCE_COLOURS[0], colour };
  return JSON.stringify(person.canWrite ? { ...whereabouts, user } : { user: { ...user, viewer: true } });
}

function encodeEntries(entries: readonly (readonly [client: number, clock: number, json: string])[]): Frame {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const [client, clock, json] of entries) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, json);
  }
  return awarenessFrame(encoding.toUint8Array(encoder));
}
