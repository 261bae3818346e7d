import type { ProgrammeCounts } from '@concordance/shared/programmes/schema';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProgrammeChecks } from '../checks/ProgrammeChecks.tsx';
import { SuspectList } from '../checks/SuspectList.tsx';
import { ButtonLink } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Page, PageTitle } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import { FirstSteps } from './FirstSteps.tsx';
import { Gaps } from './Gaps.tsx';
import { MyTexts } from './MyTexts.tsx';
import styles from './OverviewPage.module.css';
import { countsQuery } from './queries.ts';
import { RecentChanges } from './RecentChanges.tsx';
import { StatusCounts } from './StatusCounts.tsx';
import { type ProgrammeHere, useProgramme } from './use-programme.ts';
import { yearsOf } from './years.ts';

/** A programme in which nothing has been written down yet; bodies alone do not make it begun. */
function isNew(counts: ProgrammeCounts): boolean {
  return counts.recommendations + counts.trends + counts.risks + counts.evidence + counts.sources === 0;
}

function Begun({ here, counts }: { readonly here: ProgrammeHere; readonly counts: ProgrammeCounts }) {
  return (
    <div className={styles.columns}>
      <div>
        <SuspectList programmeId={here.id} lead={here.programme.role === 'lead'} />
        <MyTexts here={here} />
        <RecentChanges programmeId={here.id} />
      </div>
      <div>
        <StatusCounts programmeId={here.id} counts={counts} />
        <Gaps programmeId={here.id} counts={counts} />
        <ProgrammeChecks programmeId={here.id} />
      </div>
    </div>
  );
}

/** A programme at one look: what is mine, what has changed, what nobody has answered. */
export function OverviewPage() {
  const { t, i18n } = useTranslation(['programmes', 'common']);
  const { longDay } = useFormat();
  const here = useProgramme();
  const { data: counts, error, refetch } = useQuery(countsQuery(here.id));
  const { title, shortTitle, contractor } = here.programme;
  const words = title[i18n.language as keyof typeof title] || title.ru || title.en || title.kk || shortTitle;
  const fresh = counts !== undefined && isNew(counts);
  const actions = fresh ? undefined : (
    <>
      {here.may('people.invite') ? (
        <ButtonLink to="/p/$programme/people" params={{ programme: here.id }}>
          {t('overview.invite')}
        </ButtonLink>
      ) : null}
      {here.may('recommendation.write') ? (
        <ButtonLink to="/p/$programme/recommendations" params={{ programme: here.id }} search={{ create: true }} variant="main" icon="plus">
          {t('overview.newRecommendation')}
        </ButtonLink>
      ) : null}
    </>
  );
  return (
    <Page
      header={<PageHeader crumbs={[t('common:nav.overview')]} actions={<span className={styles.today}>{longDay(new Date())}</span>} />}
      width="mid"
    >
      <PageTitle
        title={words}
        note={fresh ? t('steps.note') : [yearsOf(here.programme), contractor].filter(Boolean).join(' · ')}
        actions={actions}
      />
      {error ? <ErrorLine error={error} onRetry={() => void refetch()} /> : null}
      {counts ? fresh ? <FirstSteps here={here} /> : <Begun here={here} counts={counts} /> : error ? null : <Skeleton lines={8} />}
    </Page>
  );
}
