import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import * as Y from 'yjs';

/** The editor's shape, the same for every server of a run: a fragment of paragraphs, one for each client that types. */
export const SHAPE = `XmlFragment '${TEXT_ROOT}' > paragraph > XmlText`;

const rootOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(TEXT_ROOT);

/** Adds a paragraph at the end; the text inside it is where its client types. */
export function addParagraph(doc: Y.Doc): Y.XmlText {
  const text = new Y.XmlText();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [text]);
  rootOf(doc).push([paragraph]);
  return text;
}

/** Characters in the whole document. */
export function lengthOf(doc: Y.Doc): number {
  return rootOf(doc)
    .toArray()
    .reduce((sum, node) => sum + charactersOf(node), 0);
}

/** Everything in it, to compare. */
export function contentOf(doc: Y.Doc): string {
  return rootOf(doc).toString();
}

/** The texts of all paragraphs that have one. */
export function paragraphsOf(doc: Y.Doc): string[] {
  return rootOf(doc)
    .toArray()
    .flatMap((node) => (node instanceof Y.XmlElement ? node.toArray() : []))
    .flatMap((node) => (node instanceof Y.XmlText ? [node.toString()] : []));
}

function charactersOf(node: unknown): number {
  if (node instanceof Y.XmlText) return node.length;
  if (node instanceof Y.XmlElement) return node.toArray().reduce((sum: number, child) => sum + charactersOf(child), 0);
  return 0;
}
