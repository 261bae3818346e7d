import { sql } from 'kysely';
import { askTogether } from '../storage/ask-together.ts';
import type { Database } from '../storage/database.ts';
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
  readonly version: string;
  readonly answer: Promise<string>;
  size: number;
}

/** How far each programme has come: its last change, and how much of its texts has been read. Both only grow. */
function progressOf(database: Database) {
  return askTogether(async (programmeIds) => {
    const { rows } = await sql<{ id: string; progress: string }>`
      select id, concat((select max(seq) from changes where programme_id = programmes.id), ' ',
        (select sum(text_seq) from recommendations where programme_id = programmes.id)) as progress
      from programmes where id in (${sql.join(programmeIds)})`.execute(database.reader);
    return new Map(rows.map((row) => [row.id, row.progress]));
  });
}

export function sharedAnswers(database: Database, journal: Journal): SharedAnswers {
  const versions = new Map<string, number>();
  const kept = new Map<string, Kept>();
  // Other processes write to the same PostgreSQL and tell us nothing; a SQLite file is written by this process alone.
  const progress = database.engine === 'postgres' ? progressOf(database) : async () => '';
  let size = 0;

  journal.subscribe(({ programmeId }) => {
    versions.set(programmeId, (versions.get(programmeId) ?? 0) + 1);
  });

  function drop(key: string): void {
    size -= kept.get(key)?.size ?? 0;
    kept.delete(key);
  }

  return {
    async json(programmeId, key, make) {
      const whole = `${programmeId} ${key}`;
      // Read before the query runs: an answer that began before a change never outlives it.
      const version = `${versions.get(programmeId) ?? 0} ${await progress(programmeId)}`;
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
