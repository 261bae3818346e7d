import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { afterEach, describe, expect, it } from 'vitest';
import { changeAtom, insertCitation, insertMention, leaveAtom } from './commands.ts';
import { copyOf, editorOn, exchange, paragraph, seeded, type } from './editors.test-support.ts';
import { removeLink, setLink } from './links.ts';
import { suggestingIn } from './suggest.ts';

const RECORD = '0123456789abcdefghjkmnpqrs';
let open: Editor[] = [];
function editorFor(...content: readonly object[]): Editor {
  const editor = editorOn(seeded(...content));
  open.push(editor);
  editor.commands.setTextSelection(editor.state.doc.content.size - 1);
  return editor;
}
afterEach(() => {
  for (const editor of open) editor.destroy();
  open = [];
});

describe('citing', () => {
  it('a citation takes the place of the search and is selected for its locator', () => {
    const editor = editorFor(paragraph('rose [[tra'));
    insertCitation(editor, { from: 6, to: 11 }, { record: RECORD, kind: 'evidence', locator: '' });
    expect(editor.state.doc.toString()).toBe('doc(paragraph("rose ", citation))');
    expect(editor.state.selection).toBeInstanceOf(NodeSelection);
    changeAtom(editor, { type: 'citation', pos: 6 }, { locator: 'p. 14' });
    leaveAtom(editor);
    type(editor, ' and');
    expect(editor.state.doc.toString()).toBe('doc(paragraph("rose ", citation, " and"))');
    expect(editor.state.doc.nodeAt(6)?.attrs).toEqual({ record: RECORD, kind: 'evidence', locator: 'p. 14' });
  });
  it('a locator for a citation that somebody removed meanwhile changes nothing', () => {
    const editor = editorFor(paragraph('no citation here'));
    changeAtom(editor, { type: 'citation', pos: 3 }, { locator: 'p. 1' });
    expect(editor.getText()).toBe('no citation here');
  });
  it('words typed over a selected citation come behind it', () => {
    const editor = editorFor(paragraph('a', { type: 'citation', attrs: { record: RECORD, kind: 'risk', locator: '' } }, 'b'));
    editor.commands.setNodeSelection(2);
    const { view } = editor;
    view.someProp('handleTextInput', (handle) => handle(view, 2, 3, 'x', () => view.state.tr));
    expect(editor.state.doc.toString()).toBe('doc(paragraph("a", citation, "xb"))');
  });
  it('a person is followed by a space', () => {
    const editor = editorFor(paragraph('for @as'));
    insertMention(editor, { from: 5, to: 8 }, { id: RECORD, name: 'Әсел' });
    expect(editor.state.doc.toString()).toBe('doc(paragraph("for ", mention, " "))');
  });
});

describe('links', () => {
  it('are given to the selected words only where the address is allowed', () => {
    const editor = editorFor(paragraph('our site'));
    editor.commands.setTextSelection({ from: 5, to: 9 });
    expect(setLink(editor, 'javascript:alert(1)')).toBe(false);
    expect(editor.state.doc.toString()).toBe('doc(paragraph("our site"))');
    expect(setLink(editor, 'stat.gov.kz')).toBe(true);
    expect(editor.state.doc.toString()).toBe('doc(paragraph("our ", link("site")))');
    removeLink(editor);
    expect(editor.state.doc.toString()).toBe('doc(paragraph("our site"))');
  });
});

describe('menus at the caret', () => {
  it('open by typing, not by walking into old text', () => {
    const editor = editorFor(paragraph('see [[old'));
    expect(suggestingIn(editor)).toBeNull();
    type(editor, 'e');
    expect(suggestingIn(editor)).toMatchObject({ kind: 'cite', query: 'olde' });
  });
  it('do not open because somebody else types', () => {
    const doc = seeded(paragraph('see '));
    const [mine, theirs] = [editorOn(doc), editorOn(copyOf(doc))];
    open.push(mine, theirs);
    for (const editor of [mine, theirs]) editor.commands.setTextSelection(5);
    type(theirs, '[[');
    const [a, b] = [mine, theirs].map(
      (editor) => editor.extensionManager.extensions.find((each) => each.name === 'collaboration')?.options.document,
    );
    exchange(a, b);
    expect(mine.getText()).toBe('see [[');
    expect(suggestingIn(mine)).toBeNull();
  });
});
