import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client.ts';
import { useProgramme } from '../programmes/use-programme.ts';
import { TextLink } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { recommendationQuery } from './queries.ts';
import { WorkPage } from './WorkPage.tsx';

/** One recommendation at its address, by its reference. */
export function RecommendationPage() {
  const { t } = useTranslation('recommendations');
  const here = useProgramme();
  const { ref = '' } = useParams({ strict: false });
  const query = useQuery(recommendationQuery(here.id, ref));
  if (query.data) return <WorkPage key={query.data.id} here={here} record={query.data} />;
  const missing = query.error instanceof ApiProblem && query.error.code === 'not-found';
  const all = (
    <TextLink to="/p/$programme/recommendations" params={{ programme: here.id }}>
      {t('title')}
    </TextLink>
  );
  return (
    <Page width="mid" header={<PageHeader crumbs={[all, ref]} />}>
      {query.isPending ? <Skeleton lines={9} /> : null}
      {missing ? <EmptyState action={all}>{t('work.missing', { ref })}</EmptyState> : null}
      {query.error && !missing ? <ErrorLine error={query.error} onRetry={() => void query.refetch()} /> : null}
    </Page>
  );
}
