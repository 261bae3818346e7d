import { useTranslation } from 'react-i18next';

/** An address that leads nowhere. */
export function MissingPage() {
  const { t } = useTranslation();
  return <main>{t('missing.title')}</main>;
}

export function FailedPage() {
  const { t } = useTranslation();
  return <main>{t('failed.title')}</main>;
}
