import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import type { EditorJson } from '@concordance/shared/editor/json';
import { citations, plainText } from '@concordance/shared/editor/read';
import { editorSchema } from '@concordance/shared/editor/schema';
import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import { applyUpdate, Doc } from 'yjs';
import { firstUpdate } from '../recommendations/first-update.ts';
import { readMarkdown } from './markdown.ts';

const ID = '0123456789abcdefghjkmnpqrs';
const read = (markdown: string) =>
  readMarkdown(markdown, (key) => {
    if (key === 'nobody') throw new Error('no record called nobody');
    return { id: ID, kind: key.startsWith('rk-') ? 'risk' : 'evidence' };
  });
const only = (markdown: string) => read(markdown).content?.[0];
const text = (words: string): EditorJson => ({ type: 'text', text: words });
const paragraph = (...content: EditorJson[]): EditorJson => ({ type: 'paragraph', content });

describe('a text of the sample', () => {
  it('keeps headings with their level and lines of a paragraph as one', () => {
    expect(read('## The position\n\nOne line\nand its end.').content).toEqual([
      { type: 'heading', attrs: { level: 2 }, content: [text('The position')] },
      paragraph(text('One line and its end.')),
    ]);
  });

  it('cites a record by its key, with the place in it', () => {
    expect(only('It grew [[ev-stat-growth | § 3.2]].')).toEqual(
      paragraph(text('It grew '), { type: 'citation', attrs: { record: ID, kind: 'evidence', locator: '§ 3.2' } }, text('.')),
    );
  });

  it('cites a whole record where no place is given', () => {
    expect(only('[[rk-one]]')).toEqual(paragraph({ type: 'citation', attrs: { record: ID, kind: 'risk', locator: '' } }));
  });

  it('refuses a key that nothing stands for', () => {
    expect(() => read('See [[nobody]].')).toThrow('no record called nobody');
  });

  it('keeps a footnote where it stands, brackets and all', () => {
    expect(only('Ten^[About [ten], says one.] left.')).toEqual(
      paragraph(text('Ten'), { type: 'footnote', attrs: { text: 'About [ten], says one.' } }, text(' left.')),
    );
  });

  it('keeps bold, italic and links', () => {
    expect(
      only('**Ask *first* [here](https://example.org/).**')?.content?.map((node) => [node.text, node.marks?.map((mark) => mark.type)]),
    ).toEqual([
      ['Ask ', ['bold']],
      ['first', ['bold', 'italic']],
      [' ', ['bold']],
      ['here', ['bold', 'link']],
      ['.', ['bold']],
    ]);
  });

  it('tells tasks from plain items', () => {
    expect(only('- [x] done\n- [ ] open')).toEqual({
      type: 'taskList',
      content: [
        { type: 'taskItem', attrs: { checked: true }, content: [paragraph(text('done'))] },
        { type: 'taskItem', attrs: { checked: false }, content: [paragraph(text('open'))] },
      ],
    });
    expect(only('3. third')).toMatchObject({ type: 'orderedList', attrs: { start: 3 } });
    expect(only('- plain')).toMatchObject({ type: 'bulletList', content: [{ type: 'listItem' }] });
  });

  it('keeps a list inside an item', () => {
    expect(only('- outer\n  - inner')?.content?.[0]?.content?.map((node) => node.type)).toEqual(['paragraph', 'bulletList']);
  });

  it('does not take the bar of a citation for the end of a cell', () => {
    const table = only('| a | b |\n|---|--:|\n| x [[ev-one | p. 4]] | 2 |');
    expect(table?.content?.[1]?.content).toHaveLength(2);
    expect(citations({ type: 'doc', content: [table as EditorJson] })).toMatchObject([{ locator: 'p. 4' }]);
    expect(table?.content?.[0]?.content?.[1]).toMatchObject({ type: 'tableHeader', attrs: { align: 'right' } });
  });

  it('refuses what the editor has no node for', () => {
    expect(() => read('![picture](x.png)')).toThrow('image');
    expect(() => read('<div>raw</div>')).toThrow('html');
  });
});

describe('the first update of a document', () => {
  const json = read('## Why\n\n> Quoted **words** [[ev-one | § 1]].\n\n- [x] done^[Once.]\n\n| a |\n|---|\n| b |');

  it('makes an empty document say the text', () => {
    const document = new Doc();
    applyUpdate(document, firstUpdate(json).update);
    const back = yXmlFragmentToProsemirrorJSON(document.getXmlFragment(TEXT_ROOT)) as EditorJson;
    const schema = editorSchema();
    expect(schema.nodeFromJSON(back).eq(schema.nodeFromJSON(json))).toBe(true);
    expect(plainText(back)).toContain('Quoted words');
  });

  it('is the work of one client', () => {
    const { update, clientId } = firstUpdate(json);
    const document = new Doc();
    applyUpdate(document, update);
    expect([...document.store.clients.keys()]).toEqual([clientId]);
  });

  it('refuses a text that the schema would lose', () => {
    expect(() => firstUpdate({ type: 'doc', content: [{ type: 'heading', attrs: { level: 7 } }] })).toThrow(RangeError);
  });
});
