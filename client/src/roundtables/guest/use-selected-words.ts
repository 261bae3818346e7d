import { anchorAt } from '@concordance/shared/threads/anchors';
import type { Anchor } from '@concordance/shared/threads/schema';
import { wholeWords } from '@concordance/shared/threads/whole-words';
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { type RunPlace, selectedRuns } from './text-selection.ts';
import type { ItemText } from './use-item-text.ts';

/** A selection that is being drawn changes with every letter. */
const REST_MS = 200;

/** The words of a text that a finger or mouse has selected; null where nothing is, or the text cannot be spoken about. */
export function useSelectedWords(root: RefObject<HTMLElement | null>, live: ItemText['live']): readonly [Anchor | null, () => void] {
  const [words, setWords] = useState<Anchor | null>(null);
  const look = useEffectEvent(() => {
    const selected = root.current && live ? selectedRuns(root.current) : null;
    setWords(selected && live ? anchorOf(live, selected.from, selected.to) : null);
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
  return [words, () => document.getSelection()?.removeAllRanges()];
}

function anchorOf({ doc, flat }: NonNullable<ItemText['live']>, from: RunPlace, to: RunPlace): Anchor | null {
  const [start, end] = [from, to].map(({ run, offset }) => {
    const text = doc.texts[run];
    const piece = text && flat.blockOf.get(text)?.pieces.find(({ node }) => node === text);
    return piece ? piece.start + Math.min(offset, piece.length) : null;
  });
  if (start === null || start === undefined || end === null || end === undefined) return null;
  const meant = wholeWords(flat.text, start, end);
  return meant.from < meant.to ? anchorAt(flat, meant.from, meant.to) : null;
}
