import type { Me, Role } from '@concordance/shared/identity/schema';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { Button, TextButton, TextLink } from '../ui/Button.tsx';
import { Door } from '../ui/Door.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { useProblemWords } from '../ui/problem-words.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { readForm } from './form-text.ts';
import { Languages } from './Languages.tsx';
import { NewAccountFields } from './NewAccountFields.tsx';
import { sessionQuery } from './queries.ts';
import { useEnter } from './use-enter.ts';
import { useSignOut } from './use-sign-out.ts';

interface Look {
  readonly programme: string;
  readonly role: Role;
}

interface Newcomer {
  readonly name?: string;
  readonly email?: string;
  readonly password?: string;
}

function useAccept(token: string) {
  const enter = useEnter();
  return useMutation({
    mutationFn: (who: Newcomer) =>
      api.post<{ readonly me: Me; readonly programmeId: string }>('/api/invitations/accept', { token, ...who }),
    onSuccess: ({ me, programmeId }) => enter(me, `/p/${programmeId}`),
  });
}

interface FormProps {
  readonly token: string;
  readonly look: Look;
}

/** Somebody who is signed in already: one press. */
function JoinAs({ token, look, me }: FormProps & { readonly me: Me }) {
  const { t } = useTranslation('identity');
  const accept = useAccept(token);
  const signOut = useSignOut();
  return (
    <div>
      {accept.error ? <ErrorLine error={accept.error} /> : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          accept.mutate({});
        }}
      >
        <p>{t('invitation.signedInAs', { name: me.name })}</p>
        <Button type="submit" variant="main" size="large" busy={accept.isPending}>
          {t('invitation.join', { programme: look.programme })}
        </Button>
        <TextButton onClick={() => void signOut()}>{t('invitation.other')}</TextButton>
      </form>
    </div>
  );
}

/** Somebody new: an account. */
function JoinNew({ token }: Pick<FormProps, 'token'>) {
  const { t } = useTranslation('identity');
  const accept = useAccept(token);
  const send = (text: (name: string) => string) => accept.mutate({ name: text('name'), email: text('email'), password: text('password') });
  return (
    <form onSubmit={(event) => send(readForm(event))}>
      {accept.error ? <ErrorLine error={accept.error} /> : null}
      <NewAccountFields error={accept.error} />
      <Button type="submit" variant="main" size="large" busy={accept.isPending}>
        {t('invitation.create')}
      </Button>
      <p>
        {t('invitation.have')}{' '}
        <TextLink to="/sign-in" search={{ next: `/invitation#${token}` }}>
          {t('signIn.act')}
        </TextLink>
      </p>
    </form>
  );
}

/** An invitation link: what it opens, and the way in. */
export function InvitationPage() {
  const { t } = useTranslation(['identity', 'common']);
  // The token travels behind the `#`, so that it never reaches a log.
  const [token] = useState(() => window.location.hash.slice(1));
  const words = useProblemWords();
  const { data: session } = useQuery(sessionQuery);
  const look = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => api.post<Look>('/api/invitations/look', { token }, { signal }),
    retry: false,
  });
  if (look.error) return <Door title={t('invitation.over')} note={words(look.error)} foot={<Languages />} />;
  if (!look.data || !session)
    return (
      <Door title="">
        <Skeleton lines={4} />
      </Door>
    );
  return (
    <Door title={look.data.programme} note={t(`invitation.asks.${look.data.role}`)} foot={<Languages />}>
      {session.me ? <JoinAs token={token} look={look.data} me={session.me} /> : <JoinNew token={token} />}
    </Door>
  );
}
