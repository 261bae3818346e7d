import type { Cancel, Clock } from './clock.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Tally } from './metrics.ts';
import type { DocumentStorage, PendingUpdate } from './ports.ts';

/** What a room hears of its updates. */
export interface CommitEvents {
  /** The room's oldest updates under way are durable, with these sequence numbers. */
  committed(seqs: readonly number[]): void;
  /** The store does not take this document's updates; they are kept and tried again. Followed by `committed`. */
  troubled(): void;
  /** The document is gone from the store, and with it what was still to be written. */
  abandoned(): void;
  /** How long after a commit of this room the next one waits for company. */
  windowMs(): number;
}

interface Lane {
  readonly documentId: string;
  readonly events: CommitEvents;
  waiting: PendingUpdate[];
  notBefore: number;
  /** An earlier update of this document has failed: nothing of it may overtake that one. */
  held: boolean;
}

interface Batch {
  readonly parts: readonly { readonly lane: Lane; readonly updates: readonly PendingUpdate[] }[];
  readonly failures: number;
  readonly retryAt: number;
}

export interface CommitQueueOptions {
  readonly storage: DocumentStorage;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly log: Log;
  readonly tally: Tally;
  readonly relieved: () => void;
}

/** After this many failures of a document alone it is asked whether the document still exists. */
const DOUBTS = 5;

/**
 * Group commit that clocks itself: one append is on its way at any time, and none follows the last at once; whatever comes
 * meanwhile, for any document, goes with the next. A batch that fails is tried again in halves, so that one document the store refuses cannot hold up
 * the others; the order within a document never changes.
 */
export class CommitQueue {
  readonly #storage: DocumentStorage;
  readonly #limits: Limits;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #tally: Tally;
  readonly #ready = new Set<Lane>();
  #failed: Batch[] = [];
  #busy = false;
  #awake = false;
  #hurry = false;
  #failures = 0;
  /** Before this no new batch is gathered, unless there is hurry. */
  #notBefore = 0;
  #bytes = 0;
  #timer: { readonly at: number; readonly cancel: Cancel } | null = null;
  #idle: (() => void)[] = [];
  #wasFull = false;
  readonly #relieved: () => void;

  /** `relieved` is called when there is room in memory again after there was none. */
  constructor({ storage, limits, clock, log, tally, relieved }: CommitQueueOptions) {
    this.#storage = storage;
    this.#limits = limits;
    this.#clock = clock;
    this.#log = log;
    this.#tally = tally;
    this.#relieved = relieved;
  }

  /** A document's way to the log; returns the function that puts an update on it. */
  lane(documentId: string, events: CommitEvents): (update: PendingUpdate) => void {
    const lane: Lane = { documentId, events, waiting: [], notBefore: 0, held: false };
    return (update) => {
      lane.waiting.push(update);
      this.#bytes += update.update.length;
      this.#ready.add(lane);
      this.#wake();
    };
  }

