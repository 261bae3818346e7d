import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Page, PageTitle } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import rows from '../ui/rows.module.css';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import { ActivityRow } from './ActivityRow.tsx';
import { byDay } from './by-day.ts';
import { activityQuery } from './queries.ts';
import { useProgramme } from './use-programme.ts';

const PAGE = 50;

/** What happened in the programme, day by day, the newest first. */
export function ActivityPage() {
  const { t } = useTranslation(['programmes', 'common']);
  const here = useProgramme();
  const { longDay } = useFormat();
  const activity = useInfiniteQuery(activityQuery(here.id, PAGE));
  const items = activity.data?.pages.flat() ?? [];
  return (
    <Page header={<PageHeader crumbs={[t('common:nav.activity')]} />} width="mid">
      <PageTitle title={t('common:nav.activity')} note={t('activity.note')} />
      {activity.error ? <ErrorLine error={activity.error} onRetry={() => void activity.refetch()} /> : null}
      {activity.isPending ? <Skeleton lines={8} /> : null}
      {activity.isSuccess && items.length === 0 ? <EmptyState>{t('activity.empty')}</EmptyState> : null}
      {byDay(items).map((day) => (
        <Section key={day.day} title={longDay(day.day)}>
          <ol className={rows.rows} data-lead>
            {day.items.map((item) => (
              <ActivityRow key={item.seq} programmeId={here.id} item={item} />
            ))}
          </ol>
        </Section>
      ))}
      {activity.hasNextPage ? (
        <div className={rows.after}>
          <Button busy={activity.isFetchingNextPage} onClick={() => void activity.fetchNextPage()}>
            {t('common:action.more')}
          </Button>
        </div>
      ) : null}
    </Page>
  );
}
