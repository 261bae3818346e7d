import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { api } from '../api/client.ts';
import { SESSION_KEY } from '../api/keys.ts';

/** Ends this session and leaves nothing of it on the screen. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useCallback(async () => {
    await api.delete('/api/session');
    // First away from the page that needs me, then forget: the other way round, it would say that the session ended.
    await router.navigate({ to: '/sign-in' });
    queryClient.clear();
    queryClient.setQueryData(SESSION_KEY, { me: null, needsSetUp: false });
  }, [queryClient, router]);
}
