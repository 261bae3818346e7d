import type {
  Authorship,
  Contributions,
  PastedAnswer,
  PastedClaim,
  TextHistory,
  VersionSummary,
  VersionText,
} from '@concordance/shared/history/schema';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';

const base = (p: string, id: string) => `/api/programmes/${p}/recommendations/${id}/history`;

export const historyQuery = (p: string, id: string) =>
  infiniteQueryOptions({
    queryKey: queryKey(p, 'history', 'list', id),
    queryFn: ({ pageParam, signal }) => api.get<TextHistory>(base(p, id), { query: { before: pageParam }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => (last.more ? last.versions.at(-1)?.number : undefined),
  });

/** A version never changes. */
export const versionQuery = (p: string, id: string, number: number) =>
  queryOptions({
    queryKey: ['version', p, id, number],
    queryFn: ({ signal }) => api.get<VersionText>(`${base(p, id)}/${number}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const contributionsQuery = (p: string, id: string) =>
  queryOptions({
    queryKey: queryKey(p, 'history', 'contributions', id),
    queryFn: ({ signal }) => api.get<Contributions>(`${base(p, id)}/contributions`, { signal }),
  });

export const authorshipQuery = (p: string, id: string) =>
  queryOptions({
    queryKey: queryKey(p, 'history', 'authorship', id),
    queryFn: ({ signal }) => api.get<Authorship>(`${base(p, id)}/authorship`, { signal }),
  });

export const nameVersion = (p: string, id: string, name: string) => api.post<VersionSummary>(base(p, id), { name });
export const restoreVersion = (p: string, id: string, number: number) => api.post<VersionSummary>(`${base(p, id)}/${number}/restore`, {});

/** Asks whose the words are that I pasted or moved. */
export const claimPasted = (p: string, id: string, claim: PastedClaim) => api.post<PastedAnswer>(`${base(p, id)}/pasted`, claim);

/** Notes that I see the text as it is now, also while the page is being left; answers with what I saw the time before. */
export async function visitText(p: string, id: string): Promise<VersionSummary | null> {
  const response = await fetch(`${base(p, id)}/visit`, {
    method: 'POST',
    credentials: 'same-origin',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (!response.ok) return null;
  return ((await response.json()) as { before: VersionSummary | null }).before;
}
