import type { ActivityItem } from '@concordance/shared/events/schema';
import type { Link, LinkDraft } from '@concordance/shared/links/schema';
import type { Language } from '@concordance/shared/programmes/schema';
import type { Recommendation, RecommendationDraft, Status } from '@concordance/shared/recommendations/schema';
import type { TranslationDraft } from '@concordance/shared/recommendations/translations';
import type { Page, UsedInItem } from '@concordance/shared/registers/schema';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';
import type { ListAsk } from '../registers/list-view.ts';

/** Every request of the recommendation screens. `p` is the programme's id. */

const PAGE_SIZE = 200;
/** The server's limit for one page of activity. */
const ACTIVITY_PAGE = 100;

const base = (p: string) => `/api/programmes/${p}/recommendations`;

export const listQuery = (p: string, ask: ListAsk) =>
  infiniteQueryOptions({
    queryKey: queryKey(p, 'recommendation', 'list', ask),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Recommendation>>(base(p), { query: { ...ask, offset: pageParam, limit: PAGE_SIZE }, signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.items.length, 0);
      return last.items.length > 0 && loaded < last.total ? loaded : undefined;
    },
    placeholderData: (previous) => previous,
  });

export const recommendationQuery = (p: string, ref: string) =>
  queryOptions({
    queryKey: queryKey(p, 'recommendation', 'one', ref),
    queryFn: ({ signal }) => api.get<Recommendation>(`${base(p)}/${encodeURIComponent(ref)}`, { signal }),
  });

/** Where a recommendation is used; those it groups name it in their `parentId`. */
export const usedInQuery = (p: string, id: string) =>
  queryOptions({
    queryKey: queryKey(p, 'used-in', id),
    queryFn: ({ signal }) => api.get<readonly UsedInItem[]>(`${base(p)}/${id}/used-in`, { signal }),
  });

export const linksQuery = (p: string, id: string) =>
  queryOptions({
    queryKey: queryKey(p, 'link', 'list', id),
    queryFn: ({ signal }) => api.get<readonly Link[]>(`${base(p)}/${id}/links`, { signal }),
  });

export const activityQuery = (p: string, recordId: string) =>
  infiniteQueryOptions({
    queryKey: queryKey(p, 'activity', 'of', recordId),
    queryFn: ({ pageParam, signal }) =>
      api.get<readonly ActivityItem[]>(`/api/programmes/${p}/activity`, { query: { before: pageParam, limit: ACTIVITY_PAGE }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => (last.length < ACTIVITY_PAGE ? undefined : last.at(-1)?.seq),
  });

export const createRecommendation = (p: string, draft: RecommendationDraft) => api.post<Recommendation>(base(p), draft);

export const changeRecommendation = (p: string, id: string, version: number, changes: Partial<Recommendation>) =>
  api.patch<Recommendation>(`${base(p)}/${id}`, { version, changes });

export const putTranslation = (p: string, id: string, language: Language, draft: TranslationDraft) =>
  api.put<Recommendation>(`${base(p)}/${id}/translations/${language}`, draft);

export const moveStatus = (p: string, id: string, version: number, to: Status, reason: string) =>
  api.post<Recommendation>(`${base(p)}/${id}/status`, { version, to, reason });

export const archiveRecommendation = (p: string, id: string, version: number) =>
  api.post<Recommendation>(`${base(p)}/${id}/archive`, { version });

export const restoreRecommendation = (p: string, id: string, version: number) =>
  api.post<Recommendation>(`${base(p)}/${id}/restore`, { version });

export const addLink = (p: string, id: string, draft: LinkDraft) => api.post<Link>(`${base(p)}/${id}/links`, draft);

export const changeLink = (p: string, link: Link, version: number, changes: Partial<Link>) =>
  api.patch<Link>(`${base(p)}/${link.recommendationId}/links/${link.id}`, { version, changes });

export const removeLink = (p: string, link: Link) =>
  api.delete(`${base(p)}/${link.recommendationId}/links/${link.id}`, { query: { version: link.version } });
