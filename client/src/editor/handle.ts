import type { EditorJson } from '@concordance/shared/editor/json';
import type { Editor } from '@tiptap/core';
import type { Doc } from 'yjs';
import { placedBlocks } from './block-reading.ts';
import type { EditorHandle, TextBlocksStore, TextFactsStore, ThreadPlacesStore } from './contract.ts';
import { selectedPlace } from './remark-wish.ts';
import { openSuggestions } from './suggest.ts';
import { threadRange } from './thread-marks.ts';

interface Known {
  readonly doc: Doc;
  readonly facts: TextFactsStore;
  readonly blocks: TextBlocksStore;
  readonly threads: ThreadPlacesStore;
  readonly openFind: () => void;
}

export function editorHandle(editor: Editor, { doc, ...known }: Known): EditorHandle {
  return {
    ...known,
    json: () => editor.getJSON() as EditorJson,
    focus: () => void editor.commands.focus(),
    selectedAnchor: () => selectedPlace(editor, doc).words,
    showThread: (id) => {
      const range = threadRange(editor.state, id);
      if (range) scrollTo(editor, range.from);
      return range !== null;
    },
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
  scrollTo(editor, pos);
}

/** Brings a place into the middle of the view and leaves the caret where it is. */
function scrollTo(editor: Editor, pos: number): void {
  const place = editor.view.domAtPos(pos).node;
  const element = place instanceof Element ? place : place.parentElement;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element?.scrollIntoView({ block: 'center', behavior: calm ? 'instant' : 'smooth' });
}
