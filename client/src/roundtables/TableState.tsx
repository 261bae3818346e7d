import type { TableState as State } from '@concordance/shared/roundtables/rules';
import { useTranslation } from 'react-i18next';
import styles from './tables.module.css';

/** How a table stands: a sign and a word. The sign is an opening that closes. */
export function TableState({ state }: { readonly state: State }) {
  const { t } = useTranslation('roundtables');
  return (
    <span className={styles.state} data-state={state}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <circle
          cx="6"
          cy="6"
          r="4.8"
          fill={state === 'closed' || state === 'minuted' ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="1.4"
          strokeDasharray={state === 'planned' ? '2 1.6' : undefined}
        />
        {state === 'open' ? <circle cx="6" cy="6" r="2" fill="currentColor" /> : null}
        {state === 'minuted' ? <path d="M3.6 6.2l1.7 1.7 3.2-3.6" fill="none" stroke="var(--paper)" strokeWidth="1.4" /> : null}
      </svg>
      {t(`state.${state}`)}
    </span>
  );
}
