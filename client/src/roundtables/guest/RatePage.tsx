import { HIGHEST, LOWEST } from '@concordance/shared/roundtables/rating';
import type { Criterion, OwnRound, RatingAnswer } from '@concordance/shared/roundtables/schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ChangedWording, RoundResult, useCriterionWords } from '../RoundResult.tsx';
import { GuestButton } from './GuestButton.tsx';
import styles from './guest.module.css';
import { type AtTable, answer, roundQuery } from './queries.ts';
import { Trouble } from './Trouble.tsx';
import { Unsent } from './Unsent.tsx';
import { type KeptDraft, useKeptDraft } from './use-kept-draft.ts';

const STEPS = Array.from({ length: HIGHEST - LOWEST + 1 }, (_, step) => step + LOWEST);

interface ScaleProps {
  readonly criterion: Criterion;
  readonly value: number | undefined;
  readonly reason: string;
  readonly needed: boolean;
  readonly onValue: (value: number) => void;
  readonly onReason: (reason: string) => void;
}

/** One criterion: nine steps, and room for a reason. */
function Scale({ criterion, value, reason, needed, onValue, onReason }: ScaleProps) {
  const { t } = useTranslation('roundtables');
  const words = useCriterionWords()(criterion);
  const hint = t(needed ? 'rate.reasonNeeded' : 'rate.reasonHint');
  return (
    <section className={styles.criterion}>
      <fieldset>
        <legend>{words.label}</legend>
        {words.question ? <p>{words.question}</p> : null}
        <div className={styles.scale}>
          {STEPS.map((step) => (
            <label key={step}>
              <input type="radio" name={criterion.key} value={step} checked={value === step} onChange={() => onValue(step)} />
              <span>{step}</span>
            </label>
          ))}
        </div>
        <div className={styles.ends} aria-hidden="true">
          <span>{t('rate.least')}</span>
          <span>{t('rate.most')}</span>
        </div>
      </fieldset>
      <textarea
        className={styles.why}
        rows={1}
        maxLength={1000}
        value={reason}
        aria-label={`${words.label}: ${hint}`}
        placeholder={hint}
        onChange={(event) => onReason(event.target.value)}
      />
    </section>
  );
}

interface RateFormProps {
  readonly at: AtTable;
  readonly round: OwnRound;
  readonly open: boolean;
  readonly kept: KeptDraft<RatingAnswer>;
  readonly onBack: () => void;
}

function RateForm({ at, round, open, kept, onBack }: RateFormProps) {
  const { t } = useTranslation('roundtables');
  const cache = useQueryClient();
  const own: RatingAnswer = kept.draft ?? round.mine ?? { ratings: {}, reasons: {} };
  const send = useMutation({
    mutationFn: () => answer(at, round.id, own),
    onSuccess: (saved) => {
      kept.drop();
      cache.setQueryData(roundQuery(at, round.id).queryKey, saved);
      onBack();
    },
  });
  const needsReasons = round.reasons === 'required';
  const missing = round.criteria.filter(
    ({ key }) => own.ratings[key] === undefined || (needsReasons && (own.reasons[key] ?? '').trim() === ''),
  ).length;
  const over = open ? undefined : t('rate.closed');
  return (
    <>
      <div className={styles.body}>
        {round.before ? (
          <details className={styles.before}>
            <summary>{t('rate.before', { number: round.before.round.number })}</summary>
            <ChangedWording round={round.before.round} />
            <RoundResult round={round.before.round} mine={round.before.mine} />
          </details>
        ) : null}
        <ChangedWording round={round} />
        {round.criteria.map((criterion) => (
          <Scale
            key={criterion.key}
            criterion={criterion}
            value={own.ratings[criterion.key]}
            reason={own.reasons[criterion.key] ?? ''}
            needed={needsReasons}
            onValue={(value) => kept.change({ ...own, ratings: { ...own.ratings, [criterion.key]: value } })}
            onReason={(reason) => kept.change({ ...own, reasons: { ...own.reasons, [criterion.key]: reason } })}
          />
        ))}
        <p className={styles.note}>{t('rate.nobody')}</p>
        {send.error ? <Trouble error={send.error} onRetry={() => send.mutate()} /> : null}
      </div>
      <footer className={styles.foot}>
        <GuestButton onClick={onBack}>{t('rate.back')}</GuestButton>
        <GuestButton
          variant="main"
          busy={send.isPending}
          reason={over ?? (missing > 0 ? t('rate.missing', { count: missing }) : undefined)}
          onClick={() => send.mutate()}
        >
          {t(round.mine ? 'rate.change' : 'rate.send')}
        </GuestButton>
      </footer>
    </>
  );
}

interface RatePageProps {
  readonly at: AtTable;
  readonly roundId: string;
  /** The words above: which item, which round. */
  readonly label: string;
  readonly title: string;
  readonly open: boolean;
  readonly onBack: () => void;
}

/** Rating one item; once the round is closed, what came of it. */
export function RatePage({ at, roundId, label, title, open, onBack }: RatePageProps) {
  const { t } = useTranslation(['roundtables', 'common']);
  const round = useQuery(roundQuery(at, roundId));
  const kept = useKeptDraft<RatingAnswer>(`concordance-rating-${roundId}`);
  return (
    <>
      <div className={styles.head}>
        <p className={styles.label}>{label}</p>
        <h1>{title}</h1>
      </div>
      {round.error ? <Trouble error={round.error} onRetry={() => void round.refetch()} /> : null}
      {round.data?.state === 'open' ? <RateForm key={roundId} at={at} round={round.data} open={open} kept={kept} onBack={onBack} /> : null}
      {round.data?.state === 'closed' ? (
        <>
          <div className={styles.body}>
            {kept.draft ? <Unsent criteria={round.data.criteria} draft={kept.draft} onDrop={kept.drop} /> : null}
            <ChangedWording round={round.data} />
            <RoundResult round={round.data} mine={round.data.mine} />
          </div>
          <footer className={styles.foot}>
            <GuestButton onClick={onBack}>{t('rate.back')}</GuestButton>
          </footer>
        </>
      ) : null}
      {round.data || round.error ? null : <p role="status">{t('common:loading')}</p>}
    </>
  );
}
