import { MESSAGE, SCHEMA_VERSION, SYNC, TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import * as Y from 'yjs';
import { LoadSocket } from '../bench/live/socket.ts';
import { decodeMessage, encodePresence, encodeSync } from './raw-client.ts';

const SYNC_MOST_MS = 30_000;

export interface RealClientOptions {
  /** `http://host:port` of the server. */
  readonly url: string;
  readonly cookie: string;
  readonly documentId: string;
  readonly clientId?: number;
  /** Kept from an earlier connection, as a tab keeps its copy. */
  readonly doc?: Y.Doc;
  /** The editor schema it says it was built with. */
  readonly schema?: number;
  readonly epoch?: number;
}

/** What one update-carrying frame holds of this client's own work. */
export interface SentFrame {
  /** Own clock behind it. */
  readonly clock: number;
  readonly deletes: readonly { readonly client: number; readonly clock: number; readonly len: number }[];
}

/**
 * A client of our own kind over a real socket: applies everything, answers step 1, asks when something is missing, and
 * keeps what each of its frames held, so that a test can say what was acknowledged.
 */
export class RealClient {
  readonly doc: Y.Doc;
  readonly notices: string[] = [];
  frames: SentFrame[] = [];
  durableFrames = 0;
  rights: number | null = null;
  closedWith: number | string | null = null;
  bytesIn = 0;
  /** Called with each update of somebody else, after it was applied. */
  onUpdate: (update: Uint8Array) => void = () => {};
  onDurable: () => void = () => {};
  readonly #options: RealClientOptions;
  #socket: LoadSocket | null = null;
  #presenceClock = 0;
  #asked = false;

  constructor(options: RealClientOptions) {
    this.#options = options;
    this.doc = options.doc ?? new Y.Doc();
    if (options.clientId !== undefined) this.doc.clientID = options.clientId;
    this.doc.on('update', this.#upload);
  }

  get open(): boolean {
    return this.#socket?.open ?? false;
  }

  get root(): Y.XmlFragment {
    return this.doc.getXmlFragment(TEXT_ROOT);
  }

  get clock(): number {
    return Y.getState(this.doc.store, this.doc.clientID);
  }

  /** Everything this connection sent is on the server's disk. */
  get saved(): boolean {
    return this.durableFrames === this.frames.length;
  }

  /** Own clock up to which everything was acknowledged. */
  get durableClock(): number {
    return this.frames[this.durableFrames - 1]?.clock ?? 0;
  }

  /** One attempt: resolves with true when the text is here, with false when the line ended before. */
  connect(): Promise<boolean> {
    const { url, documentId, cookie, schema = SCHEMA_VERSION, epoch } = this.#options;
    this.frames = [];
    this.durableFrames = 0;
    this.rights = null;
    this.closedWith = null;
    this.#asked = false;
    const address = `${url.replace(/^http/, 'ws')}/collaboration/${documentId}?client=concordance&schema=${schema}${epoch === undefined ? '' : `&epoch=${epoch}`}`;
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        socket.terminate();
        done(false);
      }, SYNC_MOST_MS);
      const done = (here: boolean) => {
        clearTimeout(late);
        resolve(here);
      };
      const socket = new LoadSocket(
        address,
        { cookie, origin: url },
        {
          opened: () => socket.send(encodeSync(SYNC.step1, Y.encodeStateVector(this.doc))),
          closed: (why) => {
            const code = /closed by the server: (\d+)/.exec(why)?.[1];
            this.closedWith = code === undefined ? why : Number(code);
            done(false);
          },
          message: (bytes) => {
            this.bytesIn += bytes.length;
            if (this.#hear(Uint8Array.from(bytes))) done(true);
          },
        },
      );
      this.#socket = socket;
    });
  }

  /** Sends any bytes as one message. */
  send(frame: Uint8Array): void {
    this.#socket?.send(frame);
  }

  /** Adds a paragraph at a place and returns its text. */
  addParagraph(words = '', at = this.root.length): Y.XmlText {
    const text = new Y.XmlText(words);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [text]);
    this.root.insert(at, [paragraph]);
    return text;
  }

  /** Shows a caret in a text. */
  appear(text: Y.XmlText, at: number): void {
    const place = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, at)) as unknown;
    this.#presenceClock += 1;
    this.send(
      encodePresence([{ client: this.doc.clientID, clock: this.#presenceClock, state: { cursor: { anchor: place, head: place } } }]),
    );
  }

  close(): void {
    this.#socket?.terminate();
    this.#socket = null;
  }

  destroy(): void {
    this.close();
    this.doc.off('update', this.#upload);
    this.doc.destroy();
  }

  readonly #upload = (update: Uint8Array, origin: unknown): void => {
    if (origin === this || !this.open) return;
    this.#send(SYNC.update, update);
  };

  #send(kind: number, update: Uint8Array): void {
    const deletes = [...Y.decodeUpdate(update).ds.clients].flatMap(([client, items]) =>
      items.map(({ clock, len }) => ({ client, clock, len })),
    );
    this.frames.push({ clock: this.clock, deletes });
    this.#socket?.send(encodeSync(kind, update));
  }

  /** True when this was the state that was asked for. */
  #hear(frame: Uint8Array): boolean {
    if (frame[0] === MESSAGE.awareness) return false;
    const message = decodeMessage(frame);
    switch (message.kind) {
      case 'step1':
        this.#send(SYNC.step2, Y.encodeStateAsUpdate(this.doc, message.bytes));
        return false;
      case 'step2':
      case 'update':
        Y.applyUpdate(this.doc, message.bytes, this);
        if (message.kind === 'step2') this.#asked = false;
        this.#askForMissing();
        this.onUpdate(message.bytes);
        return message.kind === 'step2';
      case 'durable':
        this.durableFrames = message.value;
        this.onDurable();
        return false;
      case 'rights':
        this.rights = message.value;
        return false;
      case 'notice':
        this.notices.push(message.code);
        return false;
      default:
        return false;
    }
  }

  #askForMissing(): void {
    if (this.#asked || (this.doc.store.pendingStructs === null && this.doc.store.pendingDs === null)) return;
    this.#asked = true;
    this.send(encodeSync(SYNC.step1, Y.encodeStateVector(this.doc)));
  }
}
