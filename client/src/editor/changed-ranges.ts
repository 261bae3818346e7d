import type { Node } from '@tiptap/pm/model';
import { StepMap } from '@tiptap/pm/transform';

/**
 * What really changed between two documents of which one replaced the other as a whole, as a remote change does. Blocks
 * that nobody touched are the same objects in both, so this looks closely at the others alone.
 */
export function changedRanges(before: Node, after: Node): StepMap {
  const ranges: number[] = [];
  const places = new Map<Node, number>();
  before.forEach((block, _offset, place) => void places.set(block, place));
  let [oldPlace, oldPos] = [0, 0];
  /** Blocks of the new document that are waiting for one that both have. */
  let fresh: Node[] = [];
  const close = (until: number) => {
    const gone: Node[] = [];
    while (oldPlace < until) gone.push(before.child(oldPlace++));
    addGap(ranges, gone, fresh, oldPos);
    oldPos += sizeOf(gone);
    fresh = [];
  };
  for (let newPlace = 0; newPlace < after.childCount; newPlace++) {
    const block = after.child(newPlace);
    const old = places.get(block);
    if (old === undefined || old < oldPlace) {
      fresh.push(block);
      continue;
    }
    close(old);
    oldPlace += 1;
    oldPos += block.nodeSize;
  }
  close(before.childCount);
  return new StepMap(ranges);
}

const sizeOf = (blocks: readonly Node[]) => blocks.reduce((sum, block) => sum + block.nodeSize, 0);

function addGap(ranges: number[], gone: readonly Node[], fresh: readonly Node[], oldStart: number): void {
  if (gone.length !== fresh.length) {
    ranges.push(oldStart, sizeOf(gone), sizeOf(fresh));
    return;
  }
  let at = oldStart;
  for (const [place, block] of gone.entries()) {
    const next = fresh[place];
    if (next) addBlock(ranges, block, next, at);
    at += block.nodeSize;
  }
}

/** The part of one block that is another, or the whole of it where it became another kind of block. */
function addBlock(ranges: number[], block: Node, next: Node, at: number): void {
  if (!block.sameMarkup(next)) {
    ranges.push(at, block.nodeSize, next.nodeSize);
    return;
  }
  const start = block.content.findDiffStart(next.content);
  const end = block.content.findDiffEnd(next.content);
  if (start === null || end === null) return;
  // Of repeated letters the two may claim the same ones.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  ranges.push(at + 1 + start, end.a + overlap - start, end.b + overlap - start);
}
