import * as Y from 'yjs';

/** Blocks whose children are words and inline objects. */
export const TEXT_BLOCKS: ReadonlySet<string> = new Set(['paragraph', 'heading']);
/** Blocks that hold blocks. */
export const CONTAINERS: ReadonlySet<string> = new Set([
  'blockquote',
  'bulletList',
  'orderedList',
  'listItem',
  'taskList',
  'taskItem',
  'table',
  'tableRow',
  'tableCell',
  'tableHeader',
]);
/** Stands for a citation, a footnote, or any other object among words. */
export const INLINE_OBJECT = '\uFFFC';
export const BLOCK_BREAK = '\n';

/** A run of words, or one inline object, with where it begins in the flat text. */
export interface Piece {
  readonly node: Y.XmlText | Y.XmlElement;
  readonly start: number;
  readonly length: number;
}

/** A paragraph or heading. */
export interface TextBlock {
  readonly element: Y.XmlElement;
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
}

/** The words of a shared text in one string, and where each of them is. True until the text changes. */
export interface ReadText {
  readonly text: string;
  readonly blocks: readonly TextBlock[];
  readonly blockOf: ReadonlyMap<Y.XmlText | Y.XmlElement, TextBlock>;
  readonly doc: Y.Doc;
}

/** Reads the words of a text; changes nothing. Throws for a fragment that belongs to no document. */
export function readText(fragment: Y.XmlFragment): ReadText {
  const { doc } = fragment;
  if (doc === null) throw new Error('a text without a document has no places');
  const words: string[] = [];
  const blocks: TextBlock[] = [];
  const blockOf = new Map<Y.XmlText | Y.XmlElement, TextBlock>();
  let at = 0;

  function readBlock(element: Y.XmlElement): void {
    if (blocks.length > 0) {
      words.push(BLOCK_BREAK);
      at += 1;
    }
    const start = at;
    const pieces: Piece[] = [];
    for (const node of element.toArray() as (Y.XmlText | Y.XmlElement)[]) {
      const said = node instanceof Y.XmlText ? wordsOf(node) : INLINE_OBJECT;
      pieces.push({ node, start: at, length: said.length });
      words.push(said);
      at += said.length;
    }
    const block = { element, start, end: at, pieces };
    blocks.push(block);
    blockOf.set(element, block);
    for (const { node } of pieces) if (node instanceof Y.XmlText) blockOf.set(node, block);
  }

  function read(parent: Y.XmlFragment | Y.XmlElement): void {
    for (const child of parent.toArray()) {
      if (!(child instanceof Y.XmlElement)) continue;
      if (TEXT_BLOCKS.has(child.nodeName)) readBlock(child);
      else if (CONTAINERS.has(child.nodeName)) read(child);
    }
  }

  read(fragment);
  return { text: words.join(''), blocks, blockOf, doc };
}

/** Letters as Yjs counts them; whatever is embedded counts as one. */
function wordsOf(text: Y.XmlText): string {
  return (text.toDelta() as readonly { readonly insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : INLINE_OBJECT))
    .join('');
}

/** The block in which an offset lies; at a break, the one before it. */
export function blockAt(read: ReadText, offset: number): TextBlock | undefined {
  let [low, high] = [0, read.blocks.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((read.blocks[middle]?.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return read.blocks[low];
}
