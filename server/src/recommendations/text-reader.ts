import { Worker } from 'node:worker_threads';
import type { BlockFact } from '@concordance/shared/checks/schema';
import type { CitedKind } from '@concordance/shared/editor/citation';

export interface ReadText {
  readonly text: string;
  readonly words: number;
  /** What the checks read of the text. */
  readonly blocks: readonly BlockFact[];
  readonly citations: readonly { readonly record: string; readonly kind: CitedKind; readonly locator: string }[];
}
export interface TextRequest {
  readonly id: number;
  readonly state: Uint8Array;
}
export interface TextAnswer {
  readonly id: number;
  readonly read?: ReadText;
  readonly error?: string;
}

/** Turns stored bytes into words and citations, in a thread of its own. */
export class TextReader {
  readonly #worker = new Worker(new URL('./text-thread.ts', import.meta.url));
  readonly #waiting = new Map<number, PromiseWithResolvers<ReadText>>();
  #next = 1;

  constructor() {
    this.#worker.unref();
    this.#worker.on('message', (answer: TextAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.read) waiting?.resolve(answer.read);
      else waiting?.reject(new Error(answer.error ?? 'the text could not be read'));
    });
    this.#worker.on('error', (error) => {
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    });
  }

  read(state: Uint8Array): Promise<ReadText> {
    const id = this.#next++;
    const waiting = Promise.withResolvers<ReadText>();
    this.#waiting.set(id, waiting);
    this.#worker.postMessage({ id, state } satisfies TextRequest);
    return waiting.promise;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
