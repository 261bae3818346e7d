import type {
  Anchor,
  acceptedAll,
  DispositionTable,
  SubjectKind,
  Thread,
  ThreadDraft,
  threadLeft,
  threadList,
} from '@concordance/shared/threads/schema';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { address, api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';
import { sendOnce } from './send-once.ts';

/** Every request of the team's threads. `p` is the programme's id. */

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

const base = (p: string) => `/api/programmes/${p}/threads`;
const one = (p: string, id: string) => `${base(p)}/${id}`;

export const threadsKey = (p: string, subjectId: string) => queryKey(p, 'thread', 'list', subjectId);

export const threadsQuery = (p: string, subjectId: string) =>
  queryOptions({
    queryKey: threadsKey(p, subjectId),
    queryFn: ({ signal }) => api.get<z.infer<typeof threadList>>(base(p), { query: { subject: subjectId }, signal }),
  });

export const beginThread = (p: string, draft: ThreadDraft) =>
  sendOnce(sessionStorage, `new-${draft.subjectId}`, draft, (keyed) => api.post<Thread>(base(p), keyed));
export const replyTo = (p: string, id: string, text: string, mentions: readonly string[]) =>
  sendOnce(sessionStorage, id, { text, mentions }, (keyed) => api.post<Thread>(`${one(p, id)}/comments`, keyed));
export const changeComment = (
  p: string,
  id: string,
  comment: { readonly id: string; readonly version: number },
  text: string,
  mentions: readonly string[],
) => api.patch<Thread>(`${one(p, id)}/comments/${comment.id}`, { version: comment.version, text, mentions });
export const takeBack = (p: string, id: string, commentId: string) =>
  api.delete<z.infer<typeof threadLeft>>(`${one(p, id)}/comments/${commentId}`);
export const moveAnchor = (p: string, { id, version }: Thread, anchor: Anchor) =>
  api.put<Thread>(`${one(p, id)}/anchor`, { version, anchor });
export const assign = (p: string, { id, version }: Thread, assigneeId: string | null) =>
  api.put<Thread>(`${one(p, id)}/assignee`, { version, assigneeId });
export const endThread = (p: string, { id, version }: Thread, disposition: string | null, reason: string) =>
  api.post<Thread>(`${one(p, id)}/end`, { version, disposition, reason });
export const reopenThread = (p: string, { id, version }: Thread) => api.post<Thread>(`${one(p, id)}/reopen`, { version });
export const acceptSuggestion = (p: string, { id, version }: Thread) => api.post<Thread>(`${one(p, id)}/accept`, { version });
export const declineSuggestion = (p: string, { id, version }: Thread, reason: string) =>
  api.post<Thread>(`${one(p, id)}/decline`, { version, reason });
export const acceptAllOf = (p: string, documentId: string, authorId: string) =>
  api.post<z.infer<typeof acceptedAll>>(`${base(p)}/accept-all`, { documentId, authorId });
export const markSeen = (p: string, ids: readonly string[]) => api.post(`${base(p)}/seen`, { ids });

/** What a table of dispositions is about, by id or reference. */
export interface DispositionAsk {
  readonly recommendation?: string;
  readonly set?: string;
  readonly roundTable?: string;
  readonly from?: 'all' | 'tables';
}

export const dispositionsQuery = (p: string, ask: DispositionAsk) =>
  queryOptions({
    queryKey: queryKey(p, 'thread', 'dispositions', ask),
    queryFn: ({ signal }) => api.get<DispositionTable>(`/api/programmes/${p}/dispositions`, { query: { ...ask }, signal }),
  });
export const dispositionsFile = (p: string, ask: DispositionAsk, kind: 'csv' | 'docx', language: string) =>
  address(`/api/programmes/${p}/dispositions.${kind}`, { ...ask, ...(kind === 'docx' && { language }) });
