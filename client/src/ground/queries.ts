import type { Evidence } from '@concordance/shared/evidence/schema';
import type { GroundImpact, GroundMove } from '@concordance/shared/ground/schema';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';

export const evidenceImpactQuery = (p: string, id: string) =>
  queryOptions({
    queryKey: queryKey(p, 'substance', 'impact', id),
    queryFn: ({ signal }) => api.get<GroundImpact>(`/api/programmes/${p}/evidence/${id}/impact`, { signal }),
  });

export const sourceImpactQuery = (p: string, id: string, reliability: string) =>
  queryOptions({
    queryKey: queryKey(p, 'substance', 'impact', id, reliability),
    queryFn: ({ signal }) => api.get<GroundImpact>(`/api/programmes/${p}/sources/${id}/impact`, { query: { reliability }, signal }),
  });

export const moveGround = (p: string, id: string, move: GroundMove) =>
  api.post<Evidence>(`/api/programmes/${p}/evidence/${id}/ground`, move);
