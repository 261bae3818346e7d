import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EditorJson } from '../editor/json.ts';
import { type BlockDifference, differenceOf } from './difference.ts';

const t = (text: string, ...marks: string[]): EditorJson =>
  marks.length > 0 ? { type: 'text', text, marks: marks.map((type) => ({ type })) } : { type: 'text', text };
const p = (...content: (string | EditorJson)[]): EditorJson => ({
  type: 'paragraph',
  content: content.map((one) => (typeof one === 'string' ? t(one) : one)),
});
const doc = (...content: EditorJson[]): EditorJson => ({ type: 'doc', content });
const cite = (locator: string): EditorJson => ({ type: 'citation', attrs: { record: 'r', kind: 'evidence', locator } });
const said = (block: BlockDifference) =>
  block.pieces.map(
    (piece) => `${{ same: '', added: '+', removed: '-', marked: '~' }[piece.op]}${piece.atom ? piece.atom.attrs?.['locator'] : piece.text}`,
  );
const of = (before: EditorJson, after: EditorJson) => differenceOf(before, after).blocks.map((block) => [block.op, ...said(block)]);

describe('the difference of two texts', () => {
  it('is of words', () => {
    const [before, after] = [doc(p('Exports rose by ten per cent.')), doc(p('Exports fell by ten per cent, again.'))];
    expect(of(before, after)).toEqual([['changed', 'Exports ', '-rose', '+fell', ' by ten per cent', '+, again', '.']]);
    expect(differenceOf(before, after)).toMatchObject({ added: 2, removed: 1, changes: 1 });
  });

  it('keeps letters of Kazakh words together', () => {
    expect(of(doc(p('Сауда өсті, ал үлесі қалды.')), doc(p('Сауда өсті, ал үлесің қалды.')))).toEqual([
      ['changed', 'Сауда өсті, ал ', '-үлесі', '+үлесің', ' қалды.'],
    ]);
  });

  it('names blocks that came and went, and leaves the others alone', () => {
    const [one, two, three] = [p('The first paragraph.'), p('Quite another thing.'), p('Third and last.')];
    expect(of(doc(one, two), doc(one, three, two))).toEqual([
      ['same', 'The first paragraph.'],
      ['added', '+Third and last.'],
      ['same', 'Quite another thing.'],
    ]);
    expect(of(doc(one, two), doc(two))).toEqual([
      ['removed', '-The first paragraph.'],
      ['same', 'Quite another thing.'],
    ]);
  });

  it('sees marks and links of the same words', () => {
    expect(of(doc(p('A bold claim')), doc(p('A ', t('bold', 'bold'), ' claim')))).toEqual([['changed', 'A ', '~bold', ' claim']]);
    const link = (href: string): EditorJson => ({ type: 'text', text: 'here', marks: [{ type: 'link', attrs: { href, target: null } }] });
    expect(of(doc(p('See ', link('https://a.test'))), doc(p('See ', link('https://b.test'))))).toEqual([['changed', 'See ', '~here']]);
  });

  it('sees a citation that came, went or points elsewhere', () => {
    expect(of(doc(p('It grew ', cite('p. 1'), '.')), doc(p('It grew ', cite('p. 2'), '.')))).toEqual([
      ['changed', 'It grew ', '-p. 1', '+p. 2', '.'],
    ]);
  });

  it('sees structure: a heading made of a paragraph, an item of a list, a task done, a cell', () => {
    const heading = (level: number): EditorJson => ({ type: 'heading', attrs: { level }, content: [t('What to do')] });
    expect(differenceOf(doc(p('What to do')), doc(heading(2))).blocks).toMatchObject([
      { op: 'changed', was: { kind: 'paragraph' }, shape: { kind: 'heading', level: 2 } },
    ]);
    const item = (checked: boolean): EditorJson => ({
      type: 'taskList',
      content: [{ type: 'taskItem', attrs: { checked }, content: [p('Write it down')] }],
    });
    expect(differenceOf(doc(item(false)), doc(item(true))).blocks).toMatchObject([
      { was: { inside: ['task'] }, shape: { inside: ['task-done'] } },
    ]);
    const table = (...cells: string[]): EditorJson => ({
      type: 'table',
      content: [{ type: 'tableRow', content: cells.map((cell) => ({ type: 'tableCell', content: [p(cell)] })) }],
    });
    expect(
      differenceOf(doc(table('One cell', 'Two')), doc(table('One cell', 'Three'))).blocks.map((block) => [
        block.op,
        block.shape.cell?.column,
      ]),
    ).toEqual([
      ['same', 1],
      ['removed', 2],
      ['added', 2],
    ]);
  });

  it('is nothing where an editor only writes out what is not set', () => {
    const stored = doc({ type: 'orderedList', attrs: { start: 1 }, content: [{ type: 'listItem', content: [p('Item ', cite(''))] }] });
    const edited = doc({
      type: 'orderedList',
      attrs: { start: 1, type: null },
      content: [{ type: 'listItem', content: [p('Item ', { type: 'citation', attrs: { kind: 'evidence', locator: '', record: 'r' } })] }],
    });
    expect(differenceOf(stored, edited)).toMatchObject({ changes: 0, added: 0, removed: 0 });
  });

  const text = fc.stringMatching(/^[abc ]{1,9}$/u).map((one) => p(one));
  const texts = fc.array(text, { maxLength: 7 }).map((content) => doc(...content));
  const side = (blocks: readonly BlockDifference[], without: 'added' | 'removed') =>
    blocks
      .filter((block) => block.op !== without)
      .map((block) =>
        block.pieces
          .filter((piece) => piece.op !== without)
          .map((piece) => piece.text)
          .join(''),
      );
  const lines = (json: EditorJson) => (json.content ?? []).map((block) => (block.content ?? []).map((one) => one.text ?? '').join(''));

  it('holds both texts whole, in their order, and is empty for equal ones', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const { blocks } = differenceOf(before, after);
        expect(side(blocks, 'removed')).toEqual(lines(after));
        expect(side(blocks, 'added')).toEqual(lines(before));
        expect(differenceOf(before, before).changes).toBe(0);
      }),
    );
  });
});
