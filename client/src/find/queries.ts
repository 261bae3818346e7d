import type { Found } from '@concordance/shared/find/schema';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';

/** Everything with a reference that these words find. */
export const findEverythingQuery = (programmeId: string, text: string) =>
  queryOptions({
    queryKey: queryKey(programmeId, 'find', 'everything', text),
    queryFn: ({ signal }) => api.get<readonly Found[]>(`/api/programmes/${programmeId}/find`, { signal, query: { q: text, limit: 12 } }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
