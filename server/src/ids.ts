import { randomBytes } from 'node:crypto';
import type { Id } from '@concordance/shared/ids';
import { ID_BYTES, ID_LETTERS, idFrom } from '@concordance/shared/new-id';

/** A fresh id: 128 random bits as 26 characters of lower-case Crockford base 32. */
export function newId<T extends Id<string>>(): T {
  return idFrom(randomBytes(ID_BYTES));
}

/** A secret for a link or a cookie: 160 random bits in the same alphabet (32 characters). */
export function newSecret(): string {
  return [...randomBytes(32)].map((byte) => ID_LETTERS[byte & 31]).join('');
}
