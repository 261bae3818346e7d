import { CLOSE, MESSAGE, SYNC } from '@concordance/shared/collaboration/wire';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { type Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { writeSyncStep1, writeSyncStep2 } from 'y-protocols/sync';
import { WebsocketProvider } from 'y-websocket';
import type { Doc } from 'yjs';
import { countingSocket } from './counting-socket.ts';
import { type FrameClock, IncomingUpdates } from './incoming.ts';
import { dress, sendPresence } from './presence.ts';
import { retryDelay } from './retry.ts';
import type { FrameKind } from './save-ledger.ts';

/** A connection that said nothing for so long is asked for a sign of life; after twice that it is given up. */
const SILENCE_MS = 15_000;
const LOOK_EVERY_MS = 5_000;

export interface ConnectionEvents {
  /** A new socket is being opened; counting starts again. */
  opening(): void;
  opened(): void;
  synced(): void;
  sent(kind: FrameKind): void;
  /** What a server with this state vector lacks, where it is known to be enough. */
  lacking(vector: Uint8Array): Uint8Array;
  durable(frames: number): void;
  rights(write: boolean): void;
  notice(code: string): void;
  /** The connection is gone or an attempt failed; null when this side closed it. Answer whether to try again. */
  lost(code: number | null): boolean;
  mayWrite(): boolean;
}

export interface ConnectionSetting {
  /** Base of the address, such as `wss://host/collaboration`. */
  readonly address: string;
  readonly documentId: string;
  readonly params: Readonly<Record<string, string>>;
  readonly WebSocket: typeof WebSocket;
  readonly random: () => number;
  readonly clock: FrameClock;
}

/**
 * A browser tells of a moved caret a frame late. An editor that redraws the text before it heard would put the caret back
 * where it was, and the next letters would fall there: so it is told now.
 */
function tellSelection(): void {
  document.dispatchEvent(new Event('selectionchange'));
}

/**
 * The way to the server, one socket at a time, coming back by itself. It carries the public protocol by y-websocket; its
 * own are the counting of frames, the frame-wise application of what arrives, and the patience between attempts.
 */
export class Connection {
  readonly provider: WebsocketProvider;
  readonly incoming: IncomingUpdates;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #failures = 0;
  /** Up to here the document's log was received, on this connection or one before it. */
  #position: number | null = null;
  /** How often this connection's server was told what it lacks. */
  #answers = 0;
  #heardAt = 0;
  readonly #events: ConnectionEvents;
  readonly #random: () => number;
  readonly #stop: (() => void)[] = [];

  constructor(doc: Doc, awareness: Awareness, setting: ConnectionSetting, events: ConnectionEvents) {
    this.#events = events;
    this.#random = setting.random;
    this.incoming = new IncomingUpdates(
      doc,
      () => this.provider,
      { beforeApplying: tellSelection, outOfSync: () => this.#askAnew() },
      setting.clock,
    );
    this.provider = new WebsocketProvider(setting.address, setting.documentId, doc, {
      connect: false,
      disableBc: true,
      awareness,
      params: { ...setting.params },
      WebSocketPolyfill: countingSocket(setting.WebSocket, {
        opening: () => {
          this.#answers = 0;
          events.opening();
        },
        sent: (kind) => events.sent(kind),
        mayWrite: () => events.mayWrite(),
        position: () => this.#position,
      }),
      shouldReconnect: () => false,
    });
    // The provider would repeat everybody's presence to the server at every change; a client speaks for itself only.
    awareness.off('update', this.provider._awarenessUpdateHandler);
    this.#stop.push(sendPresence(awareness, (update) => this.#send(presenceFrame(update))));
    this.#readMessages(doc, awareness);
    this.#watch(awareness);
  }

  connect(): void {
    this.#cancelRetry();
    this.provider.connect();
  }

  /** Gives this socket up and tries again in a moment: the network went, or the server is silent. */
  drop(): void {
    this.provider.disconnect();
    this.#retrySoon(CLOSE.failed);
  }

  get connected(): boolean {
    return this.provider.wsconnected;
  }

  /** When the server was last heard, in milliseconds of the wall clock. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** Sends the state vector again; the server answers with whatever this copy lacks. */
  askForMissing(): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE.sync);
    writeSyncStep1(encoder, this.provider.doc);
    this.#send(encoding.toUint8Array(encoder));
  }

  /** Something that came could not be used, so what was received no longer says what this copy holds. */
  #askAnew(): void {
    this.#position = null;
    this.askForMissing();
  }

  /** Ends it for good: says goodbye to the others and forgets what was not applied yet. */
  destroy(): void {
    this.#cancelRetry();
    for (const stop of this.#stop) stop();
    this.incoming.close();
    this.provider.destroy();
  }

  #send(frame: Uint8Array<ArrayBuffer>): void {
    const socket = this.provider.ws;
    if (this.provider.wsconnected && socket?.readyState === 1) socket.send(frame);
  }

  #readMessages(doc: Doc, awareness: Awareness): void {
    const handlers = this.provider.messageHandlers;
    handlers[MESSAGE.sync] = (encoder, decoder) => this.#readSync(doc, encoder, decoder);
    handlers[MESSAGE.awareness] = (_encoder, decoder) => {
      const update = decoding.readVarUint8Array(decoder);
      this.incoming.other(() => {
        applyAwarenessUpdate(awareness, update, this.provider);
        dress(awareness);
      });
    };
    handlers[MESSAGE.queryAwareness] = (encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.awareness);
      encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [awareness.clientID]));
    };
    handlers[MESSAGE.durable] = (_encoder, decoder) => this.#events.durable(decoding.readVarUint(decoder));
    handlers[MESSAGE.position] = (_encoder, decoder) => {
      this.#position = decoding.readVarUint(decoder);
    };
    handlers[MESSAGE.rights] = (_encoder, decoder) => this.#events.rights(decoding.readVarUint(decoder) === 1);
    handlers[MESSAGE.notice] = (_encoder, decoder) => this.#events.notice(decoding.readVarString(decoder));
    handlers.forEach((handle, kind) => {
      handlers[kind] = (...message) => {
        this.#heardAt = Date.now();
        handle(...message);
      };
    });
  }

  #readSync(doc: Doc, encoder: encoding.Encoder, decoder: decoding.Decoder): void {
    switch (decoding.readVarUint(decoder)) {
      case SYNC.step1:
        encoding.writeVarUint(encoder, MESSAGE.sync);
        this.#writeLacking(doc, encoder, decoding.readVarUint8Array(decoder));
        break;
      case SYNC.step2:
        this.incoming.update(decoding.readVarUint8Array(decoder));
        this.incoming.flush();
        this.#failures = 0;
        this.provider.synced = true;
        this.#events.synced();
        break;
      case SYNC.update:
        this.incoming.update(decoding.readVarUint8Array(decoder));
        break;
    }
  }

  /** A server that asks again has not got what it lacked: then everything that its vector lets doubt. */
  #writeLacking(doc: Doc, encoder: encoding.Encoder, vector: Uint8Array): void {
    this.#answers += 1;
    if (this.#answers > 1) {
      writeSyncStep2(encoder, doc, vector);
      return;
    }
    encoding.writeVarUint(encoder, SYNC.step2);
    encoding.writeVarUint8Array(encoder, this.#events.lacking(vector));
  }

  #watch(awareness: Awareness): void {
    this.provider.on('status', ({ status }) => {
      if (status !== 'connected') return;
      this.#heardAt = Date.now();
      this.#events.opened();
      // Others may have been told that I left; a state with a higher clock is believed again.
      awareness.setLocalState(awareness.getLocalState());
    });
    this.provider.on('connection-close', (event) => this.#lost(event));
    const pulse = setInterval(() => {
      if (this.connected && Date.now() - this.heardAt > SILENCE_MS) this.#send(new Uint8Array([MESSAGE.queryAwareness]));
    }, LOOK_EVERY_MS);
    this.#stop.push(() => clearInterval(pulse));
  }

  #lost(event: CloseEvent | null): void {
    const again = this.#events.lost(event?.code ?? null);
    // A silent connection that the provider itself gave up is reopened by the provider.
    if (again && event !== null) this.#retrySoon(event.code);
  }

  #retrySoon(code: number): void {
    this.#failures += 1;
    this.#cancelRetry();
    this.#retry = setTimeout(() => this.connect(), retryDelay(code, this.#failures, this.#random));
  }

  #cancelRetry(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
  }
}

function presenceFrame(update: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.awareness);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}
