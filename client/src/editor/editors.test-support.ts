import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import { editorSchema } from '@concordance/shared/editor/schema';
import type { Editor } from '@tiptap/core';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { citationText } from './citation-view.ts';
import type { BroughtWords } from './contract.ts';
import { createEditor, type TalkSetting } from './create-editor.ts';

/** The id of every text in these tests. */
export const DOCUMENT = '01TEXT';
/** Origin of what arrives from another copy. */
export const REMOTE = 'remote';

/** A shared document that holds these blocks, as the server would have seeded it. */
export function seeded(...content: readonly object[]): Y.Doc {
  const doc = new Y.Doc();
  if (content.length > 0) prosemirrorJSONToYXmlFragment(editorSchema(), { type: 'doc', content }, doc.getXmlFragment(TEXT_ROOT));
  return doc;
}

export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc), REMOTE);
  return copy;
}

export function paragraph(...content: readonly (string | object)[]): object {
  return { type: 'paragraph', content: content.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part)) };
}

/** A real editor on a document, without a page around it. */
export function editorOn(
  doc: Y.Doc,
  onForeign: (name: string) => void = () => {},
  talk?: TalkSetting,
  onBrought: (words: BroughtWords) => void = () => {},
): Editor {
  const element = document.createElement('div');
  document.body.append(element);
  return createEditor({
    element,
    doc,
    documentId: DOCUMENT,
    onBrought,
    awareness: null,
    editable: true,
    label: 'text',
    citations: { lookup: () => undefined, words: citationText, views: new Set() },
    keys: { handle: null },
    actions: { openFind: () => {}, editLink: () => {}, addFootnote: () => {}, remark: () => false },
    onForeign,
    ...(talk && { talk }),
    hint: () => '',
    emptyHint: () => '',
    taskLabel: (task) => task,
  });
}

/** Types at the caret, as a key press does. */
export function type(editor: Editor, letters: string): void {
  for (const letter of letters) editor.view.dispatch(editor.state.tr.insertText(letter));
}

/** Brings two copies to the same state, at once and both ways. */
export function exchange(one: Y.Doc, other: Y.Doc): void {
  const [fromOne, fromOther] = [
    Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)),
    Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)),
  ];
  Y.applyUpdate(other, fromOne, REMOTE);
  Y.applyUpdate(one, fromOther, REMOTE);
}
