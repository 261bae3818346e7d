import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './client.ts';

/** Failures that another try may cure. Anything the server answered on purpose is final. */
function mayRetry(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ApiProblem && (error.code === 'network' || error.code === 'busy');
}

/** The cache of everything fetched. The event feed keeps it fresh, so nothing is fetched again by the clock alone. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 60_000, retry: mayRetry, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
}
