import type { SessionSummary } from '@concordance/shared/identity/schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { SESSION_KEY } from '../api/keys.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmInline } from '../ui/ConfirmInline.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import rows from '../ui/rows.module.css';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import { deviceName } from './device.ts';
import { useSignOut } from './use-sign-out.ts';

const SESSIONS_KEY = ['sessions'] as const;

function SessionRow({ session }: { readonly session: SessionSummary }) {
  const { t } = useTranslation(['identity', 'common']);
  const { ago } = useFormat();
  const queryClient = useQueryClient();
  const signOut = useSignOut();
  const end = useMutation({
    mutationFn: () => (session.current ? signOut() : api.delete(`/api/sessions/${session.id}`)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: SESSIONS_KEY }),
  });
  return (
    <li>
      <div className={rows.what}>
        <p className={rows.name}>{deviceName(session.agent) || t('account.unknownDevice')}</p>
        <p className={rows.fact}>{session.current ? t('account.here') : t('account.seen', { when: ago(session.lastSeenAt) })}</p>
      </div>
      <div className={rows.end}>
        <Button size="small" busy={end.isPending} onClick={() => end.mutate()}>
          {t('common:me.signOut')}
        </Button>
      </div>
      {end.error ? (
        <div className={rows.below}>
          <ErrorLine error={end.error} />
        </div>
      ) : null}
    </li>
  );
}

/** Where I am signed in, and the way to end it there or everywhere. */
export function MySessions() {
  const { t } = useTranslation('identity');
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const sessions = useQuery({
    queryKey: SESSIONS_KEY,
    queryFn: ({ signal }) => api.get<readonly SessionSummary[]>('/api/sessions', { signal }),
  });
  const endAll = useMutation({
    mutationFn: () => api.delete('/api/sessions'),
    onSuccess: () => queryClient.setQueryData(SESSION_KEY, { me: null, needsSetUp: false }),
  });
  if (sessions.error) return <ErrorLine error={sessions.error} onRetry={() => void sessions.refetch()} />;
  if (!sessions.data) return <Skeleton lines={2} />;
  return (
    <>
      <ul className={rows.rows}>
        {sessions.data.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {endAll.error ? <ErrorLine error={endAll.error} /> : null}
      <div className={rows.after}>
        {asking ? (
          <ConfirmInline
            verb={t('account.everywhere')}
            busy={endAll.isPending}
            onConfirm={() => endAll.mutate()}
            onCancel={() => setAsking(false)}
          >
            {t('account.everywhereNote')}
          </ConfirmInline>
        ) : (
          <Button onClick={() => setAsking(true)}>{t('account.everywhere')}</Button>
        )}
      </div>
    </>
  );
}
