import { parentPort } from 'node:worker_threads';
import { blocks, countWords, plainText } from '@concordance/shared/editor/read';
import { editorJson } from './editor-json.ts';
import { citedIn } from './text-facts.ts';
import type { TextAnswer, TextRequest } from './text-reader.ts';

/** Reads documents off the loop that serves sockets: a long text takes a tenth of a second. */
parentPort?.on('message', ({ id, state }: TextRequest) => {
  const answer = ((): TextAnswer => {
    try {
      const json = editorJson(state);
      const facts = blocks(json).map(({ bare: _, ...block }) => block);
      return { id, read: { text: plainText(json), words: countWords(json), blocks: facts, citations: citedIn(json) } };
    } catch (error) {
      return { id, error: (error as Error).message };
    }
  })();
  parentPort?.postMessage(answer);
});
