import { resolveAnchor } from '@concordance/shared/threads/anchors';
import { type Piece, type ReadText, readText, type TextBlock } from '@concordance/shared/threads/flat-text';
import type { Anchor, SuggestionDraft } from '@concordance/shared/threads/schema';
import * as Y from 'yjs';

/** What came of proposed wording: put in, or the words that stand in its place now (null where they are gone). */
export type Applied = { readonly kind: 'applied' } | { readonly kind: 'outdated'; readonly words: string | null };

/** So many letters on either side of an insertion have to stand as they stood. */
const AROUND = 12;

/**
 * Puts proposed wording into a text, by changing nothing but the words it is about. Where those are no longer the words
 * it was made against, nothing is changed. New words take the look of the first letter they stand for. Over a break
 * between paragraphs, what is left behind the range stays a paragraph of its own: no word of anybody else's is moved, so
 * that all that this client writes is the proposer's.
 */
export function applySuggestion(fragment: Y.XmlFragment, anchor: Anchor, suggestion: SuggestionDraft): Applied {
  const read = readText(fragment);
  const resolved = resolveAnchor(read, anchor);
  if (resolved.kind === 'removed') return { kind: 'outdated', words: null };
  if (resolved.words !== anchor.quote) return { kind: 'outdated', words: resolved.words };
  if (suggestion.kind === 'insert' && !standsAround(read, anchor, resolved.from)) return { kind: 'outdated', words: '' };
  const [first, ...rest] = placesIn(read, resolved.from, resolved.to);
  if (suggestion.kind === 'insert') insertAt(read, resolved.from, suggestion.text);
  else if (first) replace(first, rest, suggestion.text);
  return { kind: 'applied' };
}

function standsAround(read: ReadText, { prefix, suffix }: Anchor, at: number): boolean {
  const before = prefix.slice(-AROUND);
  const behind = suffix.slice(0, AROUND);
  return read.text.slice(0, at).endsWith(before) && read.text.startsWith(behind, at);
}

/** The part of one piece that lies in a range. */
interface Part {
  readonly block: TextBlock;
  readonly piece: Piece;
  readonly from: number;
  readonly length: number;
}

interface Covered {
  readonly block: TextBlock;
  readonly parts: readonly Part[];
  /** From its first letter to its last, with the break before it. */
  readonly whole: boolean;
}

function placesIn(read: ReadText, from: number, to: number): readonly Covered[] {
  return read.blocks
    .filter((block) => block.start <= to && from <= block.end && !(block.start === to && from < block.start && block.end > to))
    .map((block) => ({
      block,
      whole: from < block.start && block.end <= to,
      parts: block.pieces.flatMap((piece) => {
        const start = Math.max(from, piece.start);
        const length = Math.min(to, piece.start + piece.length) - start;
        return length > 0 ? [{ block, piece, from: start - piece.start, length }] : [];
      }),
    }));
}

function replace(first: Covered, rest: readonly Covered[], text: string): void {
  // From the end to the beginning, so that what is still to be done stays where it was found.
  for (const { block, parts, whole } of rest.toReversed()) {
    for (const part of parts.toReversed()) remove(part);
    if (whole) removeBlock(block);
  }
  const [head, ...others] = first.parts;
  for (const part of others.toReversed()) remove(part);
  if (head === undefined) {
    // The range begins with a break: new words go to the end of the block before it.
    if (text !== '') appendTo(first.block, text);
    return;
  }
  const { node } = head.piece;
  if (node instanceof Y.XmlText) {
    const letter = lettersAt(node, head.from);
    // Behind the first letter, so that the new words look like it; then all the old ones go.
    if (text !== '') node.insert(head.from + letter, text);
    node.delete(head.from, letter);
    if (head.length > letter) node.delete(head.from + text.length, head.length - letter);
    if (text === '' && coversAll(first)) removeBlock(first.block);
    return;
  }
  const index = indexOf(head);
  if (text !== '') first.block.element.insert(index, [new Y.XmlText(text)]);
  first.block.element.delete(index + (text === '' ? 0 : 1), 1);
}

/** Two units for a letter outside the basic plane: parted, both halves would be lost. */
function lettersAt(text: Y.XmlText, at: number): number {
  const run = (text.toDelta() as readonly { readonly insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : ' '));
  return (run.join('').codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

const coversAll = ({ block, parts }: Covered): boolean => parts.reduce((sum, part) => sum + part.length, 0) === block.end - block.start;

function remove(part: Part): void {
  if (part.piece.node instanceof Y.XmlText) part.piece.node.delete(part.from, part.length);
  else part.block.element.delete(indexOf(part), 1);
}

const indexOf = ({ block, piece }: Part): number => (block.element.toArray() as unknown[]).indexOf(piece.node);

/** A paragraph that lost all its words goes too, unless nothing else is in what holds it. */
function removeBlock({ element }: TextBlock): void {
  const { parent } = element;
  if (!(parent instanceof Y.XmlFragment) || parent.length < 2) return;
  parent.delete((parent.toArray() as unknown[]).indexOf(element), 1);
}

function appendTo(block: TextBlock, text: string): void {
  const last = block.pieces.at(-1)?.node;
  if (last instanceof Y.XmlText) last.insert(last.length, text);
  else block.element.insert(block.element.length, [new Y.XmlText(text)]);
}

function insertAt(read: ReadText, at: number, text: string): void {
  const block = read.blocks.find((one) => one.start <= at && at <= one.end);
  if (block === undefined) return;
  const words = block.pieces.filter((piece) => piece.node instanceof Y.XmlText && piece.start <= at && at <= piece.start + piece.length);
  // Behind a letter rather than before one: new words go on in the look of what they follow.
  const piece = words.find((one) => one.start < at) ?? words[0];
  if (piece?.node instanceof Y.XmlText) {
    piece.node.insert(at - piece.start, text);
    return;
  }
  const index = block.pieces.findIndex((one) => one.start >= at);
  block.element.insert(index < 0 ? block.pieces.length : index, [new Y.XmlText(text)]);
}
