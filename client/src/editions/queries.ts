import type { DraftChanges } from '@concordance/shared/approvals/schema';
import type { ReadableEdition, VerifyAnswer } from '@concordance/shared/editions/schema';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';

const base = (p: string, ref: string) => `/api/programmes/${p}/sets/${encodeURIComponent(ref)}`;

export const editionQuery = (p: string, ref: string, number: string) =>
  queryOptions({
    queryKey: queryKey(p, 'set', 'edition', ref, number),
    queryFn: ({ signal }) => api.get<ReadableEdition>(`${base(p, ref)}/editions/${encodeURIComponent(number)}`, { signal }),
  });

export const draftChangesQuery = (p: string, ref: string) =>
  queryOptions({
    queryKey: queryKey(p, 'substance', 'changes', ref),
    queryFn: ({ signal }) => api.get<DraftChanges | null>(`${base(p, ref)}/changes`, { signal }),
  });

/** Where the file of an edition is fetched from. */
export const editionFileAddress = (p: string, ref: string, number: number) => `${base(p, ref)}/editions/${number}/file`;

export const askStanding = (sha256: string) => api.get<VerifyAnswer>(`/api/verify/${sha256}`);
