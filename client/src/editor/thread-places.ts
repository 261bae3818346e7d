import { useSyncExternalStore } from 'react';
import type { ThreadPlace, ThreadPlacesStore } from './contract.ts';

type Places = ReadonlyMap<string, ThreadPlace>;
const NOWHERE: Places = new Map();

/** Where the threads of a text stand: written by what draws them, read by the margin and the page. */
export interface ThreadPlaces extends ThreadPlacesStore {
  set(places: Places): void;
}

export function threadPlaces(): ThreadPlaces {
  const listeners = new Set<() => void>();
  let places = NOWHERE;
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => places,
    set: (next) => {
      if (samePlaces(places, next)) return;
      places = next;
      for (const listener of listeners) listener();
    },
  };
}

function samePlaces(before: Places, next: Places): boolean {
  if (before.size !== next.size) return false;
  for (const [id, place] of next) {
    const old = before.get(id);
    if (old?.kind !== place.kind) return false;
    if (old.kind === 'words' && place.kind === 'words' && (old.from !== place.from || old.to !== place.to || old.words !== place.words))
      return false;
  }
  return true;
}

/** The places behind a handle; none while there is none. Renders when a place changes, not when a key is pressed. */
export function useThreadPlaces(store: ThreadPlacesStore | undefined): Places {
  return useSyncExternalStore(store?.subscribe ?? stayStill, store?.get ?? nowhere);
}

const stayStill = () => () => {};
const nowhere = () => NOWHERE;
