import { editorSchema } from '@concordance/shared/editor/schema';
import { Fragment, type Node } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { changedRanges } from './changed-ranges.ts';

const schema = editorSchema();
const block = (words: string) => schema.node('paragraph', null, words === '' ? [] : [schema.text(words)]);
const doc = (...blocks: readonly Node[]) => schema.node('doc', null, Fragment.from(blocks));

/** Ranges as from, old size, new size. */
function ranges(before: Node, after: Node): number[][] {
  const found: number[][] = [];
  changedRanges(before, after).forEach((from, to, newFrom, newTo) => {
    found.push([from, to - from, newTo - newFrom]);
  });
  return found;
}

describe('what changed between two documents', () => {
  const [one, two, three] = [block('one'), block('two'), block('three')];

  it('is nothing where every block is the same', () => {
    expect(ranges(doc(one, two), doc(one, two))).toEqual([]);
  });

  it('is the letters that differ inside a block', () => {
    expect(ranges(doc(one, two, three), doc(one, block('twoo!'), three))).toEqual([[9, 0, 2]]);
    expect(ranges(doc(one, two), doc(block('oe'), two))).toEqual([[2, 1, 0]]);
  });

  it('is each changed block by itself, so that what lies between them keeps its place', () => {
    expect(ranges(doc(one, two, three), doc(block('ones'), two, block('thre')))).toEqual([
      [4, 0, 1],
      [15, 1, 0],
    ]);
  });

  it('is a block that came or went', () => {
    const added = block('new');
    expect(ranges(doc(one, two), doc(one, added, two))).toEqual([[5, 0, 5]]);
    expect(ranges(doc(one, added, two), doc(one, two))).toEqual([[5, 5, 0]]);
  });

  it('is the whole block where it became another kind', () => {
    const heading = schema.node('heading', { level: 2 }, [schema.text('two')]);
    expect(ranges(doc(one, two), doc(one, heading))).toEqual([[5, 5, 5]]);
  });

  it('maps a place behind every change to where it is now', () => {
    const map = changedRanges(doc(one, two, three), doc(block('o'), block('x'), two, block('threes')));
    const after = doc(block('o'), block('x'), two, block('threes'));
    const place = map.map(11);
    expect(after.textBetween(place, after.content.size)).toBe('threes');
  });
});
