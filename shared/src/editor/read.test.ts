import { describe, expect, it } from 'vitest';
import type { EditorJson } from './json.ts';
import { blocks, citations, countWords, plainText } from './read.ts';

const RECORD = '0123456789abcdefghjkmnpqrs';
const text = (words: string): EditorJson => ({ type: 'text', text: words });
const cite = (kind: string, locator = ''): EditorJson => ({ type: 'citation', attrs: { record: RECORD, kind, locator } });
const paragraph = (...content: EditorJson[]): EditorJson => ({ type: 'paragraph', content });
const doc = (...content: EditorJson[]): EditorJson => ({ type: 'doc', content });
const bare = (json: EditorJson) => blocks(json).map((block) => block.bare);

const LONG = 'Most processors in the border regions would double their output';

describe('what a block claims', () => {
  it('a paragraph of eight words that cites nothing is bare', () => {
    expect(bare(doc(paragraph(text(LONG))))).toEqual([true]);
  });
  it('a paragraph of seven words claims nothing', () => {
    expect(bare(doc(paragraph(text('Two objections to this deserve an answer'))))).toEqual([false]);
  });
  it('a figure makes even a short paragraph claim', () => {
    expect(bare(doc(paragraph(text('Exports rose 17 %.'))))).toEqual([true]);
  });
  it('one citation of any kind carries the paragraph', () => {
    expect(bare(doc(paragraph(text(LONG), cite('risk'))))).toEqual([false]);
  });
  it('a citation without a valid record carries nothing', () => {
    expect(bare(doc(paragraph(text(LONG), { type: 'citation', attrs: { record: 'x', kind: 'risk' } })))).toEqual([true]);
  });
  it('a heading never claims', () => {
    expect(bare(doc({ type: 'heading', attrs: { level: 2 }, content: [text(`1 ${LONG} in 2019`)] }))).toEqual([false]);
  });
  it('an item of a list claims by a figure only', () => {
    const item = (words: string): EditorJson => ({ type: 'listItem', content: [paragraph(text(words))] });
    expect(bare(doc({ type: 'bulletList', content: [item(LONG), item('Halve the rate by 2025')] }))).toEqual([false, true]);
  });
  it('a quotation claims like a paragraph', () => {
    expect(bare(doc({ type: 'blockquote', content: [paragraph(text(LONG))] }))).toEqual([true]);
  });
  it('a table is one block, carried by a citation in any cell', () => {
    const row = (...cells: EditorJson[]): EditorJson => ({
      type: 'tableRow',
      content: cells.map((cell) => ({ type: 'tableCell', content: [cell] })),
    });
    const table = (...rows: EditorJson[]): EditorJson => ({ type: 'table', content: rows });
    expect(bare(doc(table(row(paragraph(text('Flour')), paragraph(text('+160.9'))))))).toEqual([true]);
    expect(bare(doc(table(row(paragraph(text('+160.9')), paragraph(cite('evidence'))))))).toEqual([false]);
  });
});

describe('reading a text', () => {
  const json = doc(
    { type: 'heading', attrs: { level: 1 }, content: [text('The position')] },
    paragraph(text('Imports came to 10.3 billion'), { type: 'footnote', attrs: { text: 'for nine months' } }, cite('evidence', 'p. 14')),
    { type: 'orderedList', content: [{ type: 'listItem', content: [paragraph(text('first'), cite('trend'))] }] },
  );
  it('citations name the block they stand in', () => {
    expect(citations(json)).toEqual([
      { record: RECORD, kind: 'evidence', locator: 'p. 14', paragraph: 1 },
      { record: RECORD, kind: 'trend', locator: '', paragraph: 2 },
    ]);
  });
  it('plain text has a line per block and the footnotes in their place', () => {
    expect(plainText(json)).toBe('The position\nImports came to 10.3 billion (for nine months)\nfirst');
  });
  it('words are counted without footnotes, a decimal number as one', () => {
    expect(countWords(json)).toBe(8);
  });
  it('Kazakh and Russian words are counted', () => {
    expect(countWords(doc(paragraph(text('Қазақстан мен Ресейдің сауда-саттығы'))))).toBe(4);
  });
  it('an empty text has no words and no blocks', () => {
    expect([countWords(doc()), blocks(doc())]).toEqual([0, []]);
  });
});
