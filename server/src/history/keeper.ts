import type { Logger } from 'pino';
import { keepVersion } from './keep.ts';
import type { HistoryWorld } from './ports.ts';

/** A text is at rest when nobody has written for this long. */
export const REST_MS = 2 * 60 * 1000;
/** A text that is written without pause is kept this often. */
export const LONGEST_MS = 15 * 60 * 1000;

export interface RestTimes {
  readonly restMs: number;
  readonly longestMs: number;
}

interface Working {
  readonly since: number;
  changedAt: number;
  timer: NodeJS.Timeout;
}

/** Keeps versions of texts that have come to rest, behind the writers' backs. */
export interface HistoryKeeper {
  /** A document has something new that is durable. */
  changed(documentId: string): void;
  /** Notes what was written while nobody kept: before the first version, after a crash. */
  catchUp(): Promise<void>;
  /** Ends what is being kept; what has not come to rest is left to the next start, so that a stop takes no longer for it. */
  close(): Promise<void>;
}

export function keepHistory(
  world: HistoryWorld,
  log: Logger,
  times: RestTimes = { restMs: REST_MS, longestMs: LONGEST_MS },
): HistoryKeeper {
  const working = new Map<string, Working>();
  /** One at a time: many texts may come to rest together, and a version costs more than a keystroke. */
  let turn: Promise<void> = Promise.resolve();
  let closed = false;

  async function keep(documentId: string): Promise<void> {
    if (closed) return;
    try {
      const { fresh } = await keepVersion(world, documentId, { cause: 'rest', by: null });
      if (fresh) await tell(world, documentId);
    } catch (error) {
      log.error({ err: error, documentId }, 'a version could not be kept');
    }
  }

  function begin(documentId: string): void {
    working.delete(documentId);
    turn = turn.then(() => keep(documentId));
  }

  /** A timer is not moved with every change, which comes many times a second: it looks again when it ends. */
  function look(documentId: string, ms: number): NodeJS.Timeout {
    const timer = setTimeout(() => {
      const one = working.get(documentId);
      if (!one) return;
      const wait = Math.min(one.changedAt + times.restMs, one.since + times.longestMs) - Date.now();
      if (wait <= 0) begin(documentId);
      else one.timer = look(documentId, wait);
    }, ms);
    timer.unref();
    return timer;
  }

  const keeper: HistoryKeeper = {
    changed(documentId) {
      if (closed) return;
      const now = Date.now();
      const one = working.get(documentId);
      if (one) one.changedAt = now;
      else working.set(documentId, { since: now, changedAt: now, timer: look(documentId, Math.min(times.restMs, times.longestMs)) });
    },
    async catchUp() {
      const rows = await world.database.reader
        .selectFrom('documents')
        .select('id')
        .where('seq', '>', 0)
        .where((where) =>
          where(
            'seq',
            '>',
            where.fn.coalesce(
              where
                .selectFrom('versions')
                .select((from) => from.fn.max('versions.seq').as('seq'))
                .whereRef('versions.document_id', '=', 'documents.id'),
              where.val(0),
            ),
          ),
        )
        .execute();
      for (const { id } of rows) keeper.changed(id);
    },
    async close() {
      closed = true;
      for (const { timer } of working.values()) clearTimeout(timer);
      working.clear();
      await turn;
    },
  };
  return keeper;
}

/** Tells open screens that a text has a new version. */
export async function tell({ database, journal }: HistoryWorld, documentId: string): Promise<void> {
  const document = await database.reader.selectFrom('documents').selectAll().where('id', '=', documentId).executeTakeFirst();
  if (!document) return;
  journal.tell({
    programmeId: document.programme_id,
    kind: 'text',
    id: document.owner_id,
    ref: '',
    title: '',
    version: 1,
    action: 'changed',
    by: null,
  });
}
