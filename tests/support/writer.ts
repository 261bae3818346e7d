import { SaveLedger } from '@concordance/client/collaboration/save-ledger';
import { Unconfirmed } from '@concordance/client/collaboration/unconfirmed';
import { SYNC } from '@concordance/shared/collaboration/wire';
import * as Y from 'yjs';
import type { HandSocket } from './network.ts';
import { decodeMessage, encodePresence, encodeResume, encodeSync, type PresenceState, type ServerMessage } from './raw-client.ts';

/**
 * A client as y-websocket is one: a Y.Doc that sends its edits, answers step 1 and takes everything it is sent. Its lines
 * are hand-cranked; it keeps what it was told.
 */
export class Writer {
  readonly name: string;
  readonly doc = new Y.Doc();
  readonly received: ServerMessage[] = [];
  readonly presence = new Map<number, PresenceState>();
  socket: HandSocket | null = null;
  /** Update-carrying frames sent on this connection, and how many of them the server calls durable. */
  sent = 0;
  durable = 0;
  synced = false;
  closedWith: number | null = null;
  /**
   * Like our own client it answers with what was not confirmed, and asks for what came after the last position it was told.
   * Only for lines that lose and reorder nothing, as TCP.
   */
  resumes = false;
  position: number | null = null;
  /** Bytes of its last answer to a server that asked what it lacks. */
  lastStep2 = 0;
  readonly #ledger = new SaveLedger();
  readonly #unconfirmed = new Unconfirmed();
  #answers = 0;
  #losing = false;
  #last: Uint8Array | null = null;
  /** What each update-carrying frame of this connection holds of its own. */
  #frames: { readonly step2: boolean; readonly clock: number; readonly deletes: readonly { client: number; clock: number }[] }[] = [];
  #presenceClock = 0;

  constructor(name: string, clientId?: number) {
    this.name = name;
    if (clientId !== undefined) this.doc.clientID = clientId;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return;
      this.#ledger.changed();
      this.#unconfirmed.add(this.#ledger.last, update);
      this.#upload(SYNC.update, update);
    });
  }

  get clientId(): number {
    return this.doc.clientID;
  }

  /** The shared text: one paragraph is one XmlText under the root. */
  get root(): Y.XmlFragment {
    return this.doc.getXmlFragment('default');
  }

  get text(): string {
    return this.root.toString();
  }

  get saved(): boolean {
    return this.durable === this.sent;
  }

  /**
   * What this connection was told is on the disk: its own clock and the first letter of each range it deleted. Frames
   * before the first step 2 are not to be taken as safe by themselves.
   */
  get safe(): { readonly clock: number; readonly deletes: readonly { client: number; clock: number }[] } {
    const told = this.#frames.slice(0, this.durable);
    if (!told.some(({ step2 }) => step2)) return { clock: 0, deletes: [] };
    return { clock: Math.max(0, ...told.map(({ clock }) => clock)), deletes: told.flatMap(({ deletes }) => deletes) };
  }

  /** Sends its last update once more. */
  repeat(): void {
    if (this.#last !== null) this.#upload(SYNC.update, this.#last);
  }

  /** The next update of this writer never reaches the line. */
  loseNext(): void {
    this.#losing = true;
  }

  /** Its next two updates change places on the line; the server counts frames as they come. */
  swapNext(): void {
    const underWay = this.socket?.swapToServer() ?? 0;
    const at = this.#frames.length - underWay;
    const [first, second] = this.#frames.slice(at, at + 2);
    if (underWay > 0 && first !== undefined && second !== undefined) this.#frames.splice(at, 2, second, first);
  }

  get notices(): string[] {
    return this.received.flatMap((message) => (message.kind === 'notice' ? [message.code] : []));
  }

  /** A new line, as far as `onopen`: step 1 is on its way. */
  open(socket: HandSocket): void {
    this.socket = socket;
    this.sent = 0;
    this.durable = 0;
    this.#frames = [];
    this.#last = null;
    this.#losing = false;
    this.synced = false;
    this.closedWith = null;
    this.presence.clear();
    socket.attach({ message: (data) => this.#take(data), closed: (code) => this.#closed(socket, code) });
    this.#ledger.opened();
    this.#answers = 0;
    const vector = Y.encodeStateVector(this.doc);
    socket.write(this.resumes && this.position !== null ? encodeResume(this.position, vector) : encodeSync(SYNC.step1, vector));
  }

  /** Adds a paragraph at the end. */
  write(words: string): void {
    const text = new Y.XmlText(words);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [text]);
    this.root.push([paragraph]);
  }

  /** Types into the first paragraph. */
  type(words: string, at?: number): void {
    const paragraph = this.root.get(0);
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
    if (!(text instanceof Y.XmlText)) throw new Error('nothing to type into');
    text.insert(at ?? text.length, words);
  }

  /** Says where it is, under its own id unless told otherwise. */
  appear(state: Record<string, unknown> | null, client = this.clientId, clock = ++this.#presenceClock): void {
    this.socket?.write(encodePresence([{ client, clock, state }]));
  }

  /** Takes letters out of the first paragraph. */
  erase(at: number, count: number): void {
    const paragraph = this.root.get(0);
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
    if (text instanceof Y.XmlText) text.delete(at, count);
  }

  #upload(kind: number, update: Uint8Array): void {
    if (this.socket === null) return;
    if (this.#losing && kind === SYNC.update) {
      this.#losing = false;
      return;
    }
    this.sent += 1;
    if (kind === SYNC.step2) this.lastStep2 = update.length;
    this.#frames.push(this.#frameOf(kind, update));
    if (kind === SYNC.update) this.#last = update;
    this.socket.write(encodeSync(kind, update));
    this.#ledger.sent(kind === SYNC.step2 ? 'step2' : 'update');
  }

  #frameOf(kind: number, update: Uint8Array) {
    const deletes = [...Y.decodeUpdate(update).ds.clients].flatMap(([client, items]) => items.map(({ clock }) => ({ client, clock })));
    const [, clock = 0] = [...Y.parseUpdateMeta(update).to].find(([client]) => client === this.clientId) ?? [];
    return { step2: kind === SYNC.step2, clock, deletes };
  }

  #take(data: Uint8Array): void {
    const message = decodeMessage(data);
    this.received.push(message);
    switch (message.kind) {
      case 'step1':
        this.#upload(SYNC.step2, this.#lacking(message.bytes));
        return;
      case 'step2':
        this.synced = true;
        Y.applyUpdate(this.doc, message.bytes, this);
        return;
      case 'update':
        Y.applyUpdate(this.doc, message.bytes, this);
        return;
      case 'durable':
        this.durable = message.value;
        if (this.#ledger.acknowledge(message.value)) this.#unconfirmed.confirmed(this.#ledger.confirmed);
        return;
      case 'position':
        this.position = message.value;
        return;
      case 'awareness':
        for (const entry of message.states) this.presence.set(entry.client, entry);
        return;
      case 'rights':
      case 'notice':
      case 'other':
        return;
    }
  }

  #lacking(vector: Uint8Array): Uint8Array {
    this.#answers += 1;
    return this.resumes && this.#answers === 1 ? this.#unconfirmed.answer(this.doc, vector) : Y.encodeStateAsUpdate(this.doc, vector);
  }

  #closed(socket: HandSocket, code: number): void {
    if (this.socket !== socket) return;
    this.socket = null;
    this.closedWith = code;
    this.synced = false;
  }
}
