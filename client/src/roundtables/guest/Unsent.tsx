import type { Criterion, RatingAnswer } from '@concordance/shared/roundtables/schema';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCriterionWords } from '../RoundResult.tsx';
import { GuestButton } from './GuestButton.tsx';
import styles from './guest.module.css';

interface NotSentProps {
  readonly why: string;
  readonly lines: readonly string[];
  readonly onDrop: () => void;
}

/** What somebody had written when the table closed under their hands: not sent, and not lost. */
export function NotSent({ why, lines, onDrop }: NotSentProps) {
  const { t } = useTranslation(['roundtables', 'common']);
  const [copied, setCopied] = useState(false);
  if (lines.length === 0) return null;
  return (
    <section className={styles.own} aria-label={t('rate.unsent')}>
      <p role="status">
        <b>{t('rate.unsent')}</b> {why}
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

interface UnsentProps {
  readonly criteria: readonly Criterion[];
  readonly draft: RatingAnswer;
  readonly onDrop: () => void;
}

/** Ratings that were filled in and not sent. */
export function Unsent({ criteria, draft, onDrop }: UnsentProps) {
  const { t } = useTranslation('roundtables');
  const words = useCriterionWords();
  const lines = criteria.flatMap((criterion) => {
    const parts = [draft.ratings[criterion.key], draft.reasons[criterion.key]].filter((part) => part !== undefined && part !== '');
    return parts.length > 0 ? [`${words(criterion).label} ${parts.join(' · ')}`] : [];
  });
  return <NotSent why={t('rate.unsentNote')} lines={lines} onDrop={onDrop} />;
}
