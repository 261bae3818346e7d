import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './facts.module.css';

/** The place of a fact nobody has given yet: a dash, and an invitation under the hand of those who may. */
export function Unset({ readOnly }: { readonly readOnly: boolean }) {
  const { t } = useTranslation('recommendations');
  return (
    <span className={styles.unset}>
      <span aria-hidden="true" className={styles.dash}>
        –
      </span>
      {readOnly ? null : (
        <span aria-hidden="true" className={styles.invite}>
          {t('facts.set')}
        </span>
      )}
      <VisuallyHidden>{t('facts.notSet')}</VisuallyHidden>
    </span>
  );
}
