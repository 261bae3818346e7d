import type { Node } from '@tiptap/pm/model';
import { BLOCK_BREAK, INLINE_OBJECT } from './flat-text.ts';

/** The flat text of an editor's document, and how its offsets and the editor's positions go together. */
export interface Places {
  readonly text: string;
  /** The editor's position of an offset; at a break, behind the last letter of the block before it. */
  posAt(offset: number): number;
  /** The offset of an editor's position; between blocks, the nearest one before. */
  offsetAt(pos: number): number;
}

/** Reads the same flat text from the editor's document as `readText` reads from the shared one. */
export function placesOf(doc: Node): Places {
  const blocks: { readonly start: number; readonly end: number; readonly pos: number }[] = [];
  const words: string[] = [];
  let at = 0;
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    if (blocks.length > 0) {
      words.push(BLOCK_BREAK);
      at += 1;
    }
    const said = node.textBetween(0, node.content.size, undefined, INLINE_OBJECT);
    words.push(said);
    // Inside a text block each letter and each object is one position, as it is one letter of the flat text.
    blocks.push({ start: at, end: at + said.length, pos: pos + 1 });
    at += said.length;
    return false;
  });
  const lastBefore = (holds: (block: (typeof blocks)[number]) => boolean) => {
    let [low, high] = [0, blocks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const block = blocks[middle];
      if (block && holds(block)) low = middle + 1;
      else high = middle;
    }
    return blocks[low - 1];
  };
  return {
    text: words.join(''),
    posAt(offset) {
      const block = lastBefore((one) => one.start <= offset);
      return block ? block.pos + Math.min(offset, block.end) - block.start : 0;
    },
    offsetAt(pos) {
      const block = lastBefore((one) => one.pos <= pos);
      return block ? Math.min(block.start + pos - block.pos, block.end) : 0;
    },
  };
}
