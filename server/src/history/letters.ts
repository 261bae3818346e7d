import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import type { ReadWords } from '@concordance/shared/history/pasted';
import type { AuthoredJson, TextState } from '@concordance/shared/history/schema';
import * as Y from 'yjs';

/** The letters of a document in the order they are read, each with the client and clock it was written at; -1 for what is none. */
export interface Letters {
  readonly text: string;
  readonly clients: readonly number[];
  readonly clocks: readonly number[];
}

/** Between two blocks; and what stands for a citation, a note or a mention. */
const BREAK = '\n';
const ATOM = '\uFFFC';

/**
 * A document with everything that its log still holds, what was deleted included; the caller destroys it. Deletions leave
 * the words there only because nothing is swept up in this copy.
 */
export function unsweptDocument(log: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  doc.transact(() => {
    for (const update of log) Y.applyUpdate(doc, update);
  });
  return doc;
}

/** Reads the letters that stand in a document, and where `deleted` is said those that stood there too. */
export function lettersOf(doc: Y.Doc, deleted: boolean): Letters {
  const text: string[] = [];
  const clients: number[] = [];
  const clocks: number[] = [];
  const push = (letter: string, client: number, clock: number) => {
    text.push(letter);
    clients.push(client);
    clocks.push(clock);
  };
  const endBlock = () => {
    if (text.length > 0 && text.at(-1) !== BREAK) push(BREAK, -1, -1);
  };
  const walk = (parent: Pick<Y.XmlFragment, '_start'>) => {
    for (let item = parent._start; item !== null; item = item.right) {
      if (item.deleted && !deleted) continue;
      if (item.content instanceof Y.ContentString)
        for (const [offset, letter] of item.content.str.split('').entries()) push(letter, item.id.client, item.id.clock + offset);
      if (!(item.content instanceof Y.ContentType)) continue;
      const { type } = item.content;
      if (type instanceof Y.XmlElement && type._start === null) push(ATOM, -1, -1);
      walk(type as Y.XmlElement);
      if (type instanceof Y.XmlElement && type._start !== null) endBlock();
    }
  };
  walk(doc.getXmlFragment(TEXT_ROOT));
  return { text: text.join(''), clients, clocks };
}

/** The words of a kept version with their authors, read the same way. */
export function wordsOfState({ people, doc }: TextState): ReadWords {
  const text: string[] = [];
  const authors: (string | null | undefined)[] = [];
  const walk = (node: AuthoredJson) => {
    if (node.type === 'text') {
      const author = node.by === undefined ? null : (people[node.by] ?? null);
      for (const letter of (node.text ?? '').split('')) {
        text.push(letter);
        authors.push(author);
      }
      return;
    }
    for (const child of node.content ?? []) walk(child);
    const mark = node.content && node.content.length > 0 ? BREAK : ATOM;
    if (node.type === 'doc' || (mark === BREAK && (text.length === 0 || text.at(-1) === BREAK))) return;
    text.push(mark);
    authors.push(undefined);
  };
  walk(doc);
  return { text: text.join(''), authors };
}
