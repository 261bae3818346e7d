import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import styles from './InlineEdit.module.css';

interface ConflictProps {
  readonly mine: string;
  readonly theirs: string;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** Both values, and a choice: nothing is overwritten silently. */
export function Conflict({ mine, theirs, onMine, onTheirs }: ConflictProps) {
  const { t } = useTranslation('common');
  return (
    <div role="alert" className={styles.conflict}>
      <p>{t('conflict.title')}</p>
      <dl>
        <dt>{t('conflict.mine')}</dt>
        <dd>{mine || t('conflict.nothing')}</dd>
        <dt>{t('conflict.theirs')}</dt>
        <dd>{theirs || t('conflict.nothing')}</dd>
      </dl>
      <div className={styles.acts}>
        <Button size="small" variant="main" onClick={onMine}>
          {t('conflict.keepMine')}
        </Button>
        <Button size="small" onClick={onTheirs}>
          {t('conflict.takeTheirs')}
        </Button>
      </div>
    </div>
  );
}
