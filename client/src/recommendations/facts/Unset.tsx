import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './facts.module.css';

/** The place of a fact nobody has given yet: an invitation for those who may, a dash for those who read. */
export function Unset({ readOnly }: { readonly readOnly: boolean }) {
  const { t } = useTranslation('recommendations');
  if (!readOnly) return <span className={styles.unset}>{t('facts.set')}</span>;
  return <span className={styles.unset}><span aria-hidden="true">–</span><VisuallyHidden>{t('facts.notSet')}</VisuallyHidden></span>;
}
