import { parseArgs } from 'node:util';

/** What every long proof can be told. */
export interface ProofOptions {
  readonly minutes: number;
  readonly seed: number;
  /** How often the thing is done at most; each proof says what it counts. */
  readonly count: number;
}

export interface ProofDefaults {
  readonly minutes: number;
  /** Name of the option that bounds the count, and its default. */
  readonly counted: string;
  readonly count: number;
}

const MOST_MINUTES = 600;

/** Reads `--minutes`, `--seed` and the option that counts. Throws a sentence for what it does not understand. */
export function readProofOptions({ minutes, counted, count }: ProofDefaults): ProofOptions {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: String(minutes) },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      [counted]: { type: 'string', default: String(count) },
    },
  });
  const given = values as Readonly<Record<string, string | undefined>>;
  const read = (name: string, most: number): number => {
    const value = Number(given[name]);
    if (!Number.isFinite(value) || value < 0 || value > most) throw new Error(`--${name} must be a number from 0 to ${most}`);
    return value;
  };
  return { minutes: read('minutes', MOST_MINUTES), seed: read('seed', 2 ** 31), count: read(counted, 1e9) };
}
