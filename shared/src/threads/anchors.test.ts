import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { editorSchema } from '../editor/schema.ts';
import { anchorAt, resolveAnchor } from './anchors.ts';
import { CONTAINERS, INLINE_OBJECT, readText, TEXT_BLOCKS } from './flat-text.ts';
import { placesOf } from './places.ts';

/** A text of paragraphs; an object stands where a string is null. */
function textOf(...paragraphs: readonly (readonly (string | null)[])[]): Y.XmlFragment {
  const root = new Y.Doc().getXmlFragment('default');
  root.insert(
    0,
    paragraphs.map((parts) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(
        0,
        parts.map((part) => (part === null ? new Y.XmlElement('hardBreak') : new Y.XmlText(part))),
      );
      return paragraph;
    }),
  );
  return root;
}

const wordsIn = (root: Y.XmlFragment, block: number, piece = 0) => (root.get(block) as Y.XmlElement).get(piece) as Y.XmlText;

/** An anchor on the first place of these words. */
function anchorOn(root: Y.XmlFragment, words: string) {
  const read = readText(root);
  const from = read.text.indexOf(words);
  return anchorAt(read, from, from + words.length);
}

describe('the flat text', () => {
  it('breaks between blocks and keeps a place for each object', () => {
    expect(readText(textOf(['One ', null, 'two'], [], ['three'])).text).toBe(`One ${INLINE_OBJECT}two\n\nthree`);
  });

  it('knows every block of the editor’s schema', () => {
    const { nodes } = editorSchema();
    const all = Object.values(nodes).filter((type) => type.isBlock && !type.isLeaf && type.name !== 'doc');
    expect(
      all
        .filter((type) => type.isTextblock)
        .map((type) => type.name)
        .sort(),
    ).toEqual([...TEXT_BLOCKS].sort());
    expect(
      all
        .filter((type) => !type.isTextblock)
        .map((type) => type.name)
        .sort(),
    ).toEqual([...CONTAINERS].sort());
  });

  it('is the same as the editor’s, place by place', () => {
    const paragraph = (...content: readonly object[]) => ({ type: 'paragraph', content });
    const doc = editorSchema().nodeFromJSON({
      type: 'doc',
      content: [
        paragraph({ type: 'text', text: 'One' }, { type: 'hardBreak' }, { type: 'text', text: 'two' }),
        { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph({ type: 'text', text: 'three' })] }] },
        { type: 'paragraph' },
      ],
    });
    const places = placesOf(doc);
    expect(places.text).toBe(`One${INLINE_OBJECT}two\nthree\n`);
    for (let offset = 0; offset <= places.text.length; offset++) expect(places.offsetAt(places.posAt(offset))).toBe(offset);
    const from = places.text.indexOf('three');
    expect(doc.textBetween(places.posAt(from), places.posAt(from + 5))).toBe('three');
  });
});

