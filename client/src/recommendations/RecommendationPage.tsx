import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProgramme } from '../programmes/use-programme.ts';
import { AbsentPage } from '../ui/AbsentPage.tsx';
import { TextLink } from '../ui/Button.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { recommendationQuery } from './queries.ts';
import { WorkPage } from './WorkPage.tsx';

/** One recommendation at its address, by its reference. */
export function RecommendationPage() {
  const { t } = useTranslation('recommendations');
  const here = useProgramme();
  const { ref = '' } = useParams({ strict: false });
  const query = useQuery(recommendationQuery(here.id, ref));
  if (query.data) return <WorkPage key={query.data.id} here={here} record={query.data} />;
  const all = (
    <TextLink to="/p/$programme/recommendations" params={{ programme: here.id }}>
      {t('title')}
    </TextLink>
  );
  return (
    <Page width="mid" header={<PageHeader crumbs={[all, ref]} />}>
      <AbsentPage name={ref} error={query.error} onRetry={() => void query.refetch()} all={all} />
    </Page>
  );
}
