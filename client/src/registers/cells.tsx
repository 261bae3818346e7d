import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/use-format.ts';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import styles from './cells.module.css';
import { useWords } from './words.ts';

/** The small parts of a row. Each says its meaning in words or letters, never by colour alone. */

export function Cell({ children, muted = false }: { readonly children: ReactNode; readonly muted?: boolean }) {
  return <span className={muted ? styles.muted : undefined}>{children}</span>;
}

/** A value of a list in the reader's words; a quiet dash where there is none. */
export function Word({ list, value }: { readonly list: string; readonly value: string | number | null }) {
  const { word } = useWords();
  return value === null ? <Nothing /> : word(list, value);
}

export function Nothing() {
  const { t } = useTranslation('registers');
  return (
    <span className={styles.nothing}>
      <span aria-hidden="true">—</span>
      <VisuallyHidden>{t('nothing')}</VisuallyHidden>
    </span>
  );
}

export function DayCell({ day }: { readonly day: string | null }) {
  const format = useFormat();
  return day === null ? (
    <Nothing />
  ) : (
    <time dateTime={day} className={styles.day}>
      {format.day(day)}
    </time>
  );
}

interface LevelPairProps {
  readonly likelihood: number | null;
  readonly impact: number | null;
}

/** Likelihood and impact side by side, 4 × 5; two judgements, no product of them. */
export function LevelPair({ likelihood, impact }: LevelPairProps) {
  const { t } = useTranslation('registers');
  const { word } = useWords();
  if (likelihood === null && impact === null) return <Nothing />;
  const said = t('level.said', { likelihood: word('likelihood', likelihood), impact: word('impact', impact) });
  return (
    <span className={styles.pair} title={said}>
      <span aria-hidden="true">{likelihood ?? '–'}</span>
      <span aria-hidden="true">{impact ?? '–'}</span>
      <VisuallyHidden>{said}</VisuallyHidden>
    </span>
  );
}

const ARROWS: Readonly<Record<string, string>> = {
  rising: 'M2 9.5l3-3.2 2 1.8L10 3.5M7.2 3.200h3v3',
  steady: 'M1.500 6h8.500M7.500 3.500L10 6 7.500 8.500',
  falling: 'M2 3l3 3.2 2-1.800L10 8.800M7.200 9h3V6',
  uncertain: 'M1.500 6.500c1.500-3 3-3 4.500 0s3 3 4.500 0',
};

/** Where a trend is heading: an arrow and its word. */
export function Direction({ direction }: { readonly direction: string | null }) {
  const { word } = useWords();
  if (direction === null) return <Nothing />;
  return (
    <span className={styles.state}>
      <svg viewBox="0 0 12 12" className={styles.arrow} aria-hidden="true">
        <path d={ARROWS[direction]} />
      </svg>
      {word('direction', direction)}
    </span>
  );
}

/** Longest bar, in pixels; six for each use, as drawn. */
const BAR_MAX = 42;

/** In how many places a record is used: a bar for the eye and the number. */
export function UsedBar({ count }: { readonly count: number }) {
  return (
    <span className={styles.use}>
      {count > 0 ? <i style={{ width: Math.min(BAR_MAX, count * 6) }} /> : null}
      <span className={count === 0 ? styles.zero : undefined}>{count}</span>
    </span>
  );
}

/** A letter of a scale and its words, such as `B Usually reliable`. */
export function Letter({ list, value }: { readonly list: string; readonly value: string | null }) {
  const { word } = useWords();
  if (value === null) return <Nothing />;
  return (
    <span className={styles.letter}>
      <b>{value}</b>
      <span>{word(list, value)}</span>
    </span>
  );
}
