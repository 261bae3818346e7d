import type { Me } from '@concordance/shared/identity/schema';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../api/client.ts';
import { SESSION_KEY } from '../api/keys.ts';
import { type InterfaceLanguage, switchLanguage } from '../ui/i18n.ts';
import type { SessionAnswer } from './queries.ts';

/** Switches the interface at once and, for a person signed in, remembers it in the account. */
export function useLanguage(): (language: InterfaceLanguage) => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(
    async (language) => {
      await switchLanguage(language);
      const session = queryClient.getQueryData<SessionAnswer>(SESSION_KEY);
      if (!session?.me) return;
      // The interface has changed already; should the account not learn of it, this device still knows.
      const me = await api.patch<Me>('/api/me', { language }).catch(() => null);
      if (me) queryClient.setQueryData<SessionAnswer>(SESSION_KEY, { ...session, me });
    },
    [queryClient],
  );
}
