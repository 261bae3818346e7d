const FINAL_BINARY = 0x82;
/** The longest head that a WebSocket frame has. */
const HEAD_MOST = 10;

/** One outgoing message, encoded once for everybody who gets it. */
export class Frame {
  /** The message itself, to be filled by who makes the frame. */
  readonly payload: Uint8Array;
  readonly #room: Buffer;
  #framed: Buffer | null = null;

  constructor(length: number) {
    this.#room = Buffer.allocUnsafe(HEAD_MOST + length);
    this.payload = this.#room.subarray(HEAD_MOST);
  }

  get length(): number {
    return this.payload.length;
  }

  /** The bytes as they go onto the socket: an unmasked, final, binary WebSocket frame (RFC 6455, 5.2). */
  get framed(): Buffer {
    this.#framed ??= this.#room.subarray(writeHead(this.#room, this.length));
    return this.#framed;
  }
}

/** Writes the head right before the message, and returns where it begins. */
function writeHead(room: Buffer, length: number): number {
  const start = length < 126 ? HEAD_MOST - 2 : length < 65_536 ? HEAD_MOST - 4 : 0;
  room[start] = FINAL_BINARY;
  if (length < 126) {
    room[start + 1] = length;
  } else if (length < 65_536) {
    room[start + 1] = 126;
    room.writeUInt16BE(length, start + 2);
  } else {
    room[start + 1] = 127;
    room.writeBigUInt64BE(BigInt(length), start + 2);
  }
  return start;
}
