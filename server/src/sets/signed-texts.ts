import type { Logger } from 'pino';
import type { Journal } from '../events/journal.ts';
import type { Database } from '../storage/database.ts';
import { changeOfSet } from './actions.ts';

/** A text that is being written is told of at most this often. */
const PAUSE_MS = 400;

/**
 * Tells open screens of a set that one of its texts changed: what is signed has become another text. Its preface is watched
 * always, its recommendations while it is in approval: what else follows from a recommendation's text may come later, but
 * an approver must not read an old one as the one that is signed.
 */
export interface SignedTextWatch {
  /** A document is durable with something new in it. Told many times a second of documents that nobody signs. */
  changed(documentId: string): void;
  close(): void;
}

/** Ids of sets by the documents whose change they are told of. */
type SetsOf = ReadonlyMap<string, readonly string[]>;

export function watchSignedTexts(database: Database, journal: Journal, log: Logger): SignedTextWatch {
  const waiting = new Map<string, NodeJS.Timeout>();
  /** Null until it is asked for, and again whenever a set has changed. */
  let reading: Promise<SetsOf> | null = null;
  let known: SetsOf | null = null;

  function setsOf(): Promise<SetsOf> {
    if (reading !== null) return reading;
    const begun = readSetsOf(database);
    reading = begun;
    begun.then(
      (sets) => {
        if (reading === begun) known = sets;
      },
      () => {
        if (reading === begun) reading = null;
      },
    );
    return begun;
  }

  async function tell(documentId: string): Promise<void> {
    const ids = (await setsOf()).get(documentId) ?? [];
    if (ids.length === 0) return;
    const rows = await database.reader.selectFrom('sets').selectAll().where('id', 'in', ids).execute();
    for (const row of rows) journal.tell(changeOfSet(row, null));
  }

  const stopHearing = journal.subscribe(({ notice }) => {
    // Number 0 are our own words and their like: nothing of the set itself.
    if (notice.kind === 'set' && notice.seq !== 0) reading = known = null;
  });

  return {
    changed(documentId) {
      if (waiting.has(documentId) || (known !== null && !known.has(documentId))) return;
      const timer = setTimeout(() => {
        waiting.delete(documentId);
        tell(documentId).catch((error: unknown) => log.error({ err: error, documentId }, 'a changed text of a set could not be told'));
      }, PAUSE_MS);
      timer.unref();
      waiting.set(documentId, timer);
    },
    close() {
      stopHearing();
      for (const timer of waiting.values()) clearTimeout(timer);
    },
  };
}

async function readSetsOf({ reader }: Database): Promise<SetsOf> {
  const [prefaces, items] = await Promise.all([
    reader.selectFrom('sets').select(['id', 'document_id']).execute(),
    reader
      .selectFrom('sets')
      .innerJoin('set_items', 'set_items.set_id', 'sets.id')
      .innerJoin('recommendations', 'recommendations.id', 'set_items.recommendation_id')
      .select(['sets.id', 'recommendations.document_id'])
      .where('sets.state', '=', 'in-approval')
      .execute(),
  ]);
  const pairs = [...prefaces, ...items];
  return new Map([...Map.groupBy(pairs, (pair) => pair.document_id)].map(([documentId, of]) => [documentId, of.map(({ id }) => id)]));
}
