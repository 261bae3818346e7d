import { Worker } from 'node:worker_threads';
import type { Owners, ReadState } from './authored.ts';
import type { CreditAnswer, CreditQuestion } from './credit.ts';

type Question =
  | { readonly kind: 'read'; readonly update: Uint8Array; readonly owners: Owners }
  | { readonly kind: 'credit'; readonly question: CreditQuestion };
export type StateRequest = Question & { readonly id: number };
export interface StateAnswer {
  readonly id: number;
  readonly result?: ReadState | CreditAnswer;
  readonly error?: string;
}

/** Reads stored texts letter by letter, in a thread of its own that is started with the first question. */
export class StateReader {
  readonly #waiting = new Map<number, PromiseWithResolvers<ReadState | CreditAnswer>>();
  #worker: Worker | null = null;
  #next = 1;

  /** Turns stored bytes into the form versions are kept in. */
  read(update: Uint8Array, owners: Owners): Promise<ReadState> {
    return this.#ask({ kind: 'read', update, owners }) as Promise<ReadState>;
  }

  /** Finds out whose pasted words are. */
  credit(question: CreditQuestion): Promise<CreditAnswer> {
    return this.#ask({ kind: 'credit', question }) as Promise<CreditAnswer>;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#fail(new Error('closed'));
  }

  #ask(question: Question): Promise<ReadState | CreditAnswer> {
    const id = this.#next++;
    const waiting = Promise.withResolvers<ReadState | CreditAnswer>();
    this.#waiting.set(id, waiting);
    this.#start().postMessage({ id, ...question } satisfies StateRequest);
    return waiting.promise;
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./state-thread.ts', import.meta.url));
    worker.unref();
    worker.on('message', (answer: StateAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.result) waiting?.resolve(answer.result);
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
