import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client.ts';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { Door } from '../ui/Door.tsx';
import { useProblemWords } from '../ui/problem-words.ts';

/** An address that leads nowhere. */
export function MissingPage() {
  const { t } = useTranslation();
  return (
    <Door title={t('missing.title')} note={t('missing.note')}>
      <div>
        <ButtonLink to="/">{t('missing.home')}</ButtonLink>
      </div>
    </Door>
  );
}

/** A page that could not be shown: why, and the way to try again. */
export function FailedPage({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const router = useRouter();
  const words = useProblemWords();
  const again = () => (error instanceof ApiProblem ? void router.invalidate() : window.location.reload());
  const gone = error instanceof ApiProblem && (error.code === 'no-right' || error.code === 'not-found');
  return (
    <Door title={t(gone ? 'missing.title' : 'failed.title')} note={words(error)}>
      <div>
        {gone ? null : (
          <Button variant="main" onClick={again}>
            {t('action.retry')}
          </Button>
        )}{' '}
        <ButtonLink to="/">{t('missing.home')}</ButtonLink>
      </div>
    </Door>
  );
}
