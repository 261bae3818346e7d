import type { Editor } from '@tiptap/core';
import { useCallback, useRef, useSyncExternalStore } from 'react';

/**
 * A value derived from the editor; the component renders again only when the value changes. The selector runs with every
 * transaction, so it has to be cheap: reading a plugin's state, not walking the text.
 */
export function useEditorSelector<T>(editor: Editor, select: (editor: Editor) => T, same: (one: T, other: T) => boolean = Object.is): T {
  const last = useRef<{ readonly value: T } | null>(null);
  const subscribe = useCallback(
    (listener: () => void) => {
      editor.on('transaction', listener);
      editor.on('focus', listener);
      editor.on('blur', listener);
      return () => {
        editor.off('transaction', listener);
        editor.off('focus', listener);
        editor.off('blur', listener);
      };
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, () => {
    const value = select(editor);
    if (last.current === null || !same(last.current.value, value)) last.current = { value };
    return last.current.value;
  });
}
