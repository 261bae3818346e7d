import type { TextBlock } from '@concordance/shared/editor/read';
import type { Editor } from '@tiptap/core';
import { useSyncExternalStore } from 'react';
import { placedBlocks } from './block-reading.ts';
import type { TextBlocksStore } from './contract.ts';

/** What is read of the text follows it at this distance, so that typing does not wait for it. */
const FOLLOW_MS = 400;
const NOTHING: readonly TextBlock[] = [];

type Unnumbered = Omit<TextBlock, 'index'>;
const numberings = new WeakMap<Unnumbered, TextBlock>();

/** A block that stands where it stood is the same object as before, so that what was found in it need not be found again. */
function numbered(block: Unnumbered, index: number): TextBlock {
  const before = numberings.get(block);
  if (before?.index === index) return before;
  const next = { ...block, index };
  numberings.set(block, next);
  return next;
}

/** Keeps the blocks of an editor's text; `stop` when the editor goes. */
export function followTextBlocks(editor: Editor): TextBlocksStore & { stop(): void } {
  const listeners = new Set<() => void>();
  const read = () => placedBlocks(editor.state.doc).map(({ block }, index) => numbered(block, index));
  let blocks: readonly TextBlock[] = read();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const changed = ({ transaction }: { transaction: { docChanged: boolean } }) => {
    if (!transaction.docChanged) return;
    timer ??= setTimeout(() => {
      timer = null;
      blocks = read();
      for (const listener of listeners) listener();
    }, FOLLOW_MS);
  };
  editor.on('transaction', changed);
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => blocks,
    stop: () => {
      editor.off('transaction', changed);
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** The blocks behind a handle; none while there is none. */
export function useTextBlocks(store: TextBlocksStore | undefined): readonly TextBlock[] {
  return useSyncExternalStore(store?.subscribe ?? stayStill, store?.get ?? nothing);
}

const stayStill = () => () => {};
const nothing = () => NOTHING;
