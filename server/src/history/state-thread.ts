import { parentPort } from 'node:worker_threads';
import { readState } from './authored.ts';
import type { StateAnswer, StateRequest } from './state-reader.ts';

/** Reads documents off the loop that serves sockets. */
parentPort?.on('message', ({ id, update, owners }: StateRequest) => {
  const answer = ((): StateAnswer => {
    try {
      return { id, read: readState(update, owners) };
    } catch (error) {
      return { id, error: (error as Error).message };
    }
  })();
  parentPort?.postMessage(answer);
});
