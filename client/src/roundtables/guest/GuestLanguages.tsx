import { INTERFACE_LANGUAGES } from '@concordance/shared/identity/schema';
import { useTranslation } from 'react-i18next';
import { switchLanguage } from '../../ui/i18n.ts';
import styles from './guest.module.css';

/** The languages, each by its own name. */
export function GuestLanguages() {
  const { t, i18n } = useTranslation('common');
  return (
    <div role="group" aria-label={t('me.language')} className={styles.languages}>
      {INTERFACE_LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => void switchLanguage(language)}
        >
          {t(`language.${language}`)}
        </button>
      ))}
    </div>
  );
}