  /** Too much waits for the store: what comes now has to stay with the clients. */
  get full(): boolean {
    this.#wasFull ||= this.#bytes > this.#limits.undurableBytes;
    return this.#wasFull;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Resolves when nothing is left to write; from now on nobody waits for company. */
  drain(): Promise<void> {
    this.#hurry = true;
    this.#wake();
    return new Promise((resolve) => {
      if (this.#empty) resolve();
      else this.#idle.push(resolve);
    });
  }

  get #empty(): boolean {
    return !this.#busy && this.#failed.length === 0 && this.#ready.size === 0;
  }

  /** Not at once: all that this turn of the loop brings shall go together. */
  #wake(): void {
    if (this.#busy || this.#awake) return;
    this.#awake = true;
    this.#clock.soon(() => {
      this.#awake = false;
      this.#pump();
    });
  }

  #pump(): void {
    if (this.#busy) return;
    const now = this.#clock.now();
    const batch = this.#takeFailed(now) ?? this.#gather(now);
    if (batch !== null) void this.#commit(batch);
    else this.#rest(now);
  }

  #takeFailed(now: number): Batch | null {
    const index = this.#failed.findIndex((batch) => batch.retryAt <= now);
    return index === -1 ? null : (this.#failed.splice(index, 1)[0] ?? null);
  }

  #gather(now: number): Batch | null {
    if (now < this.#notBefore && !this.#hurry) return null;
    const parts: { lane: Lane; updates: PendingUpdate[] }[] = [];
    let count = 0;
    let bytes = 0;
    for (const lane of this.#ready) {
      if (lane.held || (lane.notBefore > now && !this.#hurry)) continue;
      if (count >= this.#limits.commitUpdates || bytes >= this.#limits.commitBytes) break;
      const updates = lane.waiting;
      lane.waiting = [];
      lane.notBefore = now + lane.events.windowMs();
      this.#ready.delete(lane);
      parts.push({ lane, updates });
      count += updates.length;
      for (const { update } of updates) bytes += update.length;
    }
    return parts.length === 0 ? null : { parts, failures: 0, retryAt: 0 };
  }

  #rest(now: number): void {
    let next = Number.POSITIVE_INFINITY;
    for (const batch of this.#failed) next = Math.min(next, batch.retryAt);
    for (const lane of this.#ready) if (!lane.held) next = Math.min(next, Math.max(lane.notBefore, this.#notBefore));
    if (next < Number.POSITIVE_INFINITY) {
      this.#wakeAt(next, now);
    } else if (this.#empty) {
      for (const resolve of this.#idle.splice(0)) resolve();
    }
  }

  /** A timer that comes in time stays: moving it with every update would cost more than the update. */
  #wakeAt(moment: number, now: number): void {
    if (this.#timer !== null && this.#timer.at <= moment) return;
    this.#timer?.cancel();
    const cancel = this.#clock.after(Math.max(0, moment - now), () => {
      this.#timer = null;
      this.#pump();
    });
    this.#timer = { at: moment, cancel };
  }

  async #commit(batch: Batch): Promise<void> {
    this.#busy = true;
    const updates = batch.parts.flatMap((part) => part.updates);
    const start = this.#clock.now();
    this.#notBefore = start + this.#limits.commitEveryMs;
    let seqs: readonly number[] | null = null;
    try {
      seqs = await this.#storage.append(updates);
    } catch (error) {
      this.#fail(batch, error);
    }
    this.#busy = false;
    if (seqs !== null) {
      this.#tally.commitMs.add(this.#clock.now() - start);
      this.#tally.batchSize.add(updates.length);
      this.#succeed(batch, seqs);
    }
    this.#pump();
  }

  #succeed(batch: Batch, seqs: readonly number[]): void {
    this.#failures = 0;
    this.#tally.commits += 1;
    let at = 0;
    for (const { lane, updates } of batch.parts) {
      this.#release(lane, updates);
      const own = seqs.slice(at, at + updates.length);
      at += updates.length;
      this.#tell(lane, () => lane.events.committed(own));
    }
  }

  #fail(batch: Batch, error: unknown): void {
    this.#failures += 1;
    this.#tally.commitFailures += 1;
    const { retryFirstMs, retryMostMs } = this.#limits;
    const retryAt = this.#clock.now() + Math.min(retryMostMs, retryFirstMs * 2 ** Math.min(this.#failures - 1, 20));
    this.#log.error({ error: messageOf(error), documents: batch.parts.length }, 'the log did not take a batch');
    for (const { lane } of batch.parts) {
      const first = !lane.held;
      lane.held = true;
      if (first) this.#tell(lane, () => lane.events.troubled());
    }
    const failures = batch.failures + 1;
    if (batch.parts.length === 1) {
      const retry = { ...batch, failures, retryAt };
      this.#failed.push(retry);
      if (failures % DOUBTS === 0) void this.#doubt(retry);
      return;
    }
    const half = batch.parts.length >> 1;
    this.#failed.push({ parts: batch.parts.slice(0, half), failures, retryAt });
    this.#failed.push({ parts: batch.parts.slice(half), failures, retryAt });
  }

  /** A document that was deleted meanwhile would be tried for ever. */
  async #doubt(batch: Batch): Promise<void> {
    const part = batch.parts[0];
    if (part === undefined) return;
    const stored = await this.#storage.load(part.lane.documentId).catch(() => undefined);
    if (stored !== null || !this.#failed.includes(batch)) return;
    this.#failed = this.#failed.filter((other) => other !== batch);
    this.#release(part.lane, part.updates);
    for (const { update } of part.lane.waiting) this.#bytes -= update.length;
    part.lane.waiting = [];
    this.#ready.delete(part.lane);
    this.#tell(part.lane, () => part.lane.events.abandoned());
    this.#wake();
  }

  #release(lane: Lane, updates: readonly PendingUpdate[]): void {
    lane.held = false;
    for (const { update } of updates) this.#bytes -= update.length;
    if (!this.#wasFull || this.#bytes > this.#limits.undurableBytes / 2) return;
    this.#wasFull = false;
    this.#clock.soon(this.#relieved);
  }

  /** What one room makes of the news must not keep it from the others. */
  #tell(lane: Lane, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#log.error({ documentId: lane.documentId, error: messageOf(error) }, 'a room failed on its own commit');
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
