import { BadBytes, ByteReader } from './byte-reader.ts';

/** One entry of an awareness update, its state not yet looked at. */
export interface PresenceEntry {
  readonly client: number;
  readonly clock: number;
  readonly state: Uint8Array;
}

/** A place in the text as Yjs writes it (`RelativePosition` in JSON). */
interface Position {
  readonly type: { readonly client: number; readonly clock: number } | null;
  readonly tname: string | null;
  readonly item: { readonly client: number; readonly clock: number } | null;
  readonly assoc: number;
}

/** What is passed on of a person's own words about where they are. */
export interface Whereabouts {
  readonly cursor?: { readonly anchor: Position; readonly head: Position } | null;
}

const MOST_CLIENT = 0xffff_ffff;
const MOST_CLOCK = 0xffff_ffff;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Splits an awareness update; the states are views into it. Throws `BadBytes`. */
export function readPresence(states: Uint8Array, mostBytes: number): readonly PresenceEntry[] {
  if (states.length > mostBytes) throw new BadBytes('presence-size');
  const reader = new ByteReader(states);
  const entries: PresenceEntry[] = [];
  const count = reader.varUint();
  for (let i = 0; i < count; i++) {
    const client = reader.varUint();
    const clock = reader.varUint();
    if (client > MOST_CLIENT || clock > MOST_CLOCK) throw new BadBytes('presence-id');
    entries.push({ client, clock, state: reader.varBytes(mostBytes) });
  }
  if (!reader.atEnd) throw new BadBytes('trailing');
  return entries;
}

/**
 * Picks the known parts of a presence state and drops the rest. Null is a person who left; undefined is no state at all.
 * Root names outside `roots` are dropped, because a reader's Yjs would create them.
 */
export function readWhereabouts(state: Uint8Array, roots: ReadonlySet<string>): Whereabouts | null | undefined {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(state));
  } catch {
    return undefined;
  }
  if (value === null) return null;
  if (!isObject(value)) return undefined;
  const cursor = cursorOf(value['cursor'] ?? { anchor: value['anchor'], head: value['head'] }, roots);
  return cursor === undefined ? {} : { cursor };
}

function cursorOf(value: unknown, roots: ReadonlySet<string>): Whereabouts['cursor'] | undefined {
  if (!isObject(value)) return undefined;
  const anchor = positionOf(value['anchor'], roots);
  const head = positionOf(value['head'], roots);
  return anchor === undefined || head === undefined ? undefined : { anchor, head };
}

function positionOf(value: unknown, roots: ReadonlySet<string>): Position | undefined {
  if (!isObject(value)) return undefined;
  const type = idOf(value['type']);
  const item = idOf(value['item']);
  const name = value['tname'] ?? null;
  const assoc = value['assoc'] ?? 0;
  if (type === undefined || item === undefined || !Number.isSafeInteger(assoc)) return undefined;
  if (name !== null && !(typeof name === 'string' && roots.has(name))) return undefined;
  return { type, tname: name, item, assoc: assoc as number };
}

function idOf(value: unknown): Position['type'] | undefined {
  if (value === null || value === undefined) return null;
  if (!isObject(value)) return undefined;
  const { client, clock } = value;
  return isCount(client) && isCount(clock) ? { client, clock } : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
