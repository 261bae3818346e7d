import * as Y from 'yjs';

/** What an update says of one writer: from which clock to which, the end not included. */
export interface ClockRange {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

const KEPT = 256;

/**
 * Reads the clock ranges of a room's updates once, however many clients receive the same bytes: each client asks with a
 * cursor of its own and usually finds its update right behind it.
 */
export class RangeReader {
  readonly #kept: { readonly bytes: Uint8Array; readonly ranges: readonly ClockRange[] }[] = [];
  /** Number of the first kept update. */
  #first = 0;

  read(bytes: Uint8Array, cursor: { at: number }): readonly ClockRange[] {
    for (let at = Math.max(cursor.at, this.#first); at < this.#first + this.#kept.length; at++) {
      const known = this.#kept[at - this.#first];
      if (known === undefined || known.bytes.length !== bytes.length || Buffer.compare(known.bytes, bytes) !== 0) continue;
      cursor.at = at + 1;
      return known.ranges;
    }
    const ranges = rangesOf(bytes);
    this.#kept.push({ bytes: Uint8Array.from(bytes), ranges });
    cursor.at = this.#first + this.#kept.length;
    if (this.#kept.length > KEPT) {
      this.#kept.shift();
      this.#first += 1;
    }
    return ranges;
  }
}

export function rangesOf(update: Uint8Array): readonly ClockRange[] {
  const { from, to } = Y.parseUpdateMeta(update);
  return [...to].map(([client, end]) => ({ client, from: from.get(client) ?? 0, to: end }));
}
