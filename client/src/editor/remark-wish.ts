import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import { anchorAt } from '@concordance/shared/threads/anchors';
import { readText } from '@concordance/shared/threads/flat-text';
import { placesOf } from '@concordance/shared/threads/places';
import { type Anchor, QUOTE_MOST } from '@concordance/shared/threads/schema';
import { wholeWords } from '@concordance/shared/threads/whole-words';
import type { Editor } from '@tiptap/core';
import type { Doc } from 'yjs';

interface Selected {
  /** The selected words; null for a caret. */
  readonly words: Anchor | null;
  readonly caret: Anchor;
  /** More is selected than a remark can be about. */
  readonly tooMuch: boolean;
}

/** The selection as a place in the shared text. */
export function selectedPlace(editor: Editor, doc: Doc): Selected {
  const read = readText(doc.getXmlFragment(TEXT_ROOT));
  const places = placesOf(editor.state.doc);
  const { selection } = editor.state;
  const { from, to } = wholeWords(read.text, places.offsetAt(selection.from), places.offsetAt(selection.to));
  const tooMuch = to - from > QUOTE_MOST;
  return { words: from === to || tooMuch ? null : anchorAt(read, from, to), caret: anchorAt(read, to, to), tooMuch };
}
