import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '@concordance/shared/problems';
import { readSqliteHere } from '../storage/sqlite-here.ts';
import { readingOn } from './questions.ts';
import type { ReadingAnswer, ReadingRequest } from './thread-reading.ts';

/**
 * Reads lists and writes their JSON. Neither the rows nor the objects they become ever cross to the thread that serves
 * sockets: it gets the bytes, without a copy.
 */
const port = parentPort;
if (!port) throw new Error('reading-thread runs as a worker only');
const { reader, close } = readSqliteHere((workerData as { file: string }).file);
const reading = readingOn(reader);

async function answer({ id, name, args }: ReadingRequest): Promise<void> {
  try {
    const bytes = await reading.ask(name, ...args);
    port?.postMessage({ id, bytes } satisfies ReadingAnswer, [bytes.buffer]);
  } catch (error) {
    const failure =
      error instanceof Problem
        ? { problem: { code: error.code, details: error.details } }
        : { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    port?.postMessage({ id, ...failure } satisfies ReadingAnswer);
  }
}

const answering = new Set<Promise<void>>();

port.on('message', async (request: ReadingRequest | 'close') => {
  if (request === 'close') {
    await Promise.all(answering);
    close();
    port.close();
    return;
  }
  const answered = answer(request).finally(() => answering.delete(answered));
  answering.add(answered);
});
