import type { SeatSummary } from '@concordance/shared/roundtables/schema';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';

/** The tables I have a seat at, for a guest who came to the door of people with an account. */
export const seatsQuery = queryOptions({
  queryKey: ['seats'],
  queryFn: ({ signal }) => api.get<readonly SeatSummary[]>('/api/seats', { signal }),
});

/** A guest's page is no page of the router's: it is another, lighter program. */
export const tableAddress = ({ programmeId, tableId }: Pick<SeatSummary, 'programmeId' | 'tableId'>) => `/table/${programmeId}/${tableId}`;
