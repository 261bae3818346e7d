import * as Y from 'yjs';
import { blockAt, type ReadText } from './flat-text.ts';
import { findQuote } from './quotes.ts';
import { type Anchor, CONTEXT_LENGTH, QUOTE_MOST } from './schema.ts';

/** Of every browser and of Node; `shared` knows the libraries of neither. */
declare const btoa: (bytes: string) => string;
declare const atob: (base64: string) => string;

/** Where an anchor is now. Nothing is ever lost: words that are gone are still told by the quote. */
export type Resolved =
  | {
      readonly kind: 'words';
      readonly from: number;
      readonly to: number;
      /** What stands there now; the quote where nobody has touched it. */
      readonly words: string;
      /** `quote`: the letters were made anew (moved, undone, restored) and found by what they say. */
      readonly by: 'position' | 'quote';
    }
  | { readonly kind: 'removed'; readonly quote: string };

/**
 * An anchor on a range of the flat text; an empty range is a place for an insertion. The start clings to the first
 * letter and the end to the last, so that what is typed at either edge stays outside.
 */
export function anchorAt(read: ReadText, from: number, to: number): Anchor {
  const { text } = read;
  const end = Math.min(to, from + QUOTE_MOST);
  return {
    start: encode(positionBefore(read, from)),
    end: encode(positionBehind(read, end)),
    quote: text.slice(from, end),
    prefix: text.slice(Math.max(0, from - CONTEXT_LENGTH), from),
    suffix: text.slice(end, end + CONTEXT_LENGTH),
  };
}

/**
 * Finds an anchor's words: by their letters where any of them is left, else by what they said and what stood around them.
 * The same in every copy of a text, however it was edited: what one copy alone knows (that a deletion was undone) is not
 * looked at.
 */
export function resolveAnchor(read: ReadText, anchor: Anchor): Resolved {
  const [start, end] = [offsetOf(read, anchor.start), offsetOf(read, anchor.end)];
  if (anchor.quote === '') return resolvePlace(read, anchor, start, end);
  if (start !== null && end !== null && start < end) {
    const words = read.text.slice(start, end);
    if (words.trim() !== '' || anchor.quote.trim() === '') return { kind: 'words', from: start, to: end, words, by: 'position' };
  }
  const found = findQuote(read.text, anchor);
  if (found === null) return { kind: 'removed', quote: anchor.quote };
  return { kind: 'words', ...found, words: read.text.slice(found.from, found.to), by: 'quote' };
}

/** A place between two letters. Whatever came between them since is told as its words. */
function resolvePlace(read: ReadText, anchor: Anchor, next: number | null, before: number | null): Resolved {
  if (next === null || before === null) {
    const around = findQuote(read.text, { quote: anchor.prefix + anchor.suffix, prefix: '', suffix: '' });
    const whole = around !== null && read.text.slice(around.from, around.to) === anchor.prefix + anchor.suffix;
    if (!whole) return { kind: 'removed', quote: '' };
    const at = around.from + anchor.prefix.length;
    return { kind: 'words', from: at, to: at, words: '', by: 'quote' };
  }
  const [from, to] = [Math.min(before, next), Math.max(before, next)];
  // Letters that came to lie the other way round have nothing between them.
  return { kind: 'words', from, to: before <= next ? to : from, words: before <= next ? read.text.slice(from, to) : '', by: 'position' };
}

/** What a position is made in: the words themselves, or their block where an object or nothing stands. */
function positionBefore(read: ReadText, at: number): Y.RelativePosition {
  const block = blockAt(read, at);
  if (block === undefined) throw new RangeError('there is no block at this offset');
  const index = block.pieces.findIndex((piece) => piece.start <= at && at < piece.start + piece.length);
  const piece = block.pieces[index];
  if (piece?.node instanceof Y.XmlText) return Y.createRelativePositionFromTypeIndex(piece.node, at - piece.start, 0);
  if (piece) return Y.createRelativePositionFromTypeIndex(block.element, index, 0);
  const last = block.pieces.at(-1);
  return last?.node instanceof Y.XmlText
    ? Y.createRelativePositionFromTypeIndex(last.node, last.length, 0)
    : Y.createRelativePositionFromTypeIndex(block.element, block.pieces.length, 0);
}

function positionBehind(read: ReadText, at: number): Y.RelativePosition {
  const block = blockAt(read, at);
  if (block === undefined) throw new RangeError('there is no block at this offset');
  const index = block.pieces.findIndex((piece) => piece.start < at && at <= piece.start + piece.length);
  const piece = block.pieces[index];
  if (piece?.node instanceof Y.XmlText) return Y.createRelativePositionFromTypeIndex(piece.node, at - piece.start, -1);
  if (piece) return Y.createRelativePositionFromTypeIndex(block.element, index + 1, -1);
  const first = block.pieces[0];
  return first?.node instanceof Y.XmlText
    ? Y.createRelativePositionFromTypeIndex(first.node, 0, -1)
    : Y.createRelativePositionFromTypeIndex(block.element, 0, -1);
}

function offsetOf(read: ReadText, encoded: string): number | null {
  let absolute: Y.AbsolutePosition | null;
  try {
    // Not following undone deletions: only the copy that undid them knows.
    absolute = Y.createAbsolutePositionFromRelativePosition(decode(encoded), read.doc, false);
  } catch {
    return null;
  }
  if (absolute === null) return null;
  const { type, index } = absolute;
  if (!(type instanceof Y.XmlText || type instanceof Y.XmlElement)) return null;
  const block = read.blockOf.get(type);
  if (block === undefined) return null;
  if (type instanceof Y.XmlElement) return block.pieces[index]?.start ?? block.end;
  const piece = block.pieces.find(({ node }) => node === type);
  return piece === undefined ? null : piece.start + Math.min(index, piece.length);
}

function encode(position: Y.RelativePosition): string {
  return btoa(String.fromCharCode(...Y.encodeRelativePosition(position)));
}

function decode(encoded: string): Y.RelativePosition {
  return Y.decodeRelativePosition(Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0)));
}
