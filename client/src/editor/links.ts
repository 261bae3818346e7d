import { hrefFromTyping } from '@concordance/shared/editor/hrefs';
import type { Editor } from '@tiptap/core';

/** Gives the selected words an address; false, and nothing changed, where the address is not allowed. */
export function setLink(editor: Editor, typed: string): boolean {
  const href = hrefFromTyping(typed);
  return href !== null && editor.chain().focus().extendMarkRange('link').setMark('link', { href }).run();
}

export function removeLink(editor: Editor): boolean {
  return editor.chain().focus().extendMarkRange('link').unsetMark('link').run();
}
