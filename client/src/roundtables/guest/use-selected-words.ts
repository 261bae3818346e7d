import { anchorAt } from '@concordance/shared/threads/anchors';
import type { Anchor } from '@concordance/shared/threads/schema';
import { behindWord, wholeWords } from '@concordance/shared/threads/whole-words';
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { pressedRun, type RunPlace, selectedRuns } from './text-selection.ts';
import type { ItemText } from './use-item-text.ts';

/** A selection that is being drawn changes with every letter. */
const REST_MS = 200;

export interface SelectedWords {
  /** Null where nothing is selected, or the text cannot be spoken about. */
  readonly words: Anchor | null;
  /** The place that was pressed where nothing is selected: words can be put in there. */
  readonly place: Anchor | null;
}

const NOTHING: SelectedWords = { words: null, place: null };

/** What a finger or mouse has selected of a text, or where it has pressed; and how to let go of it. */
export function useSelectedWords(root: RefObject<HTMLElement | null>, live: ItemText['live']): readonly [SelectedWords, () => void] {
  const [meant, setMeant] = useState(NOTHING);
  const look = useEffectEvent(() => {
    const text = root.current;
    if (!text || !live) return setMeant(NOTHING);
    const selected = selectedRuns(text);
    const pressed = selected ? null : pressedRun(text);
    setMeant({ words: selected && wordsAt(live, selected.from, selected.to), place: pressed && placeAt(live, pressed) });
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = () => {
      clearTimeout(timer);
      timer = setTimeout(look, REST_MS);
    };
    document.addEventListener('selectionchange', changed);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', changed);
    };
  }, []);
  // What was pressed while the text was only being fetched counts as soon as it can be spoken about.
  const ready = live !== null;
  useEffect(() => {
    if (ready) look();
  }, [ready]);
  return [meant, () => document.getSelection()?.removeAllRanges()];
}

type Live = NonNullable<ItemText['live']>;

function wordsAt({ doc, flat }: Live, from: RunPlace, to: RunPlace): Anchor | null {
  const [start, end] = [offsetOf({ doc, flat }, from), offsetOf({ doc, flat }, to)];
  if (start === null || end === null) return null;
  const meant = wholeWords(flat.text, start, end);
  return meant.from < meant.to ? anchorAt(flat, meant.from, meant.to) : null;
}

function placeAt(live: Live, pressed: RunPlace): Anchor | null {
  const offset = offsetOf(live, pressed);
  if (offset === null) return null;
  const at = behindWord(live.flat.text, offset);
  return anchorAt(live.flat, at, at);
}

function offsetOf({ doc, flat }: Live, { run, offset }: RunPlace): number | null {
  const text = doc.texts[run];
  const piece = text && flat.blockOf.get(text)?.pieces.find(({ node }) => node === text);
  return piece ? piece.start + Math.min(offset, piece.length) : null;
}
