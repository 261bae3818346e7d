import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextButton } from './Button.tsx';
import styles from './ErrorLine.module.css';
import { Icon } from './Icon.tsx';
import { useProblemWords } from './problem-words.ts';

interface ErrorLineProps {
  /** What was caught; its sentence is shown. */
  readonly error?: unknown;
  /** Words instead of the error's own. */
  readonly children?: ReactNode;
  /** One thing to do: try again, unless `action` says otherwise. */
  readonly onRetry?: () => void;
  readonly action?: ReactNode;
}

/** One line in the colours of loss: what failed and one action. */
export function ErrorLine({ error, children, onRetry, action }: ErrorLineProps) {
  const { t } = useTranslation();
  const words = useProblemWords();
  return (
    <div role="alert" className={styles.line}>
      <Icon name="warn" />
      <p>{children ?? words(error)}</p>
      {action ?? (onRetry ? <TextButton onClick={onRetry}>{t('action.retry')}</TextButton> : null)}
    </div>
  );
}
