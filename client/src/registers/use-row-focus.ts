import { type FocusEvent, type RefObject, useEffect, useRef, useState } from 'react';

interface RowFocus {
  /** The row that Tab leads to. */
  readonly focused: number;
  readonly setFocused: (row: number) => void;
  /** Moves the focus to a row; a far one gets it as soon as it is drawn. */
  readonly take: (row: number) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/**
 * The row that has the keyboard. A far row is drawn later, and drawn anew when its content comes, so the wish for the
 * focus lasts until it is granted or the person goes elsewhere.
 * @param view what the list was asked for; another question begins at its first row
 */
export function useRowFocus(body: RefObject<HTMLElement | null>, view: unknown): RowFocus {
  const [focused, setFocused] = useState(0);
  const wanted = useRef(false);
  const seenView = useRef(view);
  useEffect(() => {
    if (seenView.current === view) return;
    seenView.current = view;
    setFocused(0);
    window.scrollTo({ top: 0 });
  }, [view]);

  useEffect(() => {
    const here = document.activeElement;
    if (!wanted.current || (here !== null && here !== document.body && !here.hasAttribute('data-row'))) return;
    if (here?.getAttribute('data-row') === String(focused)) return;
    body.current?.querySelector<HTMLElement>(`[data-row="${focused}"]`)?.focus({ preventScroll: true });
  });

  return {
    focused,
    setFocused,
    take: (row) => {
      wanted.current = true;
      setFocused(row);
      body.current?.querySelector<HTMLElement>(`[data-row="${row}"]`)?.focus({ preventScroll: true });
    },
    onBlur: (event) => {
      if (event.relatedTarget !== null && !event.relatedTarget.hasAttribute('data-row')) wanted.current = false;
    },
  };
}
