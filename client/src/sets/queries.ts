import type { Found } from '@concordance/shared/find/schema';
import type { RecordKind } from '@concordance/shared/ids';
import type { ReadinessLine, RecommendationSet, SetDraft, SetSummary } from '@concordance/shared/sets/schema';
import { queryOptions } from '@tanstack/react-query';
import { ApiProblem, api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';

const base = (p: string) => `/api/programmes/${p}/sets`;
const one = (p: string, ref: string) => `${base(p)}/${encodeURIComponent(ref)}`;

export const setsQuery = (p: string) =>
  queryOptions({ queryKey: queryKey(p, 'set', 'list'), queryFn: ({ signal }) => api.get<readonly SetSummary[]>(base(p), { signal }) });

export const setQuery = (p: string, ref: string) =>
  queryOptions({
    queryKey: queryKey(p, 'set', 'one', ref),
    queryFn: ({ signal }) => api.get<RecommendationSet>(one(p, ref), { signal }),
  });

export const readinessQuery = (p: string, ref: string) =>
  queryOptions({
    queryKey: queryKey(p, 'substance', 'readiness', ref),
    queryFn: ({ signal }) => api.get<readonly ReadinessLine[]>(`${one(p, ref)}/readiness`, { signal }),
  });

export const findRecords = (p: string, text: string, kinds: readonly RecordKind[], signal: AbortSignal) =>
  api.get<readonly Found[]>(`/api/programmes/${p}/find`, { query: { q: text, kinds: kinds.join(','), limit: 20 }, signal });

export const createSet = (p: string, draft: SetDraft) => api.post<RecommendationSet>(base(p), draft);

type Changes = Partial<
  Pick<RecommendationSet, 'title' | 'addresseeIds' | 'itemIds' | 'approverIds' | 'quorum' | 'order' | 'dueOn' | 'note'>
>;

/** Changes a set; where somebody was faster, once more on what they left. Lists are small and changed by few. */
export async function changeSet(p: string, set: RecommendationSet, changes: Changes): Promise<RecommendationSet> {
  try {
    return await api.patch<RecommendationSet>(one(p, set.id), { version: set.version, changes });
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'stale-version') throw error;
    const { version } = error.current as RecommendationSet;
    return api.patch<RecommendationSet>(one(p, set.id), { version, changes });
  }
}

export type SetAct = 'open' | 'return' | 'withdraw' | 'deliver' | 'supersede';

export const actOnSet = (p: string, set: RecommendationSet, act: SetAct, more: Readonly<Record<string, unknown>>) =>
  api.post<RecommendationSet>(`${one(p, set.id)}/${act}`, { version: set.version, ...more });
