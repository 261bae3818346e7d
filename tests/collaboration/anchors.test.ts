import type { TextState } from '@concordance/shared/history/schema';
import { anchorAt, type Resolved, resolveAnchor } from '@concordance/shared/threads/anchors';
import { readText } from '@concordance/shared/threads/flat-text';
import { placesOf } from '@concordance/shared/threads/places';
import type { Anchor } from '@concordance/shared/threads/schema';
import { describe, expect, it } from 'vitest';
import { EditingCopy, editAtRandom, rangeIn } from '../support/editing-copy.ts';
import { Seeded } from '../support/seeded.ts';

const BEGINNING = [
  'The state shall act within a year.',
  'The ministry shall publish a plan, and report on it.',
  'Nothing here binds anybody before then.',
];
const SEEDS = Array.from({ length: 40 }, (_, place) => 20_200_901 + place);
const STEPS = 60;

/** Copies of one text, whose beginning somebody else has written: none of them can undo that. */
function copiesOf(count: number): readonly EditingCopy[] {
  const author = new EditingCopy(100);
  author.restore(stateOf(BEGINNING));
  const copies = Array.from({ length: count }, (_, place) => new EditingCopy(place + 1));
  for (const copy of copies) copy.take(author);
  return copies;
}

const stateOf = (paragraphs: readonly string[]): TextState => ({
  people: [],
  doc: { type: 'doc', content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })) },
});

function meet(copies: readonly EditingCopy[]): void {
  for (const one of copies) for (const other of copies) if (one !== other) one.take(other);
}

/** What is always true of a thread, however its text was treated. */
function expectKept(anchor: Anchor, resolved: Resolved, text: string): void {
  if (resolved.kind === 'removed') {
    expect(resolved.quote).toBe(anchor.quote);
    // Words that stand as they stood, in the place where they stood, are never called removed.
    expect(text.includes(anchor.prefix + anchor.quote + anchor.suffix)).toBe(false);
  } else {
    expect(resolved.words).toBe(text.slice(resolved.from, resolved.to));
    expect(resolved.words).not.toBe('');
  }
}

describe('a thread is never lost', () => {
  it.each(SEEDS)('whatever several do to its words at once (seed %i)', (seed) => {
    const random = new Seeded(seed);
    const copies = copiesOf(3);
    const versions: TextState[] = [];
    const anchors: Anchor[] = [];
    for (let step = 0; step < STEPS; step++) {
      const copy = random.pick(copies);
      if (random.chance(0.2)) {
        const { text } = copy.read;
        const [from, to] = rangeIn(random, text, 20);
        if (text.slice(from, to).trim() !== '') anchors.push(anchorAt(copy.read, from, to));
      }
      editAtRandom(copy, random, versions);
      if (random.chance(0.1)) versions.push(copy.state);
      if (random.chance(0.3)) copy.take(random.pick(copies));
      // Before they meet as well: a copy that lacks the words still tells the quote.
      for (const anchor of anchors) expectKept(anchor, resolveAnchor(copy.read, anchor), copy.read.text);
    }
    meet(copies);
    const [first, ...others] = copies.map((copy) => anchors.map((anchor) => resolveAnchor(copy.read, anchor)));
    for (const other of others) expect(other).toEqual(first);
    expect(anchors.length).toBeGreaterThan(0);
  });

  it('and most of them keep their words', () => {
    let kept = 0;
    let all = 0;
    for (const seed of SEEDS) {
      const random = new Seeded(seed);
      const [one, other] = copiesOf(2) as [EditingCopy, EditingCopy];
      const { text } = one.read;
      const anchors = BEGINNING.map((paragraph) => anchorAt(one.read, text.indexOf(paragraph) + 4, text.indexOf(paragraph) + 24));
      for (let step = 0; step < 12; step++) editAtRandom(random.pick([one, other]), random, [stateOf(BEGINNING)]);
      meet([one, other]);
      all += anchors.length;
      kept += anchors.filter((anchor) => resolveAnchor(one.read, anchor).kind === 'words').length;
    }
    expect(kept / all).toBeGreaterThan(0.75);
  });
});

describe('words', () => {
  const anchored = (words: string) => {
    const [one, other] = copiesOf(2) as [EditingCopy, EditingCopy];
    const from = one.read.text.indexOf(words);
    return { one, other, anchor: anchorAt(one.read, from, from + words.length) };
  };
  const posOf = (copy: EditingCopy, words: string) => {
    const places = placesOf(copy.node());
    const from = places.text.indexOf(words);
    return [places.posAt(from), places.posAt(from + words.length)] as const;
  };

  it('that were deleted and brought back by undo are found, in every copy alike', () => {
    const { one, other, anchor } = anchored('shall publish a plan');
    one.change((transform) => void transform.delete(...posOf(one, 'shall publish a plan')));
    expect(resolveAnchor(one.read, anchor)).toEqual({ kind: 'removed', quote: 'shall publish a plan' });
    one.undo();
    meet([one, other]);
    for (const copy of [one, other]) expect(resolveAnchor(copy.read, anchor)).toMatchObject({ words: 'shall publish a plan' });
    one.redo();
    meet([one, other]);
    for (const copy of [one, other]) expect(resolveAnchor(copy.read, anchor)).toEqual({ kind: 'removed', quote: 'shall publish a plan' });
  });

  it('of a paragraph that is split in their midst keep their thread, and all of it once it is joined again', () => {
    const { one, other, anchor } = anchored('shall publish a plan');
    const [, behind] = posOf(one, 'shall publish');
    one.change((transform) => void transform.split(behind));
    meet([one, other]);
    expect(resolveAnchor(other.read, anchor)).toMatchObject({ kind: 'words', words: expect.stringContaining('shall publish') });
    other.change((transform) => void transform.join(behind + 1));
    meet([one, other]);
    for (const copy of [one, other]) expect(resolveAnchor(copy.read, anchor)).toMatchObject({ kind: 'words' });
  });

  it('that a restored version brings back are found again', () => {
    const { one, other, anchor } = anchored('shall publish a plan');
    const version = one.state;
    one.restore(stateOf(['Something else.']));
    meet([one, other]);
    expect(resolveAnchor(other.read, anchor).kind).toBe('removed');
    other.restore(version);
    meet([one, other]);
    for (const copy of [one, other]) expect(resolveAnchor(copy.read, anchor)).toMatchObject({ words: 'shall publish a plan' });
  });

  it('that two rewrite at once stay the thread’s as long as one letter of them is left', () => {
    const { one, other, anchor } = anchored('shall publish a plan');
    one.change((transform) => void transform.delete(...posOf(one, 'shall publish ')));
    other.change((transform) => void transform.delete(...posOf(other, 'publish a pla')));
    meet([one, other]);
    for (const copy of [one, other]) expect(resolveAnchor(copy.read, anchor)).toMatchObject({ words: 'n', by: 'position' });
  });

  it('are read the same from the shared text and from the editor’s document', () => {
    const random = new Seeded(7);
    const [copy] = copiesOf(1) as [EditingCopy];
    for (let step = 0; step < 40; step++) {
      editAtRandom(copy, random, [stateOf(BEGINNING)]);
      expect(placesOf(copy.node()).text).toBe(readText(copy.root).text);
    }
  });
});
