import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '../identity/queries.ts';
import { useSignOut } from '../identity/use-sign-out.ts';
import { seatsQuery, tableAddress } from '../roundtables/seat-queries.ts';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { Door } from '../ui/Door.tsx';
import rows from '../ui/rows.module.css';

/** What a participant sees here: the way to their round tables, which have a page of their own. */
export function ClosedPage({ programme }: { readonly programme: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const signOut = useSignOut();
  const { data: seats = [] } = useQuery(seatsQuery);
  return (
    <Door title={t('closed.title')} note={`${t('closed.note', { programme })}${me.email === null ? ` ${t('closed.guest')}` : ''}`}>
      {seats.length > 0 ? (
        <ul className={rows.rows}>
          {seats.map((seat) => (
            <li key={seat.tableId}>
              <p className={rows.name}>
                <a href={tableAddress(seat)}>{seat.title}</a>
              </p>
            </li>
          ))}
        </ul>
      ) : null}
      <div>
        <ButtonLink to="/account">{t('me.account')}</ButtonLink>{' '}
        <Button variant="quiet" onClick={() => void signOut()}>
          {t('me.signOut')}
        </Button>
      </div>
    </Door>
  );
}
