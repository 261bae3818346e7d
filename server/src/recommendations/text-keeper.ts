import type { Logger } from 'pino';
import { saveReading, type TextWorld } from './text.ts';
import { TextReader } from './text-reader.ts';

const QUIET_MS = 300;
const LOOK_EVERY_MS = 150;
/** A text that is typed without pause is still read this often: each reading is a pass over the text and a commit. */
const LONGEST_MS = 10_000;
/** Reading takes at most this share of the time: a long text is read less often. */
const SHARE = 10;

interface Pending {
  seq: number;
  since: number;
  changedAt: number;
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

/** When the text has been quiet for a while, or has been written for long enough. */
function dueAt({ since, changedAt, cost }: Pending): number {
  const patience = cost * SHARE;
  return Math.min(changedAt + Math.max(QUIET_MS, patience), since + Math.max(LONGEST_MS, patience));
}

export function keepTexts(world: TextWorld, read: (documentId: string) => Promise<Uint8Array | null>, log: Logger): TextKeeper {
  const reader = new TextReader();
  const pending = new Map<string, Pending>();
  const idle: (() => void)[] = [];
  let closed = false;
  let timer: NodeJS.Timeout | null = null;

  /** One timer for all texts, and none while nothing is written: changes come many times a second. */
  function watch(): void {
    timer ??= setTimeout(look, closed ? 0 : LOOK_EVERY_MS);
  }

  function look(): void {
    timer = null;
    const now = Date.now();
    for (const [documentId, one] of pending) {
      if (!one.running && (closed || dueAt(one) <= now)) void run(documentId, one);
    }
    if ([...pending.values()].some((one) => !one.running)) watch();
  }

  async function run(documentId: string, one: Pending): Promise<void> {
    one.running = true;
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
      one.since = one.changedAt = Date.now();
      watch();
      return;
    }
    pending.delete(documentId);
    if (pending.size === 0) for (const resolve of idle.splice(0)) resolve();
  }

  const keeper: TextKeeper = {
    changed(documentId, seq) {
      const one = pending.get(documentId) ?? { seq, since: Date.now(), changedAt: 0, running: false, cost: 0 };
      one.seq = Math.max(one.seq, seq);
      one.changedAt = Date.now();
      pending.set(documentId, one);
      if (!one.running) watch();
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
      if (timer) clearTimeout(timer);
      look();
      await keeper.settle();
      await reader.close();
    },
  };
  return keeper;
}
