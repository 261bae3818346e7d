import type { Me } from '@concordance/shared/identity/schema';
import { queryOptions } from '@tanstack/react-query';
import { use } from 'react';
import { api } from '../api/client.ts';
import { SESSION_KEY } from '../api/keys.ts';
import { MeContext } from './me-context.ts';

export interface SessionAnswer {
  readonly me: Me | null;
  /** No account exists yet: the server waits for its set-up link. */
  readonly needsSetUp: boolean;
}

export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: ({ signal }) => api.get<SessionAnswer>('/api/session', { signal }),
});

/** The person signed in. Only below a route that demands one. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('nobody is signed in');
  return me;
}
