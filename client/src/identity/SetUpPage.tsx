import type { Me } from '@concordance/shared/identity/schema';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { Door } from '../ui/Door.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { useProblemWords } from '../ui/problem-words.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { readForm } from './form-text.ts';
import { Languages } from './Languages.tsx';
import { NewAccountFields } from './NewAccountFields.tsx';
import { sessionQuery } from './queries.ts';
import { useEnter } from './use-enter.ts';

function SetUpForm({ token }: { readonly token: string }) {
  const { t } = useTranslation('identity');
  const enter = useEnter();
  const setUp = useMutation({
    mutationFn: (account: { readonly name: string; readonly email: string; readonly password: string }) =>
      api.post<Me>('/api/set-up', { token, ...account }),
    onSuccess: (me) => enter(me, '/'),
  });
  return (
    <form
      onSubmit={(event) => {
        const text = readForm(event);
        setUp.mutate({ name: text('name'), email: text('email'), password: text('password') });
      }}
    >
      {setUp.error ? <ErrorLine error={setUp.error} /> : null}
      <NewAccountFields error={setUp.error} />
      <Button type="submit" variant="main" size="large" busy={setUp.isPending}>
        {t('setUp.act')}
      </Button>
    </form>
  );
}

/** The first start: the administrator's own account, by the link that the server printed. */
export function SetUpPage() {
  const { t } = useTranslation('identity');
  // The token travels behind the `#`, so that it never reaches a log.
  const [token] = useState(() => window.location.hash.slice(1));
  const words = useProblemWords();
  const session = useQuery(sessionQuery);
  const open = session.data?.needsSetUp === true;
  const look = useQuery({
    queryKey: ['set-up', token],
    queryFn: ({ signal }) => api.post<null>('/api/set-up/look', { token }, { signal }),
    enabled: open && token !== '',
    retry: false,
  });
  const problem = session.error ?? look.error;
  if (session.data && !open)
    return (
      <Door title={t('setUp.done')} note={t('setUp.doneNote')} foot={<Languages />}>
        <ButtonLink to="/" variant="main" size="large">
          {t('signIn.act')}
        </ButtonLink>
      </Door>
    );
  if (open && token === '') return <Door title={t('noAccounts.title')} note={t('noAccounts.note')} foot={<Languages />} />;
  if (problem) return <Door title={t('setUp.title')} note={words(problem)} foot={<Languages />} />;
  if (!open || look.isPending)
    return (
      <Door title="">
        <Skeleton lines={4} />
      </Door>
    );
  return (
    <Door title={t('setUp.title')} note={t('setUp.note')} foot={<Languages />}>
      <SetUpForm token={token} />
    </Door>
  );
}
