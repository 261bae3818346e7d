import type { EditorJson } from '@concordance/shared/editor/json';
import type { Editor } from '@tiptap/core';
import { placedBlocks } from './block-reading.ts';
import type { EditorHandle, TextBlocksStore, TextFactsStore } from './contract.ts';
import { openSuggestions } from './suggest.ts';

export function editorHandle(editor: Editor, facts: TextFactsStore, blocks: TextBlocksStore, openFind: () => void): EditorHandle {
  return {
    facts,
    blocks,
    json: () => editor.getJSON() as EditorJson,
    openFind,
    focus: () => void editor.commands.focus(),
    cite: () => openSuggestions(editor, 'cite'),
    showBlock: (index) => showBlock(editor, index),
    showCitation: (recordId) => {
      const block = placedBlocks(editor.state.doc).find((each) => each.block.citations.some((citation) => citation.record === recordId));
      if (!block) return false;
      let at = block.pos + 1;
      block.node.descendants((node, offset) => {
        if (node.type.name === 'citation' && node.attrs['record'] === recordId && at === block.pos + 1) at = block.pos + 1 + offset;
      });
      showPosition(editor, at, true);
      return true;
    },
  };
}

/** Brings a block into view by its number, with the caret at its beginning. */
export function showBlock(editor: Editor, index: number): void {
  const block = placedBlocks(editor.state.doc)[index];
  if (block) showPosition(editor, block.pos + 1);
}

/** Brings a place into the middle of the view, with the caret or the node there selected. */
export function showPosition(editor: Editor, pos: number, node = false): void {
  if (node) editor.chain().setNodeSelection(pos).focus(undefined, { scrollIntoView: false }).run();
  else editor.chain().setTextSelection(pos).focus(undefined, { scrollIntoView: false }).run();
  const place = editor.view.domAtPos(pos).node;
  const element = place instanceof Element ? place : place.parentElement;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element?.scrollIntoView({ block: 'center', behavior: calm ? 'instant' : 'smooth' });
}
