import { HIGHEST, LOWEST, placeOf } from '@concordance/shared/roundtables/rating';
import type { Criterion, CriterionResult, RatingAnswer, Round } from '@concordance/shared/roundtables/schema';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/use-format.ts';
import styles from './result.module.css';

const STEPS = Array.from({ length: HIGHEST - LOWEST + 1 }, (_, step) => step + LOWEST);

/** The words of a criterion: its own, or those everybody reads in their language. */
export function useCriterionWords() {
  const { t } = useTranslation('roundtables');
  return (criterion: Criterion) => ({
    label: criterion.label || t(`criterion.${criterion.key}.label`),
    question: criterion.question || (criterion.label ? '' : t(`criterion.${criterion.key}.question`)),
  });
}

interface CriterionViewProps {
  readonly criterion: Criterion;
  readonly result: CriterionResult;
  readonly own: number | undefined;
  readonly reason: string | undefined;
}

/** How the answers lie: a column for each step, one's own marked by a sign and not by colour alone. */
function Distribution({ result, own }: Pick<CriterionViewProps, 'result' | 'own'>) {
  const { t } = useTranslation('roundtables');
  const most = Math.max(...result.distribution, 1);
  return (
    <table className={styles.distribution}>
      <caption>{t('result.distribution')}</caption>
      <tbody>
        <tr>
          {STEPS.map((step) => {
            const count = result.distribution[step - LOWEST] ?? 0;
            return (
              <td key={step} data-own={own === step || undefined} data-within={within(step, result) || undefined}>
                <span className={styles.count}>{count > 0 ? count : ''}</span>
                <span className={styles.bar} style={{ blockSize: `${(count / most) * 3}rem` }} />
              </td>
            );
          })}
        </tr>
        <tr>
          {STEPS.map((step) => (
            <th key={step} scope="col" data-own={own === step || undefined}>
              {step}
              {own === step ? <span className={styles.own}>{t('result.you')}</span> : null}
            </th>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

const within = (step: number, { lowerQuartile, upperQuartile }: CriterionResult) => step >= lowerQuartile && step <= upperQuartile;

function CriterionView({ criterion, result, own, reason }: CriterionViewProps) {
  const { t } = useTranslation('roundtables');
  const { number } = useFormat();
  const words = useCriterionWords()(criterion);
  const place = own === undefined ? null : placeOf(own, result.distribution);
  return (
    <section className={styles.criterion}>
      <header>
        <h3>{words.label}</h3>
        {criterion.decides ? (
          <span className={styles.verdict} data-reached={result.reached || undefined}>
            {t(result.reached ? 'result.agreed' : 'result.notAgreed')}
          </span>
        ) : null}
      </header>
      <Distribution result={result} own={own} />
      <p className={styles.figures}>
        {t('result.figures', {
          median: number(result.median),
          lower: number(result.lowerQuartile),
          upper: number(result.upperQuartile),
          count: result.count,
        })}
      </p>
      {place ? (
        <p className={styles.figures}>{t('result.place', { own, below: place.below, same: place.same - 1, above: place.above })}</p>
      ) : null}
      {reason ? <p className={styles.figures}>{t('result.yourReason', { reason })}</p> : null}
      {result.reasons.length > 0 ? (
        <details className={styles.reasons}>
          <summary>{t('result.reasons', { count: result.reasons.length })}</summary>
          <ul>
            {result.reasons.map((each, place) => (
              // Two people may give the same reason; the list never changes.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <li key={place}>{each}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

interface RoundResultProps {
  readonly round: Round;
  /** One's own answer, where somebody looks who gave one. */
  readonly mine?: RatingAnswer | null;
}

/** The result of a closed round: consensus or not, then each criterion with its picture. */
export function RoundResult({ round, mine = null }: RoundResultProps) {
  const { t } = useTranslation('roundtables');
  const { result } = round;
  if (!result) return null;
  if (result.kind === 'too-few') return <p className={styles.figures}>{t('result.tooFew', { count: result.answered })}</p>;
  return (
    <div className={styles.result}>
      <p className={styles.consensus} data-reached={result.consensus || undefined}>
        <b>{t(result.consensus ? 'result.consensus' : 'result.noConsensus')}</b>{' '}
        {t('result.rule', { high: round.rule.high, low: round.rule.low, spread: round.rule.spread })}
      </p>
      <p className={styles.figures}>{t('result.panel', { answered: round.answered, panel: round.panel })}</p>
      {result.criteria.map((each) => {
        const criterion = round.criteria.find((one) => one.key === each.key);
        return criterion ? (
          <CriterionView
            key={each.key}
            criterion={criterion}
            result={each}
            own={mine?.ratings[each.key]}
            reason={mine?.reasons[each.key]}
          />
        ) : null;
      })}
    </div>
  );
}

/** That a round spoke about another wording than the one there now, with what changed since. */
export function ChangedWording({ round }: { readonly round: Round }) {
  const { t } = useTranslation('roundtables');
  if (!round.change) return null;
  const { statement, text } = round.change;
  return (
    <details className={styles.changed}>
      <summary>{t(round.state === 'open' ? 'result.changedWhileOpen' : 'result.changed')}</summary>
      {[statement, text].map((pieces, part) => (
        <p key={part === 0 ? 'statement' : 'text'}>
          {shortened(pieces).map((piece, place) => {
            const Tag = piece.kind === 'added' ? 'ins' : piece.kind === 'removed' ? 'del' : 'span';
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no names, and a difference is drawn anew as a whole
            return <Tag key={place}>{piece.text}</Tag>;
          })}
        </p>
      ))}
    </details>
  );
}

const AROUND = 80;

/** Long stretches that stayed as they were are left out between what changed. */
function shortened(pieces: NonNullable<Round['change']>['text']) {
  return pieces.map((piece) =>
    piece.kind === 'same' && piece.text.length > AROUND * 2
      ? { ...piece, text: `${piece.text.slice(0, AROUND)} … ${piece.text.slice(-AROUND)}` }
      : piece,
  );
}
