import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { useFactWords } from './fact-words.ts';
import styles from './trouble-note.module.css';
import type { Facts } from './use-facts.ts';

/** A change that did not go through: what was wanted, what stands there now, and one choice. Nothing is lost silently. */
export function TroubleNote({ facts }: { readonly facts: Facts }) {
  const { t } = useTranslation('recommendations');
  const words = useFactWords();
  const { trouble } = facts;
  if (!trouble) return null;
  if (trouble.kind === 'failed') return <ErrorLine error={trouble.error} onRetry={facts.insist} />;
  const mine: Partial<Recommendation> = { ...trouble.attempt.changes, ...trouble.attempt.shown };
  const fields = trouble.conflicts.length > 0 ? trouble.conflicts.map((one) => one.field) : Object.keys(trouble.attempt.changes);
  return (
    <div role="alert" className={styles.note}>
      <p>{t('conflict.title')}</p>
      <dl>
        {fields.map((field) => (
          <div key={field}>
            <dt>{t(`facts.${field}`)}</dt>
            <dd>
              <span>{t('conflict.theirs')}</span> {words(field, trouble.current)}
            </dd>
            <dd>
              <span>{t('conflict.mine')}</span> {words(field, mine)}
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.acts}>
        <Button size="small" onClick={facts.insist}>
          {t('conflict.keepMine')}
        </Button>
        <Button size="small" variant="quiet" onClick={facts.yieldTo}>
          {t('conflict.takeTheirs')}
        </Button>
      </div>
    </div>
  );
}
