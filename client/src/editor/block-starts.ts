import type { Node } from '@tiptap/pm/model';

const known = new WeakMap<Node, readonly number[]>();

/** Where the blocks of a text's first level begin. */
export function blockStarts(doc: Node): readonly number[] {
  const before = known.get(doc);
  if (before) return before;
  const starts: number[] = [];
  doc.forEach((_block, offset) => void starts.push(offset));
  known.set(doc, starts);
  return starts;
}

/** The number of the block that a position is in; of the first one in a text without any. */
export function blockAt(starts: readonly number[], pos: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= pos) low = middle;
    else high = middle;
  }
  return low;
}
