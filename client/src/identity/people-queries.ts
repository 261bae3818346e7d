import type { Invitation, Person } from '@concordance/shared/identity/schema';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';

export const peopleQuery = (programmeId: string) =>
  queryOptions({
    queryKey: queryKey(programmeId, 'people'),
    queryFn: ({ signal }) => api.get<readonly Person[]>(`/api/programmes/${programmeId}/people`, { signal }),
  });

export const invitationsQuery = (programmeId: string) =>
  queryOptions({
    queryKey: queryKey(programmeId, 'invitations'),
    queryFn: ({ signal }) => api.get<readonly Invitation[]>(`/api/programmes/${programmeId}/invitations`, { signal }),
  });
