import { useTranslation } from 'react-i18next';
import { useWords } from '../registers/words.ts';
import { arrowBetween, CELL, centreOf, type MatrixPlace, tintOf } from './matrix.ts';
import styles from './RiskMatrix.module.css';

const STEPS = [1, 2, 3, 4, 5] as const;
const SIDE = CELL * 5;

/** A diamond with a number: 1 before treatment is hollow, 2 after it is filled. */
function Mark({ place, number }: { readonly place: MatrixPlace; readonly number: 1 | 2 }) {
  const { x, y } = centreOf(place);
  return (
    <g transform={`translate(${x} ${y})`} className={number === 1 ? styles.before : styles.after}>
      <path d="M0 -9 9 0 0 9 -9 0z" />
      <text y="3.3">{number}</text>
    </g>
  );
}

interface RiskMatrixProps {
  readonly inherent: MatrixPlace | null;
  readonly residual: MatrixPlace | null;
}

/** Where a risk stands before and after treatment. The same is said in words for those who do not see the drawing. */
export function RiskMatrix({ inherent, residual }: RiskMatrixProps) {
  const { t } = useTranslation('registers');
  const { word } = useWords();
  const say = (place: MatrixPlace | null) =>
    place === null
      ? t('level.notJudged')
      : t('level.said', { likelihood: word('likelihood', place.likelihood), impact: word('impact', place.impact) });
  const arrow = inherent && residual ? arrowBetween(inherent, residual) : null;
  const together = inherent && residual && arrow === null;
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`-18 -4 ${SIDE + 22} ${SIDE + 22}`}
        width={SIDE + 22}
        height={SIDE + 22}
        role="img"
        aria-label={`${t('level.before')}: ${say(inherent)}. ${t('level.after')}: ${say(residual)}.`}
      >
        {STEPS.map((impact) =>
          STEPS.map((likelihood) => (
            <rect
              key={`${likelihood}-${impact}`}
              x={(likelihood - 1) * CELL}
              y={(5 - impact) * CELL}
              width={CELL}
              height={CELL}
              className={styles.cell}
              data-tint={tintOf({ likelihood, impact })}
            />
          )),
        )}
        {STEPS.map((step) => (
          <text key={`x${step}`} className={styles.axis} x={(step - 0.5) * CELL} y={SIDE + 13}>
            {step}
          </text>
        ))}
        {STEPS.map((step) => (
          <text key={`y${step}`} className={styles.axis} x={-9} y={(5.5 - step) * CELL + 4}>
            {step}
          </text>
        ))}
        {arrow ? (
          <path className={styles.arrow} d={`M${arrow.x1} ${arrow.y1}L${arrow.x2} ${arrow.y2}`} markerEnd="url(#risk-arrow)" />
        ) : null}
        <defs>
          <marker id="risk-arrow" viewBox="0 0 6 6" refX="4.5" refY="3" markerWidth="5" markerHeight="5" orient="auto">
            <path className={styles.head} d="M0 0 6 3 0 6z" />
          </marker>
        </defs>
        {inherent && !together ? <Mark place={inherent} number={1} /> : null}
        {residual ? <Mark place={residual} number={2} /> : null}
      </svg>
      <figcaption className={styles.legend}>
        <span>
          <svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true" className={styles.before}>
            <path d="M0 -8 8 0 0 8 -8 0z" />
            <text y="3.3">1</text>
          </svg>
          {t('level.before')}
        </span>
        <span>
          <svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true" className={styles.after}>
            <path d="M0 -8 8 0 0 8 -8 0z" />
            <text y="3.3">2</text>
          </svg>
          {t(together ? 'level.afterSame' : 'level.after')}
        </span>
        <span className={styles.axes}>{t('level.axes')}</span>
      </figcaption>
    </figure>
  );
}
