import type { ActivityItem } from '@concordance/shared/events/schema';
import type { Role } from '@concordance/shared/identity/schema';
import type { Programme, ProgrammeCounts, ProgrammeSummary } from '@concordance/shared/programmes/schema';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { PROGRAMMES_KEY, queryKey } from '../api/keys.ts';

/** A programme and what I am in it. */
export type MyProgramme = Programme & { readonly role: Role };

export const programmesQuery = queryOptions({
  queryKey: PROGRAMMES_KEY,
  queryFn: ({ signal }) => api.get<readonly ProgrammeSummary[]>('/api/programmes', { signal }),
});

export const programmeQuery = (id: string) =>
  queryOptions({
    queryKey: queryKey(id, 'programme'),
    queryFn: ({ signal }) => api.get<MyProgramme>(`/api/programmes/${id}`, { signal }),
  });

export const countsQuery = (id: string) =>
  queryOptions({
    queryKey: queryKey(id, 'counts'),
    queryFn: ({ signal }) => api.get<ProgrammeCounts>(`/api/programmes/${id}/counts`, { signal }),
  });

/** The newest activity first; the next page is what came before the last line. */
export const activityQuery = (id: string, limit: number) =>
  infiniteQueryOptions({
    queryKey: queryKey(id, 'activity', limit),
    queryFn: ({ signal, pageParam }) =>
      api.get<readonly ActivityItem[]>(`/api/programmes/${id}/activity`, { signal, query: { before: pageParam, limit } }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => (last.length < limit ? undefined : last.at(-1)?.seq),
  });
