import type { Logger } from 'pino';
import type { Journal } from '../events/journal.ts';
import type { Database } from '../storage/database.ts';
import { changeOfSet } from './actions.ts';

/** A preface that is being written is told of at most this often. */
const PAUSE_MS = 400;

/** Tells open screens that a preface changed: what is signed has become another text. Other documents are none of its business. */
export interface PrefaceWatch {
  /** A document is durable with something new in it. */
  changed(documentId: string): void;
  close(): void;
}

export function watchPrefaces(database: Database, journal: Journal, log: Logger): PrefaceWatch {
  const known = new Map<string, boolean>();
  const waiting = new Map<string, NodeJS.Timeout>();

  async function tell(documentId: string): Promise<void> {
    const row = await database.reader.selectFrom('sets').selectAll().where('document_id', '=', documentId).executeTakeFirst();
    known.set(documentId, row !== undefined);
    if (row) journal.tell(changeOfSet(row, null));
  }

  return {
    changed(documentId) {
      if (known.get(documentId) === false || waiting.has(documentId)) return;
      const timer = setTimeout(() => {
        waiting.delete(documentId);
        tell(documentId).catch((error: unknown) => log.error({ err: error, documentId }, 'a changed preface could not be told'));
      }, PAUSE_MS);
      timer.unref();
      waiting.set(documentId, timer);
    },
    close() {
      for (const timer of waiting.values()) clearTimeout(timer);
    },
  };
}
