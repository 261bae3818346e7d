import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProgramme } from '../programmes/use-programme.ts';
import { TextLink } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page, PageTitle } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Segments } from '../ui/Segments.tsx';
import { DispositionFiles, DispositionTable } from './DispositionTable.tsx';
import styles from './dispositions.module.css';
import type { DispositionAsk } from './queries.ts';

const PLACES = {
  recommendation: '/p/$programme/recommendations/$ref',
  set: '/p/$programme/sets/$ref',
  roundTable: '/p/$programme/round-tables/$ref',
} as const;

/** At an address that says neither of what: where to choose it. */
function NoSubject({ programmeId }: { readonly programmeId: string }) {
  const { t } = useTranslation(['threads', 'common']);
  const params = { programme: programmeId };
  return (
    <Page header={<PageHeader crumbs={[t('table.title')]} />} width="mid">
      <PageTitle title={t('table.title')} note={t('table.note')} />
      <EmptyState
        action={
          <span className={styles.files}>
            <TextLink to="/p/$programme/recommendations" params={params}>
              {t('common:nav.recommendations')}
            </TextLink>
            <TextLink to="/p/$programme/sets" params={params}>
              {t('common:nav.sets')}
            </TextLink>
            <TextLink to="/p/$programme/round-tables" params={params}>
              {t('common:nav.roundTables')}
            </TextLink>
          </span>
        }
      >
        {t('table.choose')}
      </EmptyState>
    </Page>
  );
}

/** What a recommendation, a set or a table was told, and what became of it. */
export function DispositionsPage() {
  const { t } = useTranslation('threads');
  const here = useProgramme();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as DispositionAsk;
  const kind = (['recommendation', 'set', 'roundTable'] as const).find((each) => search[each] !== undefined) ?? null;
  const ref = kind === null ? '' : (search[kind] ?? '');
  if (kind === null || ref === '') return <NoSubject programmeId={here.id} />;
  const from = search.from ?? 'all';
  const ask: DispositionAsk = { [kind]: ref, from };
  const header = (
    <PageHeader
      crumbs={[
        <TextLink key="of" to={PLACES[kind]} params={{ programme: here.id, ref }} className={styles.crumb}>
          {ref}
        </TextLink>,
        t('table.title'),
      ]}
      title={t('table.title')}
    />
  );
  return (
    <Page header={header} width="mid">
      <title>{`${ref} · ${t('table.title')}`}</title>
      <PageTitle title={t('table.title')} note={t('table.note')} actions={<DispositionFiles programmeId={here.id} ask={ask} />} />
      {kind === 'roundTable' ? null : (
        <Segments
          label={t('table.which')}
          choices={(['all', 'tables'] as const).map((value) => ({ value, label: t(`table.${value}`) }))}
          value={from}
          onValue={(value) => void navigate({ to: '.', search: { [kind]: ref, from: value } as never, replace: true })}
        />
      )}
      <DispositionTable programmeId={here.id} ask={ask} />
    </Page>
  );
}
