import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProgramme } from '../programmes/use-programme.ts';
import { TextLink } from '../ui/Button.tsx';
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

/** What a recommendation, a set or a table was told, and what became of it. */
export function DispositionsPage() {
  const { t } = useTranslation('threads');
  const here = useProgramme();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as DispositionAsk;
  const kind = (['recommendation', 'set', 'roundTable'] as const).find((each) => search[each] !== undefined) ?? 'recommendation';
  const ref = search[kind] ?? '';
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
