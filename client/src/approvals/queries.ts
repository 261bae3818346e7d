import type { ApprovalPage } from '@concordance/shared/approvals/schema';
import type { RecommendationSet } from '@concordance/shared/sets/schema';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';

const base = (p: string, ref: string) => `/api/programmes/${p}/sets/${encodeURIComponent(ref)}`;

/** Everything that is signed, as it stands: any change of substance in the programme makes it stale. */
export const approvalQuery = (p: string, ref: string) =>
  queryOptions({
    queryKey: queryKey(p, 'substance', 'approval', ref),
    queryFn: ({ signal }) => api.get<ApprovalPage>(`${base(p, ref)}/approval`, { signal }),
  });

export interface Signing {
  readonly hash: string;
  readonly name: string;
  readonly password: string;
  readonly dissent?: string;
  readonly dissentOn?: string | null;
}

export const sign = (p: string, ref: string, signing: Signing) => api.post<RecommendationSet>(`${base(p, ref)}/sign`, signing);
export const noteLook = (p: string, ref: string, hash: string) => api.post(`${base(p, ref)}/look`, { hash });
export const returnSet = (p: string, ref: string, version: number, reason: string) =>
  api.post<RecommendationSet>(`${base(p, ref)}/return`, { version, reason });