describe('an anchor', () => {
  it('keeps to its words while others write around and inside them', () => {
    const root = textOf(['The state shall act soon.']);
    const anchor = anchorOn(root, 'state shall');
    wordsIn(root, 0).insert(0, 'Now: ');
    wordsIn(root, 0).insert(15, 'and its bodies ');
    expect(resolveAnchor(readText(root), anchor)).toMatchObject({ words: 'state and its bodies shall', by: 'position' });
  });

  it('does not take in what is typed at its edges', () => {
    const root = textOf(['one two three']);
    const anchor = anchorOn(root, 'two');
    wordsIn(root, 0).insert(4, 'X');
    wordsIn(root, 0).insert(8, 'Y');
    expect(resolveAnchor(readText(root), anchor)).toMatchObject({ words: 'two', from: 5, to: 8 });
  });

  it('tells its quote when all its words are gone', () => {
    const root = textOf(['one two three']);
    const anchor = anchorOn(root, 'two');
    wordsIn(root, 0).delete(4, 3);
    expect(resolveAnchor(readText(root), anchor)).toEqual({ kind: 'removed', quote: 'two' });
  });

  it('tells its quote when its whole paragraph is gone, whatever stands elsewhere', () => {
    const root = textOf(['one two three'], ['a two of another kind']);
    const anchor = anchorOn(root, 'two');
    root.delete(0, 1);
    expect(resolveAnchor(readText(root), anchor)).toEqual({ kind: 'removed', quote: 'two' });
  });

  it('finds words again that were cut and pasted, by what they say', () => {
    const root = textOf(['The ministry shall publish a plan.'], ['Another paragraph.']);
    const anchor = anchorOn(root, 'shall publish a plan');
    root.delete(0, 1);
    wordsIn(root, 0).insert(18, ' It shall publish a plan.');
    expect(resolveAnchor(readText(root), anchor)).toMatchObject({ words: 'shall publish a plan', by: 'quote' });
  });

  it('finds words again across a paragraph that was split or joined', () => {
    const root = textOf(['The ministry shall publish a plan.']);
    const anchor = anchorOn(root, 'shall publish a plan');
    root.delete(0, 1);
    const halves = textOf(['The ministry shall'], ['publish a plan.']);
    root.insert(
      0,
      (halves.toArray() as Y.XmlElement[]).map((one) => one.clone() as Y.XmlElement),
    );
    expect(resolveAnchor(readText(root), anchor)).toMatchObject({ words: 'shall\npublish a plan', by: 'quote' });
  });

  it('finds words again that were written into before they were made anew', () => {
    const root = textOf(['The ministry shall publish a plan.']);
    const anchor = anchorOn(root, 'ministry shall publish a plan');
    root.delete(0, 1);
    root.insert(
      0,
      textOf(['The ministry shall very soon publish a plan.'])
        .toArray()
        .map((one) => (one as Y.XmlElement).clone() as Y.XmlElement),
    );
    expect(resolveAnchor(readText(root), anchor)).toMatchObject({ words: 'ministry shall very soon publish a plan', by: 'quote' });
    root.insert(
      0,
      textOf(['Once more: ministry shall.'])
        .toArray()
        .map((one) => (one as Y.XmlElement).clone() as Y.XmlElement),
    );
    expect(resolveAnchor(readText(root), anchor).kind).toBe('removed');
  });

  it('on an object keeps to it', () => {
    const root = textOf(['See ', null, ' there']);
    const anchor = anchorOn(root, INLINE_OBJECT);
    wordsIn(root, 0).insert(0, 'Do ');
    expect(resolveAnchor(readText(root), anchor)).toMatchObject({ from: 7, to: 8, words: INLINE_OBJECT });
  });

  it('over several paragraphs keeps to both of its ends', () => {
    const root = textOf(['one two'], ['three four']);
    const anchor = anchorOn(root, 'two\nthree');
    wordsIn(root, 0).insert(0, 'zero ');
    expect(resolveAnchor(readText(root), anchor)).toMatchObject({ words: 'two\nthree', by: 'position' });
  });

  it('whose bytes are no position is told by its quote', () => {
    const root = textOf(['one two three']);
    const broken = { ...anchorOn(root, 'two'), start: 'AAAA////', end: '////AAAA', prefix: 'nowhere', suffix: 'to be seen' };
    expect(resolveAnchor(readText(root), broken)).toEqual({ kind: 'removed', quote: 'two' });
  });

  it('made where a copy has not come yet waits with its quote, and finds its words when it has', () => {
    const root = textOf(['one two three']);
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(root.doc as Y.Doc));
    wordsIn(root, 0).insert(13, ' unheard of');
    const anchor = anchorOn(root, 'unheard of');
    const there = copy.getXmlFragment('default');
    expect(resolveAnchor(readText(there), anchor)).toEqual({ kind: 'removed', quote: 'unheard of' });
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(root.doc as Y.Doc));
    expect(resolveAnchor(readText(there), anchor)).toMatchObject({ words: 'unheard of', by: 'position' });
  });
});

describe('a place for an insertion', () => {
  const placeIn = (root: Y.XmlFragment, at: number) => anchorAt(readText(root), at, at);

  it('moves with the letters around it', () => {
    const root = textOf(['one two']);
    const anchor = placeIn(root, 4);
    wordsIn(root, 0).insert(0, 'zero ');
    expect(resolveAnchor(readText(root), anchor)).toMatchObject({ from: 9, to: 9, words: '' });
  });

  it('tells what came in there meanwhile', () => {
    const root = textOf(['one two']);
    const anchor = placeIn(root, 4);
    wordsIn(root, 0).insert(4, 'and ');
    expect(resolveAnchor(readText(root), anchor)).toMatchObject({ words: 'and ' });
  });

  it.each([
    ['at the end of a paragraph', ['one'], 3],
    ['in an empty paragraph', [], 0],
    ['at the very beginning', ['one'], 0],
    ['behind an object', ['one', null], 4],
  ] as const)('is kept %s', (_, parts, at) => {
    const root = textOf(parts);
    expect(resolveAnchor(readText(root), placeIn(root, at))).toMatchObject({ kind: 'words', from: at, to: at, words: '' });
  });
});
