import { Worker } from 'node:worker_threads';
import { Problem, type ProblemCode, type ProblemDetails } from '@concordance/shared/problems';
import type { Questions, Reading } from './port.ts';

/** What the reading thread is asked, and what it answers. */
export type ReadingRequest = {
  readonly [Name in keyof Questions]: { readonly id: number; readonly name: Name; readonly args: Parameters<Questions[Name]> };
}[keyof Questions];
export type ReadingAnswer = { readonly id: number } & (
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly problem: { readonly code: ProblemCode; readonly details: ProblemDetails } }
  | { readonly error: string }
);

/**
 * A thread of its own that reads lists and writes their JSON. It is started at once, so that the first list does not wait
 * for it; should it ever fail, whoever waits is told so, and the next question starts another.
 */
export class ReadingThread implements Reading {
  readonly #file: string;
  readonly #waiting = new Map<number, PromiseWithResolvers<Uint8Array<ArrayBuffer>>>();
  #worker: Worker | null;
  #next = 1;

  constructor(file: string) {
    this.#file = file;
    this.#worker = this.#start();
  }

  ask<Name extends keyof Questions>(name: Name, ...args: Parameters<Questions[Name]>): Promise<Uint8Array<ArrayBuffer>> {
    const asked = Promise.withResolvers<Uint8Array<ArrayBuffer>>();
    const id = this.#next++;
    this.#waiting.set(id, asked);
    this.#worker ??= this.#start();
    this.#worker.postMessage({ id, name, args });
    return asked.promise;
  }

  /** Answers what was asked, closes the connection and ends the thread. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('close');
    await ended;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), { workerData: { file: this.#file } });
    worker.on('message', (answer: ReadingAnswer) => {
      const asked = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ('bytes' in answer) asked?.resolve(answer.bytes);
      else if ('problem' in answer) asked?.reject(new Problem(answer.problem.code, answer.problem.details));
      else asked?.reject(new Error(answer.error));
    });
    worker.on('error', (error) => this.#fail(worker, error));
    worker.on('exit', () => this.#fail(worker, new Error('the reading thread has ended')));
    return worker;
  }

  #fail(worker: Worker, error: unknown): void {
    // Its end follows its error, when another may be at work already.
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
