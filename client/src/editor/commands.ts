import { type CitationAttributes, LOCATOR_MAX } from '@concordance/shared/editor/citation';
import { MENTION_MAX } from '@concordance/shared/editor/mention';
import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';

/** Meta of a transaction after which the card of the new node opens with its field focused. */
export const EDIT_ATOM = 'editAtom';

/** Puts a citation where the search for it was typed, and asks for its locator. */
export function insertCitation(editor: Editor, range: { readonly from: number; readonly to: number }, citation: CitationAttributes): void {
  insertAtom(editor, range, 'citation', { ...citation, locator: citation.locator.slice(0, LOCATOR_MAX) });
}

export function insertFootnote(editor: Editor): void {
  const { to } = editor.state.selection;
  insertAtom(editor, { from: to, to }, 'footnote', { text: '' });
}

export function insertMention(
  editor: Editor,
  range: { readonly from: number; readonly to: number },
  person: { readonly id: string; readonly name: string },
): void {
  editor
    .chain()
    .focus()
    .insertContentAt(range, [
      { type: 'mention', attrs: { id: person.id, label: person.name.slice(0, MENTION_MAX) } },
      { type: 'text', text: ' ' },
    ])
    .run();
}

function insertAtom(
  editor: Editor,
  range: { readonly from: number; readonly to: number },
  type: string,
  attributes: Record<string, unknown>,
): void {
  const node = editor.schema.nodes[type]?.create(attributes);
  if (!node) return;
  const transaction = editor.state.tr.replaceRangeWith(range.from, range.to, node);
  const at = transaction.mapping.map(range.from, -1);
  if (transaction.doc.nodeAt(at)?.type.name === type) transaction.setSelection(NodeSelection.create(transaction.doc, at));
  editor.view.dispatch(transaction.setMeta(EDIT_ATOM, true).scrollIntoView());
}

/** Changes attributes of the citation or footnote at a place, unless it is no longer there. */
export function changeAtom(
  editor: Editor,
  atom: { readonly type: string; readonly pos: number },
  attributes: Record<string, unknown>,
): void {
  const node = editor.state.doc.nodeAt(atom.pos);
  if (node?.type.name !== atom.type) return;
  const { selection } = editor.state;
  const transaction = editor.state.tr.setNodeMarkup(atom.pos, undefined, { ...node.attrs, ...attributes });
  if (selection instanceof NodeSelection && selection.from === atom.pos)
    transaction.setSelection(NodeSelection.create(transaction.doc, atom.pos));
  editor.view.dispatch(transaction);
}

/** Leaves the selected node and goes on writing behind it. */
export function leaveAtom(editor: Editor): void {
  editor.chain().focus().setTextSelection(editor.state.selection.to).run();
}

export function removeSelectedAtom(editor: Editor): void {
  editor.chain().focus().deleteSelection().run();
}
