import type { Me } from '@concordance/shared/identity/schema';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { Button } from '../ui/Button.tsx';
import { Door } from '../ui/Door.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { PasswordField, TextField } from '../ui/Field.tsx';
import { readForm } from './form-text.ts';
import { Languages } from './Languages.tsx';
import { sessionQuery } from './queries.ts';
import { useEnter } from './use-enter.ts';

/** The door of the house. */
export function SignInPage() {
  const { t } = useTranslation('identity');
  const { next = '/', ended = false } = useSearch({ strict: false }) as { readonly next?: string; readonly ended?: boolean };
  const { data: session } = useQuery(sessionQuery);
  const enter = useEnter();
  const signIn = useMutation({
    mutationFn: (credentials: { readonly email: string; readonly password: string }) => api.post<Me>('/api/session', credentials),
    onSuccess: (me) => enter(me, next),
  });
  if (session?.needsSetUp) return <Door title={t('noAccounts.title')} note={t('noAccounts.note')} foot={<Languages />} />;
  return (
    <Door title={t('signIn.title')} note={ended ? t('signIn.ended') : undefined} foot={<Languages />}>
      <form
        onSubmit={(event) => {
          const text = readForm(event);
          signIn.mutate({ email: text('email'), password: text('password') });
        }}
      >
        {signIn.error ? <ErrorLine error={signIn.error} /> : null}
        <TextField label={t('email')} name="email" type="email" autoComplete="username" inputMode="email" required autoFocus />
        <PasswordField label={t('password')} name="password" autoComplete="current-password" required />
        <Button type="submit" variant="main" size="large" busy={signIn.isPending}>
          {t('signIn.act')}
        </Button>
      </form>
    </Door>
  );
}
