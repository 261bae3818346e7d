import { useTranslation } from 'react-i18next';
import styles from './RatingCells.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';

interface RatingCellsProps {
  /** Reliability of the source, A–F; null while nobody has judged. */
  readonly reliability: string | null;
  /** Credibility of the item, 1–6; null while nobody has judged. */
  readonly credibility: number | null;
}

/** Two judgements in two cells, so that nobody averages them. */
export function RatingCells({ reliability, credibility }: RatingCellsProps) {
  const { t } = useTranslation();
  return (
    <span className={styles.cells}>
      <span data-empty={reliability === null || undefined}>
        <VisuallyHidden>{t('rating.source')} </VisuallyHidden>
        {reliability ?? (
          <>
            <span aria-hidden="true">–</span>
            <VisuallyHidden>{t('rating.none')}</VisuallyHidden>
          </>
        )}
      </span>
      <span data-empty={credibility === null || undefined}>
        <VisuallyHidden>, {t('rating.item')} </VisuallyHidden>
        {credibility ?? (
          <>
            <span aria-hidden="true">–</span>
            <VisuallyHidden>{t('rating.none')}</VisuallyHidden>
          </>
        )}
      </span>
    </span>
  );
}
