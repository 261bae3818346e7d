import { promisify } from 'node:util';
import { constants, crc32, zstdCompress, zstdDecompressSync } from 'node:zlib';

/** A state without a base at the beginning and after so many versions: what a broken row can take with it. */
const WHOLE_EVERY = 1024;
const STEP = 16;
/** Measured: level 9 leaves four times as much of what two versions have in common, 16 takes thirty times as long. */
const LEVEL = 12;
/** For the few that stand alone. */
const WHOLE_LEVEL = 19;
/** Versions of long texts look back over the whole of the one before: 2^23 bytes. */
const WINDOW_LOG = 23;

/**
 * The version that a version is packed against; null for one that stands alone. Most lean on their neighbour; every 16th
 * leans on the 16th before, every 256th on the 256th before: so any of 5,000 is some thirty steps from one that stands.
 */
export function baseOf(number: number): number | null {
  if (number % WHOLE_EVERY === 0) return null;
  let step = 1;
  while (number % (step * STEP) === 0) step *= STEP;
  return number - step;
}

/** The versions to unpack for one, from the one that stands alone to it. */
export function chainOf(number: number): readonly number[] {
  const base = baseOf(number);
  return base === null ? [number] : [...chainOf(base), number];
}

export interface Packed {
  readonly bytes: Uint8Array;
  readonly checksum: number;
}

const compress = promisify(zstdCompress);

/** Packs a state against another, off the loop that serves sockets: what both have in common costs next to nothing. */
export async function pack(state: string, base: string | null): Promise<Packed> {
  const whole = Buffer.from(state, 'utf8');
  const bytes = await compress(whole, {
    // Told how little there is, it makes itself small: a page then costs four milliseconds and not four hundred.
    pledgedSrcSize: whole.length,
    ...(base !== null && { dictionary: Buffer.from(base, 'utf8') }),
    params: { [constants.ZSTD_c_compressionLevel]: base === null ? WHOLE_LEVEL : LEVEL, [constants.ZSTD_c_windowLog]: WINDOW_LOG },
  });
  return { bytes, checksum: crc32(bytes) };
}

/** Throws when the bytes are not what was packed. */
export function unpack({ bytes, checksum }: Packed, base: string | null): string {
  if (crc32(bytes) !== Number(checksum)) throw new Error('a version is damaged');
  const options = base === null ? {} : { dictionary: Buffer.from(base, 'utf8') };
  return zstdDecompressSync(bytes, { ...options, params: { [constants.ZSTD_d_windowLogMax]: WINDOW_LOG } }).toString('utf8');
}
