import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { WatchButton } from '../notices/WatchButton.tsx';
import { useProgramme } from '../programmes/use-programme.ts';
import { AbsentPage } from '../ui/AbsentPage.tsx';
import { TextLink } from '../ui/Button.tsx';
import { Page, PageTitle } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Agenda } from './page/Agenda.tsx';
import { Defaults } from './page/Defaults.tsx';
import { Guests } from './page/Guests.tsx';
import { Links } from './page/Links.tsx';
import { Minutes } from './page/Minutes.tsx';
import { Ratings } from './page/Ratings.tsx';
import { Remarks } from './page/Remarks.tsx';
import { Session } from './page/Session.tsx';
import { SetUp } from './page/SetUp.tsx';
import { StateActs } from './page/StateActs.tsx';
import { tableQuery } from './queries.ts';
import { TableState } from './TableState.tsx';

/** One round table, in the order in which it is lived: what it is, who comes, the session, what came of it. */
export function RoundTablePage() {
  const { t } = useTranslation(['roundtables', 'common']);
  const here = useProgramme();
  const { ref = '' } = useParams({ strict: false });
  const query = useQuery(tableQuery(here.id, ref));
  const table = query.data;
  const mayManage = here.may('roundtable.manage');
  const all = (
    <TextLink key="list" to="/p/$programme/round-tables" params={{ programme: here.id }}>
      {t('common:nav.roundTables')}
    </TextLink>
  );
  const crumbs = [all, table?.ref ?? ref];
  const header = (
    <PageHeader
      crumbs={crumbs}
      title={table ? `${table.ref} ${table.title}` : ref}
      status={table ? <TableState state={table.life.state} /> : null}
    />
  );
  if (!table) {
    return (
      <Page header={header} width="mid">
        <AbsentPage name={ref} error={query.error} onRetry={() => void query.refetch()} all={all} />
      </Page>
    );
  }
  const { state } = table.life;
  const parts = { programmeId: here.id, table };
  return (
    <Page header={header} width="mid">
      <PageTitle
        title={table.title}
        note={t(`rule.${table.rule}`)}
        actions={here.may('notice.read') ? <WatchButton programmeId={here.id} kind="round-table" id={table.id} /> : null}
      />
      {mayManage ? <StateActs {...parts} /> : null}
      {state === 'open' ? <Session {...parts} mayManage={mayManage} /> : null}
      {state === 'closed' || state === 'minuted' ? <Minutes {...parts} mayManage={mayManage} /> : null}
      {state === 'planned' ? null : <Remarks {...parts} />}
      {state === 'planned' ? null : <Ratings {...parts} />}
      {mayManage && (state === 'planned' || state === 'open') ? <Links {...parts} /> : null}
      {mayManage ? <Guests {...parts} /> : null}
      <SetUp {...parts} mayManage={mayManage} />
      <Agenda {...parts} mayManage={mayManage} />
      {mayManage && (state === 'planned' || state === 'open') ? <Defaults programmeId={here.id} /> : null}
    </Page>
  );
}
