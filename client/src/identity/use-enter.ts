import type { Me } from '@concordance/shared/identity/schema';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { SESSION_KEY } from '../api/keys.ts';
import { switchLanguage } from '../ui/i18n.ts';

/** A session has begun: forget whoever was here before, speak this person's language and go where they were going. */
export function useEnter(): (me: Me, to: string) => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useCallback(
    async (me, to) => {
      queryClient.removeQueries({ type: 'inactive' });
      queryClient.setQueryData(SESSION_KEY, { me, needsSetUp: false });
      await switchLanguage(me.language);
      router.history.push(to);
    },
    [queryClient, router],
  );
}
