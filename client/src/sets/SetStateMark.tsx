import type { SetStateKind } from '@concordance/shared/sets/schema';
import { useTranslation } from 'react-i18next';
import styles from './sets.module.css';

/** The circle fills as the set ripens; what no longer counts is crossed out. */
function Circle({ state }: { readonly state: SetStateKind }) {
  switch (state) {
    case 'draft':
      return <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2 1.6" />;
    case 'in-approval':
      return (
        <>
          <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d="M6 3a3 3 0 0 1 0 6z" fill="currentColor" />
        </>
      );
    case 'approved':
    case 'delivered':
      return (
        <>
          <circle cx="6" cy="6" r="5.5" fill="currentColor" />
          <path
            d={state === 'approved' ? 'M3.6 6.200l1.700 1.700 3.200-3.600' : 'M3.300 6h5M6.200 3.700 8.600 6 6.200 8.300'}
            fill="none"
            stroke="var(--paper)"
            strokeWidth="1.4"
          />
        </>
      );
    default:
      return (
        <>
          <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d="M2.800 9.200 9.200 2.800" stroke="currentColor" strokeWidth="1.4" />
        </>
      );
  }
}

/** Where a set, or an edition of it, stands: a circle and a word. */
export function SetStateMark({ state }: { readonly state: SetStateKind }) {
  const { t } = useTranslation('sets');
  return (
    <span className={styles.state}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <Circle state={state} />
      </svg>
      {t(`state.${state}`)}
    </span>
  );
}
