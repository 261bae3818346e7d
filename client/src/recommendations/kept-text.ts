import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import type { EditorJson } from '@concordance/shared/editor/json';
import { plainText } from '@concordance/shared/editor/read';
import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import type { Doc } from 'yjs';

/** The words of a live text, a line per block. Reads a document without writing to it. */
export function textOf(doc: Doc): string {
  return plainText(yXmlFragmentToProsemirrorJSON(doc.getXmlFragment(TEXT_ROOT)) as EditorJson);
}

/** Hands the words of a text to the browser as a file. */
export function saveText(doc: Doc, name: string): void {
  const address = URL.createObjectURL(new Blob([textOf(doc)], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
