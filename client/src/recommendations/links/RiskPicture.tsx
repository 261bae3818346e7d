import { useTranslation } from 'react-i18next';
import styles from './risk-picture.module.css';

interface Place {
  readonly likelihood: number | null | undefined;
  readonly impact: number | null | undefined;
}

const CELL = 12;
const STEPS = [1, 2, 3, 4, 5] as const;

/** How dark a cell is: by the product of its steps, as the risk matrix of the register draws it. */
function shade(likelihood: number, impact: number): string | undefined {
  const product = likelihood * impact;
  if (product >= 15) return styles.high;
  return product >= 8 ? styles.middle : undefined;
}

const centre = (place: { likelihood: number; impact: number }) => ({
  x: 1 + CELL * (place.likelihood - 0.5),
  y: 1 + CELL * (5.5 - place.impact),
});

function placed(place: Place): { likelihood: number; impact: number } | null {
  return place.likelihood && place.impact ? { likelihood: place.likelihood, impact: place.impact } : null;
}

/** A risk before and after the recommendation, on five steps of likelihood (across) and impact (up). */
export function RiskPicture({ before, after }: { readonly before: Place; readonly after: Place }) {
  const { t } = useTranslation('recommendations');
  const [from, to] = [placed(before), placed(after)];
  if (!from) return null;
  const a = centre(from);
  const b = to ? centre(to) : a;
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  // The line stops at the rims of both circles.
  const at = (share: number) => `${a.x + (b.x - a.x) * share} ${a.y + (b.y - a.y) * share}`;
  const label = to ? t('picture.both', { from, to }) : t('picture.before', { from });
  return (
    <svg className={styles.picture} viewBox="0 0 62 62" width="62" height="62" role="img" aria-label={label}>
      {STEPS.flatMap((likelihood) =>
        STEPS.map((impact) => (
          <rect
            key={`${likelihood}${impact}`}
            className={shade(likelihood, impact)}
            x={1 + CELL * (likelihood - 1)}
            y={1 + CELL * (5 - impact)}
            width={CELL}
            height={CELL}
          />
        )),
      )}
      {to && length > 8 && <path className={styles.way} d={`M${at(4 / length)}L${at(1 - 4 / length)}`} />}
      <circle className={styles.from} cx={a.x} cy={a.y} r="3.5" />
      {to && <circle className={styles.to} cx={b.x} cy={b.y} r={length > 0 ? 4 : 2} />}
    </svg>
  );
}
