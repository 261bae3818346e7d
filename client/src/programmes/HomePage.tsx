import type { ProgrammeSummary } from '@concordance/shared/programmes/schema';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../identity/queries.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Page, PageTitle } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import rows from '../ui/rows.module.css';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { NewProgramme } from './NewProgramme.tsx';
import { programmesQuery } from './queries.ts';

function Programmes({ programmes }: { readonly programmes: readonly ProgrammeSummary[] }) {
  const { t } = useTranslation(['programmes', 'common']);
  return (
    <ul className={rows.rows}>
      {programmes.map((one) => (
        <li key={one.id}>
          <p className={rows.name}>
            <Link to="/p/$programme" params={{ programme: one.id }}>
              {one.shortTitle}
            </Link>
          </p>
          <span className={rows.when}>{[one.role ? t(`common:role.${one.role}`) : '', one.years].filter(Boolean).join(' · ')}</span>
        </li>
      ))}
    </ul>
  );
}

/** Where a person lands: straight in their programme, or at the choice of one, or at the first. */
export function HomePage() {
  const { t } = useTranslation(['programmes', 'common']);
  const me = useMe();
  const { left } = useSearch({ strict: false }) as { readonly left?: string };
  const { data, error, refetch } = useQuery(programmesQuery);
  const mine = (data ?? []).filter((one) => one.role !== null);
  const last = localStorage.getItem('concordance-programme');
  const straight = left ? undefined : (mine.find((one) => one.id === last) ?? (mine.length === 1 ? mine[0] : undefined));
  if (straight) return <Navigate to="/p/$programme" params={{ programme: straight.id }} replace />;
  return (
    <Page header={<PageHeader crumbs={[t('common:nav.programmes')]} />} width="mid">
      <PageTitle title={t('home.title', { name: me.name })} />
      {left ? <ErrorLine action={<span />}>{t('home.left', { programme: left })}</ErrorLine> : null}
      {error ? <ErrorLine error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton lines={3} /> : null}
      {mine.length > 0 ? (
        <Section title={t('home.yours')}>
          <Programmes programmes={mine} />
        </Section>
      ) : null}
      {data && mine.length === 0 && !me.administrator ? <EmptyState>{t('home.none')}</EmptyState> : null}
      {data && mine.length === 0 && me.administrator ? (
        <Section title={t('new.title')} lead={t('new.note')}>
          <NewProgramme />
        </Section>
      ) : null}
    </Page>
  );
}
