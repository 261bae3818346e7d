import type { Editor } from '@tiptap/core';
import { DOMSerializer, Slice } from '@tiptap/pm/model';
import { afterEach, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import type { BroughtWords } from './contract.ts';
import { DOCUMENT, editorOn, paragraph, seeded, type } from './editors.test-support.ts';

const WATER = 'The river is shared by five states and by nobody owned.';
const TRADE = 'Trade across the border grew faster than the roads did.';

let open: Editor[] = [];
afterEach(() => {
  for (const editor of open) editor.destroy();
  open = [];
});

function writer(...content: readonly object[]) {
  const doc: Y.Doc = seeded(...content);
  const brought: BroughtWords[] = [];
  const editor = editorOn(
    doc,
    () => {},
    undefined,
    (words) => void brought.push(words),
  );
  open.push(editor);
  return { editor, doc, brought };
}

/** What a browser puts on the clipboard when everything is copied. */
function copyAll(editor: Editor): string {
  const serializer = editor.view.someProp('clipboardSerializer') ?? DOMSerializer.fromSchema(editor.schema);
  const wrap = document.createElement('div');
  wrap.append(serializer.serializeFragment(editor.state.doc.content, { document }));
  return wrap.innerHTML;
}

function paste(editor: Editor, html: string): void {
  const event = new Event('paste', { cancelable: true });
  Object.assign(event, { clipboardData: { getData: (kind: string) => (kind === 'text/html' ? html : '') } });
  editor.view.someProp('handleDOMEvents', (handlers) => handlers['paste']?.call(undefined as never, editor.view, event as never));
  const element = document.createElement('div');
  element.innerHTML = html;
  const node = editor.schema.nodeFromJSON({ type: 'paragraph', content: [{ type: 'text', text: element.textContent }] });
  const slice = new Slice(editor.state.doc.type.create(null, [node]).content, 1, 1);
  editor.view.dispatch(editor.state.tr.replaceSelection(slice).setMeta('paste', true).setMeta('uiEvent', 'paste'));
}

describe('words that come into a text', () => {
  it('carry on the clipboard which text they were copied from, once', () => {
    const { editor } = writer(paragraph(WATER), paragraph(TRADE));
    expect(copyAll(editor)).toBe(`<p data-concordance-text="${DOCUMENT}">${WATER}</p><p>${TRADE}</p>`);
  });

  it('are told with their source and clocks when they were copied from a text of ours', () => {
    const { editor, doc, brought } = writer(paragraph('Before. '));
    editor.commands.setTextSelection(editor.state.doc.content.size - 1);
    paste(editor, `<p data-pm-slice="1 1 []" data-concordance-text="01OTHER">${WATER}</p>`);
    expect(editor.getText()).toBe(`Before. ${WATER}`);
    expect(brought).toMatchObject([{ source: '01OTHER', client: doc.clientID }]);
    expect((brought[0]?.to ?? 0) - (brought[0]?.from ?? 0)).toBeGreaterThanOrEqual(WATER.length);
  });

  it('are not told when they come from anywhere else, when they are few, or when they are typed', () => {
    const { editor, brought } = writer(paragraph('Before. '));
    editor.commands.setTextSelection(editor.state.doc.content.size - 1);
    paste(editor, `<p>${WATER}</p>`);
    paste(editor, '<p data-concordance-text="01OTHER">Few words</p>');
    type(editor, ` ${TRADE}`);
    expect(brought).toEqual([]);
  });

  it('are told as this text’s own when a paragraph is parted or undo brings them back', () => {
    const { editor, brought } = writer(paragraph(`${WATER} ${TRADE}`));
    editor.commands.setTextSelection(1 + WATER.length);
    editor.commands.splitBlock();
    expect(editor.getText({ blockSeparator: '|' })).toBe(`${WATER}| ${TRADE}`);
    expect(brought.map(({ source }) => source)).toEqual([DOCUMENT]);
    editor.commands.clearContent();
    editor.commands.undo();
    expect(editor.getText()).toContain(TRADE);
    expect(new Set(brought.map(({ source }) => source))).toEqual(new Set([DOCUMENT]));
    expect(brought.length).toBeGreaterThan(1);
  });
});
