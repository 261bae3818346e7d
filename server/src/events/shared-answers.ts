import type { Journal } from './journal.ts';

/** Together the kept answers stay below this, in characters. */
const MOST_KEPT = 32_000_000;

/**
 * Answers that are the same for everyone who may have them. One change in a programme makes every open screen ask for
 * the same list at once; it is read and written out once, and kept until the next change of that programme.
 */
export interface SharedAnswers {
  /** The JSON text of an answer; `make` runs only when nothing that is still true is kept. Ask for rights before. */
  json(programmeId: string, key: string, make: () => Promise<unknown>): Promise<string>;
}

interface Kept {
  readonly version: number;
  readonly answer: Promise<string>;
  size: number;
}

export function sharedAnswers(journal: Journal): SharedAnswers {
  const versions = new Map<string, number>();
  const kept = new Map<string, Kept>();
  let size = 0;

  journal.subscribe(({ programmeId }) => {
    versions.set(programmeId, (versions.get(programmeId) ?? 0) + 1);
  });

  function drop(key: string): void {
    size -= kept.get(key)?.size ?? 0;
    kept.delete(key);
  }

  return {
    json(programmeId, key, make) {
      const whole = `${programmeId} ${key}`;
      // Read before the query runs: an answer that began before a change never outlives it.
      const version = versions.get(programmeId) ?? 0;
      const known = kept.get(whole);
      if (known?.version === version) return known.answer;
      drop(whole);
      const answer = make().then((value) => JSON.stringify(value));
      const entry: Kept = { version, answer, size: 0 };
      kept.set(whole, entry);
      answer.then(
        (text) => {
          if (kept.get(whole) !== entry) return;
          entry.size = text.length;
          size += text.length;
          for (const oldest of kept.keys()) {
            if (size <= MOST_KEPT) break;
            drop(oldest);
          }
        },
        () => {
          if (kept.get(whole) === entry) drop(whole);
        },
      );
      return answer;
    },
  };
}
