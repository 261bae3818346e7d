import type { EditorJson } from '@concordance/shared/editor/json';
import type { Entered, LookedAtLink, OwnRound, RatingAnswer, SeatView } from '@concordance/shared/roundtables/schema';
import type { Comment, guestThreadDraft, OwnRemark, Thread, threadLeft, threadList } from '@concordance/shared/threads/schema';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '../../api/client.ts';
import { sendOnce } from '../../threads/send-once.ts';

/** Every request of a guest's pages. */

export interface AtTable {
  readonly programmeId: string;
  readonly tableId: string;
}

const base = ({ programmeId, tableId }: AtTable) => `/api/programmes/${programmeId}/round-tables/${tableId}/seat`;

export const lookQuery = (token: string) =>
  queryOptions({
    queryKey: ['link', token],
    queryFn: ({ signal }) => api.post<LookedAtLink>('/api/round-tables/look', { token }, { signal }),
    retry: false,
  });

export const enter = (token: string, who: { readonly name?: string; readonly organisation?: string } = {}) =>
  api.post<Entered>('/api/round-tables/enter', { token, ...who });

export const seatKey = (at: AtTable) => ['seat', at.tableId] as const;

export const seatQuery = (at: AtTable) =>
  queryOptions({
    queryKey: [...seatKey(at), 'view'],
    queryFn: ({ signal }) => api.get<SeatView>(base(at), { signal }),
  });

export interface GuestText {
  readonly text: EditorJson;
  /** References of cited records by their ids. */
  readonly cited: Readonly<Record<string, string>>;
}

export const textQuery = (at: AtTable, itemId: string) =>
  queryOptions({
    queryKey: [...seatKey(at), 'text', itemId],
    queryFn: ({ signal }) => api.get<GuestText>(`${base(at)}/items/${itemId}/text`, { signal }),
  });

export const roundQuery = (at: AtTable, roundId: string) =>
  queryOptions({
    queryKey: [...seatKey(at), 'round', roundId],
    queryFn: ({ signal }) => api.get<OwnRound>(`${base(at)}/rounds/${roundId}`, { signal }),
  });

export const answer = (at: AtTable, roundId: string, own: RatingAnswer) => api.put<OwnRound>(`${base(at)}/rounds/${roundId}/answer`, own);

export const raiseHand = (at: AtTable, up: boolean) => (up ? api.put(`${base(at)}/hand`, {}) : api.delete(`${base(at)}/hand`));

// Remarks.

type ThreadList = z.infer<typeof threadList>;
export const threadsKey = (at: AtTable) => [...seatKey(at), 'threads'] as const;

/** What is said at this table about an item, as far as a guest may read it. */
export const threadsQuery = (at: AtTable, recommendationId: string) =>
  queryOptions({
    queryKey: [...threadsKey(at), recommendationId],
    queryFn: ({ signal }) => api.get<ThreadList>(`${base(at)}/threads`, { query: { subject: recommendationId }, signal }),
  });

/** What became of my own. */
export const remarksQuery = (at: AtTable) =>
  queryOptions({
    queryKey: [...threadsKey(at), 'mine'],
    queryFn: ({ signal }) => api.get<readonly OwnRemark[]>(`${base(at)}/remarks`, { signal }),
  });

// On the device, as the drafts of guests are: a phone forgets a page that it has put aside.
export const remark = (at: AtTable, draft: z.input<typeof guestThreadDraft>) =>
  sendOnce(localStorage, `${at.tableId}-${draft.subjectId}`, draft, (keyed) => api.post<Thread>(`${base(at)}/threads`, keyed));
export const reply = (at: AtTable, thread: string, text: string) =>
  sendOnce(localStorage, thread, { text }, (keyed) => api.post<Thread>(`${base(at)}/threads/${thread}/comments`, keyed));
export const changeComment = (at: AtTable, thread: string, comment: Pick<Comment, 'id' | 'version'>, text: string) =>
  api.patch<Thread>(`${base(at)}/threads/${thread}/comments/${comment.id}`, { version: comment.version, text });
export const takeBack = (at: AtTable, thread: string, comment: string) =>
  api.delete<z.infer<typeof threadLeft>>(`${base(at)}/threads/${thread}/comments/${comment}`);
export const markSeen = (at: AtTable, ids: readonly string[]) => api.post(`${base(at)}/threads/seen`, { ids });
