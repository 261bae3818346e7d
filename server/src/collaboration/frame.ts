/** One outgoing message, encoded once for everybody who gets it. */
export class Frame {
  readonly payload: Uint8Array;
  #framed: Buffer | null = null;

  constructor(payload: Uint8Array) {
    this.payload = payload;
  }

  get length(): number {
    return this.payload.length;
  }

  /** The bytes as they go onto the socket: an unmasked, final, binary WebSocket frame (RFC 6455, 5.2). */
  get framed(): Buffer {
    this.#framed ??= frameOf(this.payload);
    return this.#framed;
  }
}

const FINAL_BINARY = 0x82;

function frameOf(payload: Uint8Array): Buffer {
  const length = payload.length;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const framed = Buffer.allocUnsafe(head + length);
  framed[0] = FINAL_BINARY;
  if (head === 2) {
    framed[1] = length;
  } else if (head === 4) {
    framed[1] = 126;
    framed.writeUInt16BE(length, 2);
  } else {
    framed[1] = 127;
    framed.writeBigUInt64BE(BigInt(length), 2);
  }
  framed.set(payload, head);
  return framed;
}
