import { CLOSE, MESSAGE, SCHEMA_VERSION, SYNC } from '@concordance/shared/collaboration/wire';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { waitBefore } from '../../events/event-feed.ts';

export type LiveState = 'loading' | 'live' | 'offline' | 'ended';

/** After these there is no coming back: rights are gone, or the page is too old. */
const FINAL: ReadonlySet<number> = new Set([CLOSE.noAccess, CLOSE.unknownDocument, CLOSE.signedOut, CLOSE.reload, CLOSE.otherEpoch]);

/**
 * A text that is only read, kept as everybody else has it. It says nothing to the server but where it stands, and keeps
 * nothing on the device: a guest's phone is no archive.
 */
export class GuestText {
  readonly doc = new Y.Doc();
  readonly #address: string;
  readonly #listeners = new Set<() => void>();
  #socket: WebSocket | null = null;
  #state: LiveState = 'loading';
  #version = 0;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #frame = 0;

  constructor(documentId: string) {
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
    this.#address = `${scheme}://${window.location.host}/collaboration/${documentId}?client=concordance&schema=${SCHEMA_VERSION}`;
    // Once per picture: a room full of writers must not redraw a phone at each of their keys.
    this.doc.on('update', () => {
      this.#frame ||= requestAnimationFrame(() => {
        this.#frame = 0;
        this.#tell();
      });
    });
  }

  get state(): LiveState {
    return this.#state;
  }

  /** Grows with every change of the text or of the connection. */
  version = (): number => this.#version;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  open(): void {
    const socket = new WebSocket(this.#address);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.onopen = () => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, MESSAGE.sync);
      encoding.writeVarUint(encoder, SYNC.step1);
      encoding.writeVarUint8Array(encoder, Y.encodeStateVector(this.doc));
      socket.send(encoding.toUint8Array(encoder));
    };
    socket.onmessage = (event) => this.#receive(new Uint8Array(event.data as ArrayBuffer));
    socket.onclose = (event) => this.#ended(event.code);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    this.doc.destroy();
  }

  #receive(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    if (decoding.readVarUint(decoder) !== MESSAGE.sync) return;
    const kind = decoding.readVarUint(decoder);
    if (kind !== SYNC.step2 && kind !== SYNC.update) return;
    Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder));
    if (kind !== SYNC.step2) return;
    this.#tries = 0;
    this.#become('live');
  }

  #ended(code: number): void {
    this.#socket = null;
    if (FINAL.has(code)) {
      this.#become('ended');
      return;
    }
    // What has been read stays on the screen while the connection is away.
    if (this.#state === 'live') this.#become('offline');
    this.#timer = setTimeout(() => this.open(), waitBefore(this.#tries, Math.random));
    this.#tries += 1;
  }

  #become(state: LiveState): void {
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}
