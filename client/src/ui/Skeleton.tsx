import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Skeleton.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';

/** Waiting shorter than this is not shown at all. */
const PATIENCE_MS = 200;

/** Grey lines where words will be, and only for those who wait longer than 200 ms. */
export function Skeleton({ lines = 6 }: { readonly lines?: number }) {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div className={styles.lines}>
      <VisuallyHidden>
        <span role="status">{t('loading')}</span>
      </VisuallyHidden>
      {Array.from({ length: lines }, (_, index) => index).map((line) => (
        <span key={line} aria-hidden="true" />
      ))}
    </div>
  );
}
