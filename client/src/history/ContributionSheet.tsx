import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import styles from './history.module.css';
import { contributionsQuery } from './queries.ts';

/** Whose the words are that stand now, and in which sections. */
export function ContributionSheet({ programmeId, recommendationId }: { readonly programmeId: string; readonly recommendationId: string }) {
  const { t } = useTranslation('history');
  const { number } = useFormat();
  const { data, error, refetch } = useQuery(contributionsQuery(programmeId, recommendationId));
  if (error) return <ErrorLine error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={2} />;
  if (data.people.length === 0) return <p className={styles.none}>{t('who.none')}</p>;
  return (
    <ul className={styles.sheet}>
      {data.people.map(({ person, words, sections }) => (
        <li key={person?.id ?? ''}>
          <details>
            <summary>
              <span>{person?.name ?? t('who.unknown')}</span>
              <span className={styles.count}>
                {t('versions.words', { count: words })} · {number(Math.round((100 * words) / Math.max(1, data.words)))} %
              </span>
            </summary>
            <ul>
              {sections.map((section) => (
                <li key={section.title}>
                  <span>{section.title || t('who.opening')}</span>
                  <span className={styles.count}>{number(section.words)}</span>
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}
