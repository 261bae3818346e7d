import { useMemo, useSyncExternalStore } from 'react';
import type { Room } from './contract.ts';
import { Presence } from './Presence.tsx';
import { SaveState } from './SaveState.tsx';

/**
 * The room whose text a page shows, for the few places that say how it stands. Saving and saved take turns with every
 * pause of typing: they are drawn anew then, and the page around them is not.
 */
export interface RoomInView {
  readonly show: (room: Room) => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly room: () => Room | null;
}

export function useRoomInView(): RoomInView {
  return useMemo(() => {
    let shown: Room | null = null;
    const listeners = new Set<() => void>();
    return {
      show(room) {
        shown = room;
        for (const listener of listeners) listener();
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      room: () => shown,
    };
  }, []);
}

/** The room once it has ended for good; null before. */
export function useEnded({ subscribe, room }: RoomInView): Room | null {
  return useSyncExternalStore(subscribe, () => (room()?.saveState.kind === 'ended' ? room() : null));
}

/** Who has the text open. */
export function PresenceInView({ of: { subscribe, room } }: { readonly of: RoomInView }) {
  const now = useSyncExternalStore(subscribe, room);
  return now ? <Presence peers={now.peers} /> : null;
}

/** Whether what was written is saved. */
export function SaveStateInView({ of: { subscribe, room } }: { readonly of: RoomInView }) {
  const now = useSyncExternalStore(subscribe, room);
  return now ? <SaveState state={now.saveState} onRetry={now.retry} /> : null;
}
