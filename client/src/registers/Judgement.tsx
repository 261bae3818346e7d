import { useTranslation } from 'react-i18next';
import styles from './Judgement.module.css';
import { useWords } from './words.ts';

interface JudgementProps {
  /** `reliability` or `credibility`. */
  readonly list: string;
  readonly value: string | number | null;
  /** Whom the judgement is about: the source, or this item. */
  readonly subject: string;
  readonly why: string;
  readonly by?: string;
  readonly on?: string;
}

/** One half of a rating: its sign, what the sign means, who judged, when and why. */
export function Judgement({ list, value, subject, why, by = '', on = '' }: JudgementProps) {
  const { t } = useTranslation('registers');
  const { word } = useWords();
  return (
    <div className={styles.judgement}>
      <p>
        <span className={styles.sign} data-empty={value === null || undefined}>
          {value ?? '–'}
        </span>{' '}
        <span className={styles.subject}>{subject}</span>
      </p>
      <p>{value === null ? t('rating.notJudged') : word(list, value)}</p>
      {by === '' && on === '' ? null : (
        <p className={styles.by}>
          {by}
          {by !== '' && on !== '' ? <br /> : null}
          {on}
        </p>
      )}
      {why === '' ? null : <p className={styles.why}>{why}</p>}
    </div>
  );
}
