/** Bytes that break their format or a limit. The message is a code for logs; it never carries content. */
export class BadBytes extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Strict, so that a peer never meets text its own decoder would refuse. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Up to here a string of plain letters is put together faster than a decoder is called. */
const SHORT = 24;

function shortAscii(bytes: Uint8Array): string | null {
  let text = '';
  for (const byte of bytes) {
    if (byte > 0x7f) return null;
    text += String.fromCharCode(byte);
  }
  return text;
}

/**
 * Reads the variable-length format of lib0 from bytes nobody has looked at yet. Every read is checked against the end:
 * lib0's own decoder takes a view of the buffer underneath, which for pooled buffers means another connection's bytes.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get atEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  uint8(): number {
    const value = this.bytes[this.position];
    if (value === undefined) throw new BadBytes('short');
    this.position += 1;
    return value;
  }

  /** An unsigned integer up to 2^53 - 1. */
  varUint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.uint8();
      value += (byte & 0x7f) * factor;
      if (value > Number.MAX_SAFE_INTEGER) throw new BadBytes('integer');
      if (byte < 0x80) return value;
      factor *= 128;
      if (factor > Number.MAX_SAFE_INTEGER) throw new BadBytes('integer');
    }
  }

  /** A signed integer; only its length matters to us, so the value is not returned. */
  skipVarInt(): void {
    for (let i = 0; i < 9; i++) if (this.uint8() < 0x80) return;
    throw new BadBytes('integer');
  }

  skip(length: number): void {
    if (length > this.bytes.length - this.position) throw new BadBytes('short');
    this.position += length;
  }

  /** A view, not a copy. */
  varBytes(most: number): Uint8Array {
    const length = this.varUint();
    if (length > most) throw new BadBytes('too-long');
    const start = this.position;
    this.skip(length);
    return this.bytes.subarray(start, this.position);
  }

  /** `most` counts bytes. */
  varString(most: number): string {
    const bytes = this.varBytes(most);
    if (bytes.length <= SHORT) {
      const ascii = shortAscii(bytes);
      if (ascii !== null) return ascii;
    }
    try {
      return utf8.decode(bytes);
    } catch {
      throw new BadBytes('utf8');
    }
  }
}
