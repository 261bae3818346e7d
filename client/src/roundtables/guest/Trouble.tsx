import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { useProblemWords } from '../../ui/problem-words.ts';
import { GuestButton } from './GuestButton.tsx';
import styles from './guest.module.css';

/** One line: what failed, and the one thing to do. */
export function Trouble({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation('common');
  const words = useProblemWords();
  return (
    <div role="alert" className={styles.trouble}>
      <Icon name="warn" />
      <p>{words(error)}</p>
      {onRetry ? (
        <GuestButton variant="quiet" onClick={onRetry}>
          {t('action.retry')}
        </GuestButton>
      ) : null}
    </div>
  );
}
