import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  /** One sentence that teaches. */
  readonly children: ReactNode;
  /** One thing to do about it. */
  readonly action?: ReactNode;
}

/** Nothing here yet: one sentence, one action. */
export function EmptyState({ children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <p>{children}</p>
      {action}
    </div>
  );
}
