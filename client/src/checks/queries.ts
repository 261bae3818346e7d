import type { CheckedRecommendation, ProgrammeChecks } from '@concordance/shared/checks/schema';
import type { Link, SuspectLink, TargetChange } from '@concordance/shared/links/schema';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';

export const checksQuery = (p: string, id: string) =>
  queryOptions({
    queryKey: queryKey(p, 'checks', 'one', id),
    queryFn: ({ signal }) => api.get<CheckedRecommendation>(`/api/programmes/${p}/recommendations/${id}/checks`, { signal }),
  });

export const programmeChecksQuery = (p: string) =>
  queryOptions({
    queryKey: queryKey(p, 'checks', 'programme'),
    queryFn: ({ signal }) => api.get<ProgrammeChecks>(`/api/programmes/${p}/checks`, { signal }),
  });

export const suspectLinksQuery = (p: string) =>
  queryOptions({
    queryKey: queryKey(p, 'link', 'suspects'),
    queryFn: ({ signal }) => api.get<readonly SuspectLink[]>(`/api/programmes/${p}/suspect-links`, { signal }),
  });

const linkPath = (p: string, link: Link) => `/api/programmes/${p}/recommendations/${link.recommendationId}/links/${link.id}`;

export const targetChangeQuery = (p: string, link: Link) =>
  queryOptions({
    queryKey: queryKey(p, 'link', 'change', link.id, link.version),
    queryFn: ({ signal }) => api.get<TargetChange>(`${linkPath(p, link)}/change`, { signal }),
  });

export const answerLink = (p: string, link: Link, answer: 'holds' | 'revised', reason: string, seen: string) =>
  api.post<Link>(`${linkPath(p, link)}/answer`, { version: link.version, answer, reason, seen });
