import type { Criterion, RatingAnswer } from '@concordance/shared/roundtables/schema';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCriterionWords } from '../RoundResult.tsx';
import { GuestButton } from './GuestButton.tsx';
import styles from './guest.module.css';

interface UnsentProps {
  readonly criteria: readonly Criterion[];
  readonly draft: RatingAnswer;
  readonly onDrop: () => void;
}

/** What somebody had filled in when the round ended under their hands: not counted, and not lost. */
export function Unsent({ criteria, draft, onDrop }: UnsentProps) {
  const { t } = useTranslation(['roundtables', 'common']);
  const words = useCriterionWords();
  const [copied, setCopied] = useState(false);
  const lines = criteria.flatMap((criterion) => {
    const parts = [draft.ratings[criterion.key], draft.reasons[criterion.key]].filter((part) => part !== undefined && part !== '');
    return parts.length > 0 ? [`${words(criterion).label} ${parts.join(' · ')}`] : [];
  });
  if (lines.length === 0) return null;
  return (
    <section className={styles.own} aria-label={t('rate.unsent')}>
      <p>
        <b>{t('rate.unsent')}</b> {t('rate.unsentNote')}
      </p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <div>
        <GuestButton variant="quiet" onClick={() => void navigator.clipboard?.writeText(lines.join('\n')).then(() => setCopied(true))}>
          <span aria-live="polite">{t(copied ? 'common:action.copied' : 'common:action.copy')}</span>
        </GuestButton>
        <GuestButton variant="quiet" onClick={onDrop}>
          {t('rate.drop')}
        </GuestButton>
      </div>
    </section>
  );
}
