import { useCallback, useState } from 'react';
import { useNarrow } from '../ui/use-width.ts';

const keyOf = (narrow: boolean) => (narrow ? 'concordance-work-sheet' : 'concordance-work-panel');

function remembered(narrow: boolean): boolean {
  const word = localStorage.getItem(keyOf(narrow));
  // On a phone the text is the screen until the sheet is asked for.
  return word === null ? !narrow : word === 'open';
}

/** Whether the panel beside the text stands open: remembered on this device, for wide and narrow screens apart. */
export function usePanelOpen(): readonly [boolean, (open: boolean) => void] {
  const narrow = useNarrow();
  const [open, setOpen] = useState<Readonly<Record<'wide' | 'narrow', boolean>>>(() => ({
    wide: remembered(false),
    narrow: remembered(true),
  }));
  const set = useCallback(
    (next: boolean) => {
      localStorage.setItem(keyOf(narrow), next ? 'open' : 'closed');
      setOpen((now) => ({ ...now, [narrow ? 'narrow' : 'wide']: next }));
    },
    [narrow],
  );
  return [narrow ? open.narrow : open.wide, set];
}
