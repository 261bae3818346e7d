import { Worker } from 'node:worker_threads';
import type { Owners, ReadState } from './authored.ts';

export interface StateRequest {
  readonly id: number;
  readonly update: Uint8Array;
  readonly owners: Owners;
}
export interface StateAnswer {
  readonly id: number;
  readonly read?: ReadState;
  readonly error?: string;
}

/** Turns stored bytes into the form versions are kept in, in a thread of its own that is started with the first question. */
export class StateReader {
  readonly #waiting = new Map<number, PromiseWithResolvers<ReadState>>();
  #worker: Worker | null = null;
  #next = 1;

  read(update: Uint8Array, owners: Owners): Promise<ReadState> {
    const id = this.#next++;
    const waiting = Promise.withResolvers<ReadState>();
    this.#waiting.set(id, waiting);
    this.#start().postMessage({ id, update, owners } satisfies StateRequest);
    return waiting.promise;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#fail(new Error('closed'));
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./state-thread.ts', import.meta.url));
    worker.unref();
    worker.on('message', (answer: StateAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.read) waiting?.resolve(answer.read);
      else waiting?.reject(new Error(answer.error ?? 'the text could not be read'));
    });
    worker.on('error', (error) => {
      this.#worker = null;
      this.#fail(error);
    });
    this.#worker = worker;
    return worker;
  }

  #fail(error: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
