import type { DocumentStorage, PendingUpdate, StoredDocument } from '@concordance/server/collaboration/ports';
import { MemoryStorage } from './memory-storage.ts';

type Act = 'load' | 'append' | 'compact';

/** A store whose answers wait until the test lets them go, and which fails when it is told to. */
export class HeldStorage implements DocumentStorage {
  readonly memory: MemoryStorage;
  /** Acts that wait for `release`. */
  readonly held = new Set<Act>();
  readonly failing = new Set<Act>();
  /** Documents whose updates the store refuses. */
  readonly refused = new Set<string>();
  readonly batches: (readonly PendingUpdate[])[] = [];
  #dead = false;
  #waiting: { readonly act: Act; readonly go: () => void }[] = [];

  constructor(memory = new MemoryStorage()) {
    this.memory = memory;
  }

  waiting(act: Act): number {
    return this.#waiting.filter((entry) => entry.act === act).length;
  }

  /** Lets everything of one kind that waits now go on; what comes later waits again. */
  release(act: Act): void {
    const go = this.#waiting.filter((entry) => entry.act === act);
    this.#waiting = this.#waiting.filter((entry) => entry.act !== act);
    for (const entry of go) entry.go();
  }

  /** The process that used this store is dead: nothing it began is ever written. Returns the store of its successor. */
  succeed(): HeldStorage {
    this.#dead = true;
    const next = new HeldStorage(this.memory);
    for (const act of this.held) next.held.add(act);
    for (const act of this.failing) next.failing.add(act);
    return next;
  }

  async load(documentId: string): Promise<StoredDocument | null> {
    await this.#pass('load');
    return this.memory.load(documentId);
  }

  async append(updates: readonly PendingUpdate[]): Promise<readonly number[]> {
    this.batches.push(updates);
    await this.#pass('append');
    if (updates.some((update) => this.refused.has(update.documentId))) throw new Error('refused');
    return this.memory.append(updates);
  }

  async compact(documentId: string, state: Uint8Array, uptoSeq: number): Promise<void> {
    await this.#pass('compact');
    await this.memory.compact(documentId, state, uptoSeq);
  }

  async #pass(act: Act): Promise<void> {
    if (this.held.has(act)) await new Promise<void>((go) => this.#waiting.push({ act, go }));
    if (this.#dead) await new Promise<never>(() => {});
    if (this.failing.has(act)) throw new Error(`the store fails at ${act}`);
  }
}
