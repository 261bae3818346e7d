import { randomBytes } from 'node:crypto';
import { connect, type Socket as TcpSocket } from 'node:net';

const MASK = [0x37, 0xfa, 0x21, 0x3d] as const;
const OPCODE = { binary: 2, close: 8, ping: 9, pong: 10 } as const;
const READ_BYTES = 65_536;

export interface SocketEvents {
  opened(): void;
  /** The bytes are the socket's own and valid only during the call. */
  message(bytes: Uint8Array): void;
  /** Not called after `terminate`. */
  closed(why: string): void;
}

/** A masked, final WebSocket frame (RFC 6455, 5.2). The mask may be anything: it protects proxies, and there are none. */
export function maskedFrame(opcode: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const head = length < 126 ? 6 : length < 65_536 ? 8 : 14;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = 0x80 | opcode;
  if (head === 6) frame[1] = 0x80 | length;
  else if (head === 8) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  for (let index = 0; index < 4; index++) frame[head - 4 + index] = MASK[index as 0 | 1 | 2 | 3];
  for (let index = 0; index < length; index++) frame[head + index] = (payload[index] ?? 0) ^ MASK[(index & 3) as 0 | 1 | 2 | 3];
  return frame;
}

/**
 * A WebSocket client for binary messages without extensions, on one read buffer: far cheaper for each message than a
 * general one, so that one core of load can fill one core of server.
 */
export class LoadSocket {
  readonly #tcp: TcpSocket;
  readonly #events: SocketEvents;
  #state: 'opening' | 'open' | 'closed' = 'opening';
  #rest: Buffer | null = null;
  #fragments: Buffer[] = [];

  constructor(address: string, headers: Readonly<Record<string, string>>, events: SocketEvents) {
    const url = new URL(address);
    this.#events = events;
    const onread = {
      buffer: Buffer.allocUnsafe(READ_BYTES),
      callback: (bytes: number, buffer: Uint8Array) => {
        this.#read(Buffer.from(buffer.buffer, buffer.byteOffset, bytes));
        return true;
      },
    };
    this.#tcp = connect({ port: Number(url.port), host: url.hostname, noDelay: true, onread }, () => {
      const lines = Object.entries({
        Host: url.host,
        Upgrade: 'websocket',
        Connection: 'Upgrade',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
        'Sec-WebSocket-Version': '13',
        ...headers,
      }).map(([name, value]) => `${name}: ${value}\r\n`);
      this.#tcp.write(`GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('')}\r\n`);
    });
    this.#tcp.on('error', (error) => this.#end(error.message));
    this.#tcp.on('close', () => this.#end('closed without a word'));
  }

  get open(): boolean {
    return this.#state === 'open';
  }

  /** Bytes that wait to be sent. */
  get waiting(): number {
    return this.#tcp.writableLength;
  }

  send(message: Uint8Array): void {
    if (this.open) this.#tcp.write(maskedFrame(OPCODE.binary, message));
  }

  terminate(): void {
    this.#state = 'closed';
    this.#tcp.destroy();
  }

  #end(why: string): void {
    if (this.#state === 'closed') return;
    this.terminate();
    this.#events.closed(why);
  }

  #read(chunk: Buffer): void {
    let bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = null;
    if (this.#state === 'opening') {
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) {
        this.#rest = Buffer.from(bytes);
        return;
      }
      const status = bytes.toString('latin1', 0, bytes.indexOf('\r\n'));
      if (!status.includes(' 101 ')) {
        this.#end(`refused: ${status}`);
        return;
      }
      bytes = bytes.subarray(end + 4);
      this.#state = 'open';
      this.#events.opened();
    }
    const read = this.#frames(bytes);
    if (this.open && read < bytes.length) this.#rest = Buffer.from(bytes.subarray(read));
  }

  /** Hands on all whole frames; returns how many bytes they took. */
  #frames(bytes: Buffer): number {
    let at = 0;
    while (this.open && bytes.length - at >= 2) {
      const first = bytes[at] ?? 0;
      let length = (bytes[at + 1] ?? 0) & 0x7f;
      const head = length < 126 ? 2 : length === 126 ? 4 : 10;
      if (bytes.length - at < head) break;
      if (head === 4) length = bytes.readUInt16BE(at + 2);
      if (head === 10) length = Number(bytes.readBigUInt64BE(at + 2));
      if (bytes.length - at < head + length) break;
      this.#frame(first & 0x0f, (first & 0x80) !== 0, bytes.subarray(at + head, at + head + length));
      at += head + length;
    }
    return at;
  }

  #frame(opcode: number, final: boolean, payload: Buffer): void {
    if (opcode === OPCODE.close) {
      this.#end(`closed by the server: ${payload.length < 2 ? 'no code' : payload.readUInt16BE(0)} ${payload.toString('utf8', 2)}`.trim());
    } else if (opcode === OPCODE.ping) {
      this.#tcp.write(maskedFrame(OPCODE.pong, payload));
    } else if (opcode <= OPCODE.binary) {
      if (final && this.#fragments.length === 0) {
        this.#events.message(payload);
        return;
      }
      this.#fragments.push(Buffer.from(payload));
      if (final) this.#events.message(Buffer.concat(this.#fragments.splice(0)));
    }
  }
}
