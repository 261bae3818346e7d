import { MESSAGE, SYNC } from '@concordance/shared/collaboration/wire';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { writeSyncStep1, writeSyncStep2, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';

type Write = (encoder: encoding.Encoder) => void;

function frame(kind: number, write: Write): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kind);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** The server's end of one socket; every message is sent when the test says so. */
export class FakeSocket {
  static readonly opened: FakeSocket[] = [];
  readyState = 0;
  binaryType = '';
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly OPEN = 1;
  readonly url: string;
  /** Update-carrying frames that arrived, in order. */
  readonly carried: ('step2' | 'update')[] = [];
  readonly presence: Uint8Array[] = [];
  readonly queries: number[] = [];
  /** What the client asked with: a state vector, or a position as well. */
  readonly asked: ({ readonly kind: 'step1' } | { readonly kind: 'resume'; readonly position: number })[] = [];
  /** Bytes of the updates that arrived. */
  carriedBytes: number[] = [];
  readonly server = new Y.Doc();

  constructor(url: string) {
    this.url = url;
    FakeSocket.opened.push(this);
  }

  static get last(): FakeSocket {
    const socket = FakeSocket.opened.at(-1);
    if (!socket) throw new Error('No socket was opened.');
    return socket;
  }

  send(data: Uint8Array): void {
    const decoder = decoding.createDecoder(data);
    const kind = decoding.readVarUint(decoder);
    if (kind === MESSAGE.awareness) this.presence.push(decoding.readVarUint8Array(decoder));
    if (kind === MESSAGE.queryAwareness) this.queries.push(kind);
    if (kind === MESSAGE.resume) this.asked.push({ kind: 'resume', position: decoding.readVarUint(decoder) });
    if (kind !== MESSAGE.sync) return;
    const step = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    if (step === SYNC.step1) {
      this.asked.push({ kind: 'step1' });
      return;
    }
    this.carriedBytes.push(body.length);
    this.carried.push(step === SYNC.step2 ? 'step2' : 'update');
    Y.applyUpdate(this.server, body);
  }

  close(): void {
    this.readyState = 3;
  }

  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  /** Asks for what the client has, and answers what it asked. */
  exchange(): void {
    this.#tell(frame(MESSAGE.sync, (encoder) => writeSyncStep1(encoder, this.server)));
    this.#tell(frame(MESSAGE.sync, (encoder) => writeSyncStep2(encoder, this.server)));
  }

  /** Accepts, exchanges states and acknowledges the answer: what a calm server does. */
  welcome(rights: 0 | 1 = 1): void {
    this.accept();
    this.rights(rights);
    this.exchange();
    this.durable();
  }

  durable(frames = this.carried.length): void {
    this.#tell(frame(MESSAGE.durable, (encoder) => encoding.writeVarUint(encoder, frames)));
  }

  position(seq: number): void {
    this.#tell(frame(MESSAGE.position, (encoder) => encoding.writeVarUint(encoder, seq)));
  }

  /** Asks for what the client has. */
  ask(): void {
    this.#tell(frame(MESSAGE.sync, (encoder) => writeSyncStep1(encoder, this.server)));
  }

  rights(value: 0 | 1): void {
    this.#tell(frame(MESSAGE.rights, (encoder) => encoding.writeVarUint(encoder, value)));
  }

  notice(code: string): void {
    this.#tell(frame(MESSAGE.notice, (encoder) => encoding.writeVarString(encoder, code)));
  }

  update(update: Uint8Array): void {
    this.#tell(frame(MESSAGE.sync, (encoder) => writeUpdate(encoder, update)));
  }

  presenceOf(update: Uint8Array): void {
    this.#tell(frame(MESSAGE.awareness, (encoder) => encoding.writeVarUint8Array(encoder, update)));
  }

  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code, reason: '' });
  }

  #tell(data: Uint8Array): void {
    this.onmessage?.({ data: data.slice().buffer as ArrayBuffer });
  }
}
