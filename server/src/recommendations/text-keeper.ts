import type { Logger } from 'pino';
import { saveReading, type TextWorld } from './text.ts';
import { TextReader } from './text-reader.ts';

const QUIET_MS = 300;
/** A text that is typed without pause is still read this often. */
const LONGEST_MS = 2_000;
/** Reading takes at most this share of the time: a long text is read less often. */
const SHARE = 10;

interface Pending {
  seq: number;
  since: number;
  timer: NodeJS.Timeout | null;
  running: boolean;
  cost: number;
}

/** Keeps what is derived from texts (words, find, citation links) up to date with the log, behind the writers' backs. */
export interface TextKeeper {
  /** A document is durable up to this number. */
  changed(documentId: string, seq: number): void;
  /** Reads whatever was written while nobody read: after a crash, after an import. */
  catchUp(): Promise<number>;
  /** Resolves when everything told so far has been read. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export function keepTexts(world: TextWorld, read: (documentId: string) => Promise<Uint8Array | null>, log: Logger): TextKeeper {
  const reader = new TextReader();
  const pending = new Map<string, Pending>();
  const idle: (() => void)[] = [];
  let closed = false;

  function wake(documentId: string, one: Pending): void {
    if (one.running) return;
    if (one.timer) clearTimeout(one.timer);
    const wait = closed
      ? 0
      : Math.min(Math.max(QUIET_MS, one.cost * SHARE), Math.max(0, one.since + Math.max(LONGEST_MS, one.cost * SHARE) - Date.now()));
    one.timer = setTimeout(() => void run(documentId, one), wait);
  }

  async function run(documentId: string, one: Pending): Promise<void> {
    one.running = true;
    one.timer = null;
    const { seq } = one;
    const began = Date.now();
    try {
      const state = await read(documentId);
      if (state) await saveReading(world, documentId, seq, await reader.read(state));
    } catch (error) {
      log.error({ err: error, documentId }, 'a text could not be read');
    }
    one.cost = Date.now() - began;
    one.running = false;
    if (one.seq > seq) {
      one.since = Date.now();
      wake(documentId, one);
      return;
    }
    pending.delete(documentId);
    if (pending.size === 0) for (const resolve of idle.splice(0)) resolve();
  }

  const keeper: TextKeeper = {
    changed(documentId, seq) {
      const one = pending.get(documentId) ?? { seq, since: Date.now(), timer: null, running: false, cost: 0 };
      one.seq = Math.max(one.seq, seq);
      pending.set(documentId, one);
      wake(documentId, one);
    },
    async catchUp() {
      const behind = await world.database.reader
        .selectFrom('documents')
        .innerJoin('recommendations', 'recommendations.document_id', 'documents.id')
        .select(['documents.id', 'documents.seq'])
        .where((where) =>
          where.or([
            where('documents.seq', '>', where.ref('recommendations.text_seq')),
            where('documents.seq', '>', where.ref('recommendations.blocks_seq')),
          ]),
        )
        .execute();
      for (const { id, seq } of behind) keeper.changed(id, Number(seq));
      return behind.length;
    },
    settle: () => (pending.size === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
    async close() {
      closed = true;
      for (const [documentId, one] of pending) wake(documentId, one);
      await keeper.settle();
      await reader.close();
    },
  };
  return keeper;
}
