import { Fragment, Slice } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';

/** One piece holds about so much text. A clipping that goes out as one update would stall every other window. */
export const PIECE_SIZE = 40_000;

/**
 * Pastes a large clipping piece by piece, one per frame, each at the caret that the one before left. Answers false for an
 * ordinary clipping, which the editor pastes by itself.
 */
export function pasteInPieces(
  view: EditorView,
  slice: Slice,
  next: (act: () => void) => void = (act) => void requestAnimationFrame(act),
): boolean {
  const pieces = piecesOf(slice);
  if (pieces.length < 2) return false;
  const step = (place: number) => {
    const piece = pieces[place];
    if (!piece || view.isDestroyed) return;
    view.dispatch(view.state.tr.replaceSelection(piece).scrollIntoView().setMeta('paste', true));
    next(() => step(place + 1));
  };
  step(0);
  return true;
}

/** Cuts between top-level blocks; a single block is never torn. */
export function piecesOf(slice: Slice): Slice[] {
  if (slice.size <= PIECE_SIZE) return [slice];
  const pieces: Slice[] = [];
  let gathered = Fragment.empty;
  const cut = (last: boolean) => {
    if (gathered.size === 0) return;
    pieces.push(new Slice(gathered, pieces.length === 0 ? slice.openStart : 0, last ? slice.openEnd : 0));
    gathered = Fragment.empty;
  };
  slice.content.forEach((node) => {
    if (gathered.size > 0 && gathered.size + node.nodeSize > PIECE_SIZE) cut(false);
    gathered = gathered.addToEnd(node);
  });
  cut(true);
  return pieces;
}
