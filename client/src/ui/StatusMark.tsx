import type { Status } from '@concordance/shared/recommendations/schema';
import { useTranslation } from 'react-i18next';
import styles from './StatusMark.module.css';

/** The circle fills as the text ripens: dashed, half, full with a tick. */
function Circle({ status }: { readonly status: Status }) {
  if (status === 'ready') {
    return (
      <>
        <circle cx="6" cy="6" r="5.5" fill="currentColor" />
        <path d="M3.6 6.200l1.700 1.700 3.200-3.600" fill="none" stroke="var(--paper)" strokeWidth="1.4" />
      </>
    );
  }
  if (status === 'in-discussion') {
    return (
      <>
        <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.4" />
        <path d="M6 3a3 3 0 0 1 0 6z" fill="currentColor" />
      </>
    );
  }
  return <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2 1.6" />;
}

/** A recommendation's status: a circle and a word. */
export function StatusMark({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  return (
    <span className={styles.status} data-status={status}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <Circle status={status} />
      </svg>
      {t(`status.${status}`)}
    </span>
  );
}
