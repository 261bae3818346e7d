import { parentPort } from 'node:worker_threads';
import { readState } from './authored.ts';
import { creditPasted } from './credit.ts';
import type { StateAnswer, StateRequest } from './state-reader.ts';

/** Reads documents off the loop that serves sockets. */
parentPort?.on('message', (request: StateRequest) => {
  const { id } = request;
  const answer = ((): StateAnswer => {
    try {
      return { id, result: request.kind === 'read' ? readState(request.update, request.owners) : creditPasted(request.question) };
    } catch (error) {
      return { id, error: (error as Error).message };
    }
  })();
  parentPort?.postMessage(answer);
});
