import { useTranslation } from 'react-i18next';
import { useMe } from '../identity/queries.ts';
import { ServerPage } from '../identity/ServerPage.tsx';
import { ServerProgrammes } from '../programmes/ServerProgrammes.tsx';
import { ButtonLink } from '../ui/Button.tsx';
import { Door } from '../ui/Door.tsx';
import { HomeFrame } from './HomeFrame.tsx';

/** Only an administrator has a menu entry for this page; whoever else comes by its address is told whose it is. */
export function ServerRoute() {
  const { t } = useTranslation();
  if (!useMe().administrator)
    return (
      <Door title={t('serverClosed.title')} note={t('serverClosed.note')}>
        <div>
          <ButtonLink to="/">{t('missing.home')}</ButtonLink>
        </div>
      </Door>
    );
  return (
    <HomeFrame>
      <ServerPage programmes={<ServerProgrammes />} />
    </HomeFrame>
  );
}
