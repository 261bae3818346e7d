import { EventEmitter } from 'node:events';
import type { ChangedKind, ChangeNotice } from '@concordance/shared/events/schema';
import { sql } from 'kysely';
import { auditChange } from '../audit/chain.ts';
import type { Database, Transaction } from '../storage/database.ts';
import { InOrder, type Turn } from './in-order.ts';

/** One thing that happened to one record, as the person who reads the activity page needs it. */
export interface Change {
  readonly programmeId: string;
  readonly kind: ChangedKind;
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly version: number;
  readonly action: ChangeNotice['action'];
  readonly by: string | null;
  readonly fields?: readonly string[];
  /** For a person whose role changed: the role they have now. Only the audit keeps it. */
  readonly role?: string;
  /** The act writes an entry of its own into the audit. */
  readonly ownEntry?: boolean;
}

export interface Published {
  readonly programmeId: string;
  readonly notice: ChangeNotice;
}

/**
 * Changes are written with what they describe, in one transaction, and told to open screens only after the commit:
 * nobody is told of something that did not happen.
 */
export interface Journal {
  /** Runs `work` in a transaction; `note` writes down what changed. */
  change<Result>(work: (tx: Transaction, note: (change: Change) => Promise<void>) => Promise<Result>): Promise<Result>;
  /** Tells open screens of something that is not worth a line of its own: a text that is being worked on. */
  tell(change: Change): void;
  subscribe(listener: (published: Published) => void): () => void;
}

export function openJournal(database: Database, now: () => Date = () => new Date()): Journal {
  const bus = new EventEmitter<{ change: [Published] }>();
  bus.setMaxListeners(0);
  // One line for each programme: its changes are numbered one transaction after the other.
  const lines = new Map<string, InOrder<Published>>();
  const take = (one: Published): Turn => {
    const line = lines.get(one.programmeId) ?? new InOrder<Published>((told) => bus.emit('change', told));
    lines.set(one.programmeId, line);
    return line.take(one);
  };
  return {
    async change(work) {
      const turns: Turn[] = [];
      const written = database.write((tx) =>
        work(tx, async (change) => {
          turns.push(take(await writeChange(database, tx, change, now().toISOString())));
        }),
      );
      const result = await written.catch((error: unknown) => {
        for (const turn of turns) turn.undone();
        throw error;
      });
      // Whoever made the change asks again at once: the answers kept for everybody must know of it by then.
      await Promise.all(turns.map((turn) => turn.committed()));
      return result;
    },
    tell({ programmeId, kind, id, version, action, by }) {
      // Number 0: a screen that returns has no gap to fill for it.
      bus.emit('change', { programmeId, notice: { seq: 0, kind, id, version, action, by } });
    },
    subscribe(listener) {
      bus.on('change', listener);
      return () => bus.off('change', listener);
    },
  };
}

async function writeChange(database: Database, tx: Transaction, change: Change, at: string): Promise<Published> {
  // Numbers must become visible in order, or a screen that asks "what came after 7" would miss a late 6.
  if (database.engine === 'postgres') await sql`select pg_advisory_xact_lock(hashtext(${change.programmeId}))`.execute(tx);
  const { seq } = await tx
    .insertInto('changes')
    .values({
      programme_id: change.programmeId,
      at,
      by_id: change.by,
      kind: change.kind,
      record_id: change.id,
      ref: change.ref,
      title: change.title,
      version: change.version,
      action: change.action,
      fields: JSON.stringify(change.fields ?? []),
    })
    .returning('seq')
    .executeTakeFirstOrThrow();
  await auditChange(tx, change, at);
  const { programmeId, kind, id, version, action, by } = change;
  return { programmeId, notice: { seq: Number(seq), kind, id, version, action, by } };
}
