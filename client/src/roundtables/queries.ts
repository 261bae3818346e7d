import type {
  Attendee,
  RatingDefaults,
  Round,
  Table,
  TableChanges,
  TableDraft,
  TableLink,
  TableSummary,
} from '@concordance/shared/roundtables/schema';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';

/** Every request of the team's round-table pages. `p` is the programme's id. */

const base = (p: string) => `/api/programmes/${p}/round-tables`;
const one = (p: string, ref: string) => `${base(p)}/${encodeURIComponent(ref)}`;
export const tableKey = (p: string) => queryKey(p, 'round-table');

export const tablesQuery = (p: string) =>
  queryOptions({
    queryKey: queryKey(p, 'round-table', 'list'),
    queryFn: ({ signal }) => api.get<readonly TableSummary[]>(base(p), { signal }),
  });

export const tableQuery = (p: string, ref: string) =>
  queryOptions({
    queryKey: queryKey(p, 'round-table', 'one', ref),
    queryFn: ({ signal }) => api.get<Table>(one(p, ref), { signal }),
  });

export const linksQuery = (p: string, id: string) =>
  queryOptions({
    queryKey: queryKey(p, 'round-table', 'links', id),
    queryFn: ({ signal }) => api.get<readonly TableLink[]>(`${one(p, id)}/links`, { signal }),
  });

export const guestsQuery = (p: string, id: string) =>
  queryOptions({
    queryKey: queryKey(p, 'round-table', 'guests', id),
    queryFn: ({ signal }) => api.get<readonly Attendee[]>(`${one(p, id)}/guests`, { signal }),
  });

export const roundsQuery = (p: string, id: string) =>
  queryOptions({
    queryKey: queryKey(p, 'round-table', 'rounds', id),
    queryFn: ({ signal }) => api.get<readonly Round[]>(`${one(p, id)}/rounds`, { signal }),
  });

export const defaultsQuery = (p: string) =>
  queryOptions({
    queryKey: queryKey(p, 'programme', 'rating'),
    queryFn: ({ signal }) => api.get<RatingDefaults>(`/api/programmes/${p}/rating-defaults`, { signal }),
  });

export const saveDefaults = (p: string, defaults: RatingDefaults) =>
  api.put<RatingDefaults>(`/api/programmes/${p}/rating-defaults`, defaults);

export const createTable = (p: string, draft: TableDraft) => api.post<Table>(base(p), draft);
export const changeTable = (p: string, id: string, version: number, changes: TableChanges) =>
  api.patch<Table>(one(p, id), { version, changes });
export const moveTable = (p: string, id: string, version: number, to: 'open' | 'closed') =>
  api.post<Table>(`${one(p, id)}/state`, { version, to });

export interface LinkWish {
  readonly kind: TableLink['kind'];
  readonly name: string;
  readonly organisation: string;
  readonly days: number;
}
export const makeLink = (p: string, id: string, wish: LinkWish) =>
  api.post<{ readonly link: TableLink; readonly token: string }>(`${one(p, id)}/links`, wish);
export const revokeLink = (p: string, id: string, linkId: string) => api.delete(`${one(p, id)}/links/${linkId}`);
export const showOut = (p: string, id: string, seatId: string) => api.delete(`${one(p, id)}/guests/${seatId}`);

export const showItem = (p: string, id: string, itemId: string | null) => api.post<Table>(`${one(p, id)}/session`, { itemId });
export const moveSpeaker = (p: string, id: string, number: number, to: 'speaking' | 'done') =>
  api.post<Table>(`${one(p, id)}/speakers/${number}`, { to });

export const openRound = (p: string, id: string, itemId: string, reasons: Round['reasons']) =>
  api.post<Round>(`${one(p, id)}/rounds`, { itemId, reasons });
export const closeRound = (p: string, id: string, roundId: string) => api.post<Round>(`${one(p, id)}/rounds/${roundId}/close`, {});

export const beginMinutes = (p: string, id: string, language: string) => api.post<Table>(`${one(p, id)}/minutes`, { language });
export const minutesFile = (p: string, id: string) => `${one(p, id)}/minutes.docx`;
export const ratingsFile = (p: string, id: string) => `${one(p, id)}/ratings.csv`;
