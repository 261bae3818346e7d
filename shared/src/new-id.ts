import type { Id } from './ids.ts';

/** Bits in an id, as bytes. */
export const ID_BYTES = 16;
export const ID_LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Writes 16 bytes as an id; an id is new where they are random. */
export function idFrom<T extends Id<string>>(bytes: Uint8Array): T {
  let bits = bytes.reduce((whole, byte) => (whole << 8n) | BigInt(byte), 0n) << 2n;
  let text = '';
  for (let place = 0; place < 26; place++) {
    text = ID_LETTERS[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return text as T;
}
