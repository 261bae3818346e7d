import type { ChangeNotice } from '@concordance/shared/events/schema';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { EventFeed, type FeedSocket, type FeedState } from '../../events/event-feed.ts';
import { type AtTable, seatKey, threadsKey } from './queries.ts';

/** Changes that come this close together cause one refetch. */
const GATHER_MS = 80;

function openSocket(programmeId: string, after: number | null): FeedSocket {
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
  const query = new URLSearchParams({ client: 'concordance', ...(after !== null && { after: String(after) }) });
  return new WebSocket(`${scheme}://${window.location.host}/events/${programmeId}?${query}`) as FeedSocket;
}

/** What a change makes stale on a guest's screen. A live text brings its own words; only what it cites may be new. */
function staleOf(at: AtTable, change: ChangeNotice): readonly (readonly string[])[] {
  if (change.kind === 'text' || change.kind === 'link') return [[...seatKey(at), 'text']];
  if (change.kind === 'thread') return [threadsKey(at)];
  return [[...seatKey(at)]];
}

/** Keeps a guest's table fresh. `onOut` is called when it is no longer theirs to see. */
export function useGuestFeed(at: AtTable, onOut: () => void): FeedState {
  const cache = useQueryClient();
  const [state, setState] = useState<FeedState>('connecting');
  const { programmeId, tableId } = at;
  useEffect(() => {
    const gathered = new Map<string, readonly string[]>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refetch = () => {
      timer = undefined;
      for (const key of gathered.values()) void cache.invalidateQueries({ queryKey: key });
      gathered.clear();
    };
    const gather = (keys: readonly (readonly string[])[]) => {
      for (const key of keys) gathered.set(key.join(' '), key);
      timer ??= setTimeout(refetch, GATHER_MS);
    };
    const feed = new EventFeed({
      open: (after) => openSocket(programmeId, after),
      after: null,
      onChange: (change) => gather(staleOf({ programmeId, tableId }, change)),
      onRefetch: () => gather([[...seatKey({ programmeId, tableId })]]),
      onState: (next) => {
        setState(next);
        // Whatever changed between the first fetch and this moment was told to nobody here.
        if (next === 'open') gather([[...seatKey({ programmeId, tableId })]]);
      },
      onSignedOut: onOut,
      onNoAccess: onOut,
      later: (act, ms) => {
        const waiting = setTimeout(act, ms);
        return () => clearTimeout(waiting);
      },
      random: Math.random,
    });
    const hurry = () => feed.hurry();
    feed.start();
    window.addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    return () => {
      window.removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
      clearTimeout(timer);
      feed.stop();
    };
  }, [programmeId, tableId, cache, onOut]);
  return state;
}
