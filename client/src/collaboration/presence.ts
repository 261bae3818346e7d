import { PRESENCE_COLOURS } from '@concordance/shared/collaboration/wire';
import { type Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import type { Peer, RoomMember } from './contract.ts';

/** Carets move at most this often for others. */
export const PRESENCE_EVERY_MS = 100;

/** What a presence state says of its person. The server writes name and colour; a client's own words are not trusted. */
interface PresentUser {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly colour?: unknown;
  color?: unknown;
  readonly viewer?: unknown;
}

export function colourAt(index: unknown): string {
  const place = typeof index === 'number' && Number.isInteger(index) ? Math.abs(index) : 0;
  return PRESENCE_COLOURS[place % PRESENCE_COLOURS.length] ?? PRESENCE_COLOURS[0];
}

export function announce(awareness: Awareness, me: RoomMember, viewer: boolean): void {
  awareness.setLocalStateField('user', { id: me.id, name: me.name, colour: me.colour, color: colourAt(me.colour), viewer });
}

/** Gives every state the six-digit colour that carets are drawn with, whatever it arrived with. */
export function dress(awareness: Awareness): void {
  for (const state of awareness.getStates().values()) {
    const user = userOf(state);
    if (user && !/^#[0-9a-f]{6}$/i.test(String(user.color))) user.color = colourAt(user.colour);
  }
}

/** Everybody who has the document open, I first, then by name; a person with two windows is one entry. */
export function peersOf(awareness: Awareness, me: RoomMember): readonly Peer[] {
  const peers = new Map<string, Peer>();
  for (const [client, state] of awareness.getStates()) {
    const user = userOf(state);
    if (!user) continue;
    const mine = client === awareness.clientID || user.id === me.id;
    const id = mine ? me.id : textOr(user.id, String(client));
    const viewer = user.viewer === true && peers.get(id)?.viewer !== false;
    peers.set(id, {
      id,
      name: mine ? me.name : textOr(user.name, '?'),
      colour: mine ? colourAt(me.colour) : String(user.color ?? colourAt(user.colour)),
      viewer,
      me: mine,
    });
  }
  return [...peers.values()].sort((one, other) => Number(other.me) - Number(one.me) || one.name.localeCompare(other.name));
}

export function samePeers(one: readonly Peer[], other: readonly Peer[]): boolean {
  return (
    one.length === other.length &&
    one.every((peer, place) => {
      const same = other[place];
      return (
        same !== undefined && peer.id === same.id && peer.name === same.name && peer.colour === same.colour && peer.viewer === same.viewer
      );
    })
  );
}

/**
 * Sends my own state and nobody else's, at most every `PRESENCE_EVERY_MS`, the newest last. Returns how to stop.
 */
export function sendPresence(awareness: Awareness, send: (update: Uint8Array) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let again = false;
  const deliver = () => {
    send(encodeAwarenessUpdate(awareness, [awareness.clientID]));
    again = false;
    timer = setTimeout(() => {
      timer = null;
      if (again) deliver();
    }, PRESENCE_EVERY_MS);
  };
  const changed = (change: { added: number[]; updated: number[]; removed: number[] }) => {
    if (![...change.added, ...change.updated, ...change.removed].includes(awareness.clientID)) return;
    again = true;
    if (timer === null) deliver();
  };
  awareness.on('update', changed);
  return () => {
    awareness.off('update', changed);
    if (timer !== null) clearTimeout(timer);
  };
}

function userOf(state: Record<string, unknown>): PresentUser | null {
  const user = state['user'];
  return typeof user === 'object' && user !== null ? user : null;
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}
