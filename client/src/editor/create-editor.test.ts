import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import type { Editor } from '@tiptap/core';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import { afterEach, describe, expect, it } from 'vitest';
import type { UndoManager } from 'yjs';
import * as Y from 'yjs';
import { copyOf, editorOn, exchange, paragraph, REMOTE, seeded, type } from './editors.test-support.ts';

let open: Editor[] = [];
function editorFor(doc: Y.Doc): Editor {
  const editor = editorOn(doc);
  open.push(editor);
  return editor;
}
afterEach(() => {
  for (const editor of open) editor.destroy();
  open = [];
});

/** Two people in one text, each with the caret at its end. */
function twoWriters(...content: readonly object[]) {
  const docA = seeded(...content);
  const docB = copyOf(docA);
  const [a, b] = [editorFor(docA), editorFor(docB)];
  for (const editor of [a, b]) editor.commands.setTextSelection(editor.state.doc.content.size - 1);
  return { a, b, docA, docB, meet: () => exchange(docA, docB) };
}

describe('two people typing at one spot', () => {
  it('the caret of each stays behind the letters it typed', () => {
    const { a, b, meet } = twoWriters(paragraph('two'));
    type(b, 'x');
    meet();
    type(a, 'A');
    meet();
    type(b, 'y');
    meet();
    expect([a.getText(), b.getText()]).toEqual(['twoAxy', 'twoAxy']);
  });
  it('whole words do not come out mixed', () => {
    const { a, b, meet } = twoWriters(paragraph('two '));
    for (const [one, other] of ['Ap', 'Bo', 'Cn', 'Dm']) {
      type(a, one ?? '');
      type(b, other ?? '');
      meet();
    }
    expect(a.getText()).toBe(b.getText());
    expect(['two ABCDponm', 'two ponmABCD']).toContain(a.getText());
  });
});

describe('undo', () => {
  it('takes back what was typed here and nothing of others', () => {
    const { a, b, meet } = twoWriters(paragraph('two'));
    type(a, 'mine');
    meet();
    b.commands.setTextSelection(1);
    type(b, 'theirs ');
    meet();
    a.commands.undo();
    meet();
    expect([a.getText(), b.getText()]).toEqual(['theirs two', 'theirs two']);
  });
  it('reaches back two hundred steps and no further: each keeps deleted words alive in memory', () => {
    const { a } = twoWriters(paragraph('two'));
    const { undoManager } = yUndoPluginKey.getState(a.state) as { undoManager: UndoManager };
    for (let step = 0; step < 250; step++) {
      type(a, 'x');
      undoManager.stopCapturing();
    }
    let undone = 0;
    while (a.commands.undo()) undone += 1;
    expect(undone).toBe(200);
    expect(a.getText()).toBe(`two${'x'.repeat(50)}`);
  });
  it('finds nothing to take back when only others wrote', () => {
    const { a, b, meet } = twoWriters(paragraph('two'));
    type(b, 'x');
    meet();
    expect(a.commands.undo()).toBe(false);
    expect(a.getText()).toBe('twox');
  });
});

describe('opening a text', () => {
  it('changes nothing in the shared document', () => {
    const doc = seeded(paragraph('a'), {
      type: 'table',
      content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph('b')] }] }],
    });
    const before = Y.encodeStateVector(doc);
    editorFor(doc);
    expect(Y.encodeStateVector(doc)).toEqual(before);
  });
  it('changes nothing in an empty one either', () => {
    const doc = seeded();
    editorFor(doc);
    expect(doc.getXmlFragment(TEXT_ROOT).length).toBe(0);
  });
  it('twice in a row, as React does in development, writes no text of one document into another', () => {
    const [one, other] = [seeded(paragraph('one')), seeded(paragraph('other'))];
    for (const doc of [one, other, one, other]) editorOn(doc).destroy();
    expect([one, other].map((doc) => doc.getXmlFragment(TEXT_ROOT).toString())).toEqual([
      '<paragraph>one</paragraph>',
      '<paragraph>other</paragraph>',
    ]);
  });
});

describe('a hostile link in the shared document', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', ' JaVaScRiPt:alert(1)'])('%j is words without an address', (href) => {
    const doc = seeded(paragraph('safe'));
    const editor = editorFor(doc);
    const text = (doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    doc.transact(() => text.insert(4, ' words', { link: { href } }), REMOTE);
    expect(editor.getText()).toBe('safe words');
    expect(editor.view.dom.querySelector('a')).toBeNull();
    expect(editor.view.dom.innerHTML).not.toMatch(/javascript|data:text/i);
  });
});
