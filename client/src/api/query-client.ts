import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './client.ts';
import { SESSION_KEY } from './keys.ts';

/** Failures that another try may cure. Anything the server answered on purpose is final. */
function mayRetry(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ApiProblem && (error.code === 'network' || error.code === 'busy');
}

/** The cache of everything fetched. The event feed keeps it fresh, so nothing is fetched again by the clock alone. */
export function createQueryClient(): QueryClient {
  // Whichever request learns that the session is over, the frame reads it from the session and leaves for the sign-in page.
  const onError = (error: Error) => {
    if (error instanceof ApiProblem && error.code === 'not-signed-in') client.setQueryData(SESSION_KEY, { me: null, needsSetUp: false });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 60_000, retry: mayRetry, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
  return client;
}
