import type { Editor } from '@tiptap/core';
import { useSyncExternalStore } from 'react';
import { textFacts } from './block-reading.ts';
import type { TextFacts, TextFactsStore } from './contract.ts';

/** Numbers follow the text at this distance, so that typing does not wait for them. */
const FOLLOW_MS = 300;
const NOTHING: TextFacts = { words: 0, citations: 0, bare: 0 };

/** Keeps the numbers of an editor's text; `stop` when the editor goes. */
export function followTextFacts(editor: Editor): TextFactsStore & { stop(): void } {
  const listeners = new Set<() => void>();
  let facts = textFacts(editor.state.doc);
  let timer: ReturnType<typeof setTimeout> | null = null;
  const read = () => {
    timer = null;
    const next = textFacts(editor.state.doc);
    if (next.words === facts.words && next.citations === facts.citations && next.bare === facts.bare) return;
    facts = next;
    for (const listener of listeners) listener();
  };
  const changed = ({ transaction }: { transaction: { docChanged: boolean } }) => {
    if (transaction.docChanged) timer ??= setTimeout(read, FOLLOW_MS);
  };
  editor.on('transaction', changed);
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => facts,
    stop: () => {
      editor.off('transaction', changed);
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** The numbers of the text behind a handle, or zeros while there is none. Renders when a number changes, not when a key is pressed. */
export function useTextFacts(store: TextFactsStore | undefined): TextFacts {
  return useSyncExternalStore(store?.subscribe ?? stayStill, store?.get ?? nothing);
}

const stayStill = () => () => {};
const nothing = () => NOTHING;
