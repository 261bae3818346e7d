import { useEffect, useState, useSyncExternalStore } from 'react';
import { GuestText } from './live-text.ts';

const nothing = () => () => {};

/** The live text of an item while its table is open; null before it is there and after the end. */
export function useLiveText(documentId: string, open: boolean): GuestText | null {
  const [text, setText] = useState<GuestText | null>(null);
  useEffect(() => {
    if (!open) return;
    const opened = new GuestText(documentId);
    opened.open();
    setText(opened);
    return () => {
      opened.close();
      setText(null);
    };
  }, [documentId, open]);
  useSyncExternalStore(text?.subscribe ?? nothing, text?.version ?? (() => 0));
  return text;
}
