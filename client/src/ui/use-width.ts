import { useSyncExternalStore } from 'react';

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}

/** Below 900 px: the rail is a drawer and the panel a bottom sheet. */
export function useNarrow(): boolean {
  return useMedia('(max-width: 899.98px)');
}

/** Below 1180 px: the rail may shrink to drawings. */
export function useMiddling(): boolean {
  return useMedia('(max-width: 1180px)');
}
