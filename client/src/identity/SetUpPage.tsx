import type { Me } from '@concordance/shared/identity/schema';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { Button } from '../ui/Button.tsx';
import { Door } from '../ui/Door.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { readForm } from './form-text.ts';
import { Languages } from './Languages.tsx';
import { NewAccountFields } from './NewAccountFields.tsx';
import { useEnter } from './use-enter.ts';

/** The first start: the administrator's own account, by the link that the server printed. */
export function SetUpPage() {
  const { t } = useTranslation('identity');
  // The token travels behind the `#`, so that it never reaches a log.
  const [token] = useState(() => window.location.hash.slice(1));
  const enter = useEnter();
  const setUp = useMutation({
    mutationFn: (account: { readonly name: string; readonly email: string; readonly password: string }) =>
      api.post<Me>('/api/set-up', { token, ...account }),
    onSuccess: (me) => enter(me, '/'),
  });
  if (token === '') return <Door title={t('noAccounts.title')} note={t('noAccounts.note')} foot={<Languages />} />;
  return (
    <Door title={t('setUp.title')} note={t('setUp.note')} foot={<Languages />}>
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
    </Door>
  );
}
