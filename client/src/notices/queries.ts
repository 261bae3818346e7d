import type { Digest, Inbox, mailStanding, Watch, WatchState } from '@concordance/shared/notices/schema';
import type { SubjectKind } from '@concordance/shared/threads/schema';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';

/** Every request about what people are told. `p` is the programme's id. */

const base = (p: string) => `/api/programmes/${p}`;
export const noticesKey = (p: string) => queryKey(p, 'notice');

/** What is new, and how much. */
export const unreadQuery = (p: string) =>
  queryOptions({
    queryKey: queryKey(p, 'notice', 'unread'),
    queryFn: async ({ signal }) => (await api.get<Inbox>(`${base(p)}/notices`, { query: { unread: 'yes' }, signal })).unread,
  });

export const inboxQuery = (p: string, unread: boolean) =>
  infiniteQueryOptions({
    queryKey: queryKey(p, 'notice', 'list', unread),
    queryFn: ({ pageParam, signal }) =>
      api.get<Inbox>(`${base(p)}/notices`, { query: { before: pageParam, unread: unread ? 'yes' : 'no' }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.more ? last.notices.at(-1)?.id : undefined),
  });

export const markRead = (p: string, ids: readonly string[] | 'all') => api.post(`${base(p)}/notices/seen`, { ids });

export const watchesQuery = (p: string) =>
  queryOptions({
    queryKey: queryKey(p, 'notice', 'watches'),
    queryFn: ({ signal }) => api.get<readonly Watch[]>(`${base(p)}/watches`, { signal }),
  });
export const watch = (p: string, id: string, kind: SubjectKind, state: WatchState) =>
  api.put<Watch>(`${base(p)}/watches/${id}`, { kind, state });

type MailStanding = z.infer<typeof mailStanding>;
export const mailQuery = queryOptions({
  queryKey: ['mail'],
  queryFn: ({ signal }) => api.get<MailStanding>('/api/me/mail', { signal }),
});
export const setDigest = (digest: Digest) => api.put<MailStanding>('/api/me/mail', { digest });
