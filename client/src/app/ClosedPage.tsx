import { useTranslation } from 'react-i18next';
import { useMe } from '../identity/queries.ts';
import { useSignOut } from '../identity/use-sign-out.ts';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { Door } from '../ui/Door.tsx';

/** What a participant sees while no round table is open for them. */
export function ClosedPage({ programme }: { readonly programme: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const signOut = useSignOut();
  return (
    <Door title={t('closed.title')} note={`${t('closed.note', { programme })}${me.email === null ? ` ${t('closed.guest')}` : ''}`}>
      <div>
        <ButtonLink to="/account">{t('me.account')}</ButtonLink>{' '}
        <Button variant="quiet" onClick={() => void signOut()}>
          {t('me.signOut')}
        </Button>
      </div>
    </Door>
  );
}
