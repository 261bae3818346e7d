import type { LiveText } from './live-text.ts';
import type { StoredDocument } from './ports.ts';
import type { RoomContext } from './room-context.ts';

/**
 * Keeps a document's log short: now and then its text is encoded anew and stored as a full state that absorbs the rows
 * before it. The log stays the truth; a compaction that fails is only tried again later.
 */
export class Compaction {
  readonly #documentId: string;
  readonly #text: LiveText;
  readonly #context: RoomContext;
  #updates: number;
  #bytes: number;
  #running: Promise<void> | null = null;
  #notBefore = 0;

  constructor(documentId: string, text: LiveText, stored: StoredDocument, context: RoomContext) {
    this.#documentId = documentId;
    this.#text = text;
    this.#context = context;
    this.#updates = stored.tail.length;
    this.#bytes = stored.tail.reduce((sum, update) => sum + update.length, 0);
    // What could not be read whole must never take the place of what may still be repaired.
    if (stored.damaged) this.#notBefore = Number.POSITIVE_INFINITY;
  }

  logged(updates: number, bytes: number): void {
    this.#updates += updates;
    this.#bytes += bytes;
  }

  /** In the middle of typing; encoding is cheapest while nothing is under way, so that is waited for a while. */
  due(settled: boolean): boolean {
    const { compactUpdates, compactBytes } = this.#context.limits;
    const patience = settled ? 1 : 2;
    return this.#updates >= compactUpdates * patience || this.#bytes >= compactBytes * patience;
  }

  /** In a quiet moment. */
  get worthwhile(): boolean {
    return this.#updates >= this.#context.limits.compactIdleUpdates;
  }

  /** One at a time: whoever asks while one is under way waits for that. Never rejects. */
  run(): Promise<void> {
    if (this.#context.clock.now() < this.#notBefore) return Promise.resolve();
    this.#running ??= this.#attempt().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #attempt(): Promise<void> {
    const { clock, limits, log, compactions } = this.#context;
    try {
      await compactions(() => this.#store());
    } catch (error) {
      this.#notBefore = clock.now() + limits.compactRetryMs;
      log.warn({ documentId: this.#documentId, error: String(error) }, 'a document could not be compacted');
    }
  }

  async #store(): Promise<void> {
    const { storage, tally } = this.#context;
    const [updates, bytes] = [this.#updates, this.#bytes];
    const { state, seq } = this.#text.snapshot();
    await storage.compact(this.#documentId, state, seq);
    this.#updates -= updates;
    this.#bytes -= bytes;
    tally.compactions += 1;
  }
}
