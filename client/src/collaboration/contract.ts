import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';

/**
 * What the screen may say about the writer's own changes. `changes` counts local edits that the server has not yet
 * confirmed to be on its disk; `kept` tells whether they would survive closing the window.
 */
export type SaveState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving'; readonly changes: number }
  | { readonly kind: 'offline'; readonly changes: number; readonly kept: boolean }
  | { readonly kind: 'not-saving'; readonly changes: number; readonly kept: boolean; readonly why: NotSavingReason }
  | { readonly kind: 'read-only'; readonly changes: number; readonly why?: 'rights' }
  | { readonly kind: 'ended'; readonly changes: number; readonly why: EndReason };

export type NotSavingReason = 'no-answer' | 'store' | 'full' | 'refused' | 'too-large';
export type EndReason = 'signed-out' | 'no-access' | 'unknown-document' | 'reload' | 'replaced';
export type Rights = 'unknown' | 'read' | 'write';

/** Somebody who has the document open; one entry per person, however many windows. */
export interface Peer {
  readonly id: string;
  readonly name: string;
  /** `#rrggbb`. */
  readonly colour: string;
  /** Has the document open without the right to write. */
  readonly viewer: boolean;
  readonly me: boolean;
}

/** The person at this screen, as far as a room needs to know. */
export interface RoomMember {
  readonly id: string;
  readonly name: string;
  /** Index into the palette of presence colours. */
  readonly colour: number;
}

export interface Room {
  readonly doc: Doc;
  readonly awareness: Awareness;
  readonly saveState: SaveState;
  readonly peers: readonly Peer[];
  readonly rights: Rights;
  /** There is a text to show: the server's, or one kept on this device. The editor is mounted only now. */
  readonly synced: boolean;
  /** The document nears its size limit. */
  readonly large: boolean;
  /** Tries to connect at once, for a button beside "Offline". */
  readonly retry: () => void;
}
