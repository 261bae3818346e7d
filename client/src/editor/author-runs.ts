import type { Schema } from '@tiptap/pm/model';
import { XmlElement, type XmlFragment, XmlText } from 'yjs';

/** Words of one person, by positions of the editor's document. */
export interface AuthorRun<Author> {
  readonly from: number;
  readonly to: number;
  readonly author: Author;
}

/** Who wrote a character, by the client and clock it was written at; undefined where nobody is known. */
export type AuthorOf<Author> = (client: number, clock: number) => Author | undefined;

/**
 * The runs of a shared text by author, in order; `size` is how large the document is that they belong to, so that a
 * caller can tell whether its own is that one. Nothing is changed.
 */
export function authorRuns<Author>(
  fragment: XmlFragment,
  schema: Schema,
  authorOf: AuthorOf<Author>,
): { readonly runs: readonly AuthorRun<Author>[]; readonly size: number } {
  const runs: AuthorRun<Author>[] = [];
  const walk = (parent: XmlFragment | XmlElement, start: number): number => {
    let at = start;
    for (const child of parent.toArray()) {
      if (child instanceof XmlText) at = readText(child, at, authorOf, runs);
      else if (child instanceof XmlElement) at = schema.nodes[child.nodeName]?.isLeaf ? at + 1 : walk(child, at + 1) + 1;
    }
    return at;
  };
  return { size: walk(fragment, 0), runs };
}

function readText<Author>(text: XmlText, start: number, authorOf: AuthorOf<Author>, runs: AuthorRun<Author>[]): number {
  let at = start;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    for (let offset = 0; offset < item.length; offset++, at++) {
      const author = authorOf(item.id.client, item.id.clock + offset);
      if (author === undefined) continue;
      const last = runs.at(-1);
      if (last && last.to === at && last.author === author) runs[runs.length - 1] = { ...last, to: at + 1 };
      else runs.push({ from: at, to: at + 1, author });
    }
  }
  return at;
}
