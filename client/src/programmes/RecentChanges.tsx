import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import rows from '../ui/rows.module.css';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ActivityRow } from './ActivityRow.tsx';
import { activityQuery } from './queries.ts';

const SHOWN = 8;

/** The last few things that happened, by anyone. */
export function RecentChanges({ programmeId }: { readonly programmeId: string }) {
  const { t } = useTranslation('programmes');
  const { data, error, refetch } = useInfiniteQuery(activityQuery(programmeId, SHOWN));
  const items = data?.pages[0] ?? [];
  return (
    <Section
      title={t('overview.recent')}
      note={
        <TextLink to="/p/$programme/activity" params={{ programme: programmeId }}>
          {t('overview.allActivity')}
        </TextLink>
      }
    >
      {error ? <ErrorLine error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton lines={6} /> : null}
      {data && items.length === 0 ? <EmptyState>{t('activity.empty')}</EmptyState> : null}
      {items.length > 0 ? (
        <ol className={rows.rows} data-lead>
          {items.map((item) => (
            <ActivityRow key={item.seq} programmeId={programmeId} item={item} />
          ))}
        </ol>
      ) : null}
    </Section>
  );
}
