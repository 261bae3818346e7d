import { randomBytes } from 'node:crypto';
import type { Id } from '@concordance/shared/ids';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A fresh id: 128 random bits as 26 characters of lower-case Crockford base 32. */
export function newId<T extends Id<string>>(): T {
  let bits = BigInt(`0x${randomBytes(16).toString('hex')}`) << 2n;
  let text = '';
  for (let place = 0; place < 26; place++) {
    text = ALPHABET[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return text as T;
}

/** A secret for a link or a cookie: 160 random bits in the same alphabet (32 characters). */
export function newSecret(): string {
  return [...randomBytes(32)].map((byte) => ALPHABET[byte & 31]).join('');
}
