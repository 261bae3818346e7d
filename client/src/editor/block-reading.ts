import type { EditorJson } from '@concordance/shared/editor/json';
import { type BlockKind, blockKind, countWordsOf, insideOf, readBlock, type TextBlock } from '@concordance/shared/editor/read';
import type { Node } from '@tiptap/pm/model';
import type { TextFacts } from './contract.ts';

/** A block of the text and where it begins in the document. */
export interface PlacedBlock {
  readonly pos: number;
  readonly node: Node;
  readonly block: Omit<TextBlock, 'index'>;
}

export interface PlacedFootnote {
  /** From 1, in the order of the text. */
  readonly number: number;
  readonly pos: number;
  readonly text: string;
}

interface BlockReading {
  readonly block: TextBlock;
  readonly words: number;
  /** Positions relative to the node's own. */
  readonly footnotes: readonly Omit<PlacedFootnote, 'number'>[];
}

/**
 * Nodes are values: a block that nobody touched is the same object in the next document, so what was read of it once
 * stays true. This is what keeps the margin, the counts and the notes cheap while people type.
 */
const readings = new Map<BlockKind, WeakMap<Node, BlockReading>>();

function reading(node: Node, kind: BlockKind): BlockReading {
  const known = readings.get(kind) ?? new WeakMap<Node, BlockReading>();
  readings.set(kind, known);
  const before = known.get(node);
  if (before) return before;
  const block = readBlock(node.toJSON() as EditorJson, kind, 0);
  const footnotes: Omit<PlacedFootnote, 'number'>[] = [];
  node.descendants((child, offset) => {
    if (child.type.name === 'footnote') footnotes.push({ pos: offset + 1, text: String(child.attrs['text']) });
  });
  const read = { block, words: countWordsOf(block.text), footnotes };
  known.set(node, read);
  return read;
}

function eachBlock(
  node: Node,
  start: number,
  inside: 'list' | 'quote' | null,
  visit: (node: Node, pos: number, kind: BlockKind) => void,
): void {
  node.forEach((child, offset) => {
    const kind = blockKind(child.type.name, inside);
    if (kind) visit(child, start + offset, kind);
    else if (!child.isLeaf) eachBlock(child, start + offset + 1, insideOf(child.type.name, inside), visit);
  });
}

/** Answers the same question about the same document once. */
function once<T>(read: (doc: Node) => T): (doc: Node) => T {
  const answers = new WeakMap<Node, { readonly answer: T }>();
  return (doc) => {
    const known = answers.get(doc) ?? { answer: read(doc) };
    answers.set(doc, known);
    return known.answer;
  };
}

/** The blocks of a document in reading order, as `blocks(json)` of the shared reader counts them. */
export const placedBlocks = once((doc): readonly PlacedBlock[] => {
  const placed: PlacedBlock[] = [];
  eachBlock(doc, 0, null, (node, pos, kind) => placed.push({ pos, node, block: reading(node, kind).block }));
  return placed;
});

export const placedFootnotes = once((doc): readonly PlacedFootnote[] => {
  const placed: PlacedFootnote[] = [];
  eachBlock(doc, 0, null, (node, pos, kind) => {
    for (const note of reading(node, kind).footnotes) placed.push({ number: placed.length + 1, pos: pos + note.pos, text: note.text });
  });
  return placed;
});

export const textFacts = once((doc): TextFacts => {
  let [words, citations, bare] = [0, 0, 0];
  eachBlock(doc, 0, null, (node, _pos, kind) => {
    const read = reading(node, kind);
    words += read.words;
    citations += read.block.citations.length;
    bare += read.block.bare ? 1 : 0;
  });
  return { words, citations, bare };
});
