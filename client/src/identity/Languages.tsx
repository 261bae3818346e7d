import { INTERFACE_LANGUAGES } from '@concordance/shared/identity/schema';
import { useTranslation } from 'react-i18next';
import styles from './Languages.module.css';
import { useLanguage } from './use-language.ts';

/** The languages, each by its own name. */
export function Languages() {
  const { t, i18n } = useTranslation('common');
  const choose = useLanguage();
  return (
    <div role="group" aria-label={t('me.language')} className={styles.languages}>
      {INTERFACE_LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => void choose(language)}
        >
          {t(`language.${language}`)}
        </button>
      ))}
    </div>
  );
}
