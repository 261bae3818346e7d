import { sql } from 'kysely';
import { askTogether } from '../storage/ask-together.ts';
import type { Database } from '../storage/database.ts';
import type { Journal } from './journal.ts';

/** Together the kept answers stay below this, in bytes. */
const MOST_KEPT = 32_000_000;

/**
 * Answers that are the same for everyone who may have them. One change in a programme makes every open screen ask for
 * the same list at once; it is read and written out once, and kept until the next change of that programme.
 */
export interface SharedAnswers {
  /**
   * The JSON of an answer, as it goes over the wire; `make` runs only when nothing that is still true is kept. Ask for rights before. An answer
   * that says nothing of what stands in texts (`of: 'rows'`) outlives the writing of texts, which never stops all day.
   */
  json(programmeId: string, key: string, make: () => Promise<unknown>, of?: AnswerOf): Promise<Uint8Array<ArrayBuffer>>;
  /** The same of an answer that is made as JSON. */
  bytes(programmeId: string, key: string, make: () => Promise<Uint8Array<ArrayBuffer>>, of?: AnswerOf): Promise<Uint8Array<ArrayBuffer>>;
}

export type AnswerOf = 'rows' | 'rows-and-texts';

interface Kept {
  readonly version: string;
  readonly answer: Promise<Uint8Array<ArrayBuffer>>;
  size: number;
}

interface Progress {
  readonly rows: string;
  readonly texts: string;
}

/** How far each programme has come: its last change, and how much of its texts has been read. Both only grow. */
function progressOf(database: Database) {
  return askTogether(async (programmeIds) => {
    const { rows } = await sql<{ id: string } & Progress>`
      select id, (select max(seq) from changes where programme_id = programmes.id) as rows,
        (select sum(text_seq) from recommendations where programme_id = programmes.id) as texts
      from programmes where id in (${sql.join(programmeIds)})`.execute(database.reader);
    return new Map(rows.map((row) => [row.id, row]));
  });
}

export function sharedAnswers(database: Database, journal: Journal): SharedAnswers {
  /** Notices of either kind, by programme. */
  const told = { rows: new Map<string, number>(), texts: new Map<string, number>() };
  const kept = new Map<string, Kept>();
  const encoder = new TextEncoder();
  // Other processes write to the same PostgreSQL and tell us nothing; a SQLite file is written by this process alone.
  const progress = database.engine === 'postgres' ? progressOf(database) : async () => undefined;
  let size = 0;

  journal.subscribe(({ programmeId, notice }) => {
    const counts = notice.kind === 'text' ? told.texts : told.rows;
    counts.set(programmeId, (counts.get(programmeId) ?? 0) + 1);
  });

  async function versionOf(programmeId: string, of: AnswerOf): Promise<string> {
    const now = { rows: told.rows.get(programmeId), texts: told.texts.get(programmeId) };
    const elsewhere = await progress(programmeId);
    const rows = `${now.rows} ${elsewhere?.rows}`;
    return of === 'rows' ? rows : `${rows} ${now.texts} ${elsewhere?.texts}`;
  }

  function drop(key: string): void {
    size -= kept.get(key)?.size ?? 0;
    kept.delete(key);
  }

  async function bytes(...[programmeId, key, make, of = 'rows-and-texts']: Parameters<SharedAnswers['bytes']>) {
    const whole = `${programmeId} ${key}`;
    // Read before the query runs: an answer that began before a change never outlives it.
    const version = await versionOf(programmeId, of);
    const known = kept.get(whole);
    if (known?.version === version) return known.answer;
    drop(whole);
    const answer = make();
    const entry: Kept = { version, answer, size: 0 };
    kept.set(whole, entry);
    answer.then(
      (bytes) => {
        if (kept.get(whole) !== entry) return;
        entry.size = bytes.length;
        size += bytes.length;
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
  }

  return {
    bytes,
    json: (programmeId, key, make, of) => bytes(programmeId, key, async () => encoder.encode(JSON.stringify(await make())), of),
  };
}
