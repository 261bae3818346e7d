import type { ActivityItem, ChangeNotice } from '@concordance/shared/events/schema';
import { hashKey, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';
import { EventFeed, type FeedSocket, type FeedState } from './event-feed.ts';
import { staleKeys } from './stale-keys.ts';

/** Changes that come this close together cause one refetch. */
const GATHER_MS = 120;

/**
 * The number of the newest change, asked for before anything else of the programme is fetched: the feed then starts
 * from it, and nothing that changes between the first fetch and the first notice is missed.
 */
export const feedStartQuery = (programmeId: string) =>
  queryOptions({
    queryKey: ['feed-start', programmeId],
    queryFn: async ({ signal }) => {
      const [newest] = await api.get<readonly ActivityItem[]>(`/api/programmes/${programmeId}/activity`, { signal, query: { limit: 1 } });
      return newest?.seq ?? 0;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

interface FeedWishes {
  /** Whether I may hear of everything; a participant hears only of what concerns them. */
  readonly hearsAll: boolean;
  /** My user id: changes of my own role are told apart. */
  readonly me: string;
  readonly onSignedOut: () => void;
  readonly onNoAccess: () => void;
}

function openSocket(programmeId: string, after: number | null): FeedSocket {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const query = new URLSearchParams({ client: 'concordance', ...(after !== null && { after: String(after) }) });
  return new WebSocket(`${scheme}://${location.host}/events/${programmeId}?${query}`) as FeedSocket;
}

function later(act: () => void, ms: number): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}

/** Keeps everything fetched of a programme fresh while its frame is on the screen; gives back how the connection is. */
export function useEventFeed(programmeId: string, wishes: FeedWishes): FeedState {
  const queryClient = useQueryClient();
  const { data: start } = useQuery({ ...feedStartQuery(programmeId), enabled: wishes.hearsAll });
  const after = wishes.hearsAll ? start : null;
  const [state, setState] = useState<FeedState>('connecting');
  const stale = useEffectEvent((change: ChangeNotice) => staleKeys(programmeId, change, wishes.me));
  const onSignedOut = useEffectEvent(wishes.onSignedOut);
  const onNoAccess = useEffectEvent(wishes.onNoAccess);

  useEffect(() => {
    if (after === undefined) return;
    const gathered = new Map<string, readonly unknown[]>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refetch = () => {
      timer = undefined;
      const keys = [...gathered.values()];
      gathered.clear();
      for (const key of keys) void queryClient.invalidateQueries({ queryKey: key });
    };
    const gather = (keys: readonly (readonly unknown[])[]) => {
      for (const key of keys) gathered.set(hashKey(key), key);
      timer ??= setTimeout(refetch, GATHER_MS);
    };
    const feed = new EventFeed({
      open: (seq) => openSocket(programmeId, seq),
      after,
      onChange: (change) => gather(stale(change)),
      onRefetch: () => gather([['p', programmeId]]),
      onState: (next) => {
        setState(next);
        // Answers in a thread are told as they happen and never again: what was said meanwhile has to be asked for.
        if (next === 'open') gather([queryKey(programmeId, 'thread'), queryKey(programmeId, 'notice')]);
      },
      onSignedOut: () => onSignedOut(),
      onNoAccess: () => onNoAccess(),
      later,
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
  }, [programmeId, after, queryClient]);
  return state;
}
