import type { Table, TableSummary } from '@concordance/shared/roundtables/schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readForm } from '../identity/form-text.ts';
import { useProgramme } from '../programmes/use-programme.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { TextField } from '../ui/Field.tsx';
import { Page, PageTitle } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { useFieldWords } from '../ui/problem-words.ts';
import rows from '../ui/rows.module.css';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import { createTable, tableKey, tablesQuery } from './queries.ts';
import { TableState } from './TableState.tsx';
import styles from './tables.module.css';

function NewTable({ programmeId, onClose }: { readonly programmeId: string; readonly onClose: () => void }) {
  const { t } = useTranslation(['roundtables', 'common']);
  const navigate = useNavigate();
  const cache = useQueryClient();
  const make = useMutation({
    mutationFn: (title: string) => createTable(programmeId, { title }),
    onSuccess: async (table: Table) => {
      void cache.invalidateQueries({ queryKey: tableKey(programmeId) });
      await navigate({ to: '/p/$programme/round-tables/$ref', params: { programme: programmeId, ref: table.ref } });
    },
  });
  const words = useFieldWords(make.error);
  return (
    <form className={styles.new} onSubmit={(event) => make.mutate(readForm(event)('title'))}>
      <TextField label={t('new.title')} name="title" maxLength={200} required autoFocus error={words('title')} />
      <Button type="submit" variant="main" busy={make.isPending}>
        {t('new.make')}
      </Button>
      <Button variant="quiet" onClick={onClose}>
        {t('common:action.cancel')}
      </Button>
    </form>
  );
}

function TableRow({ programmeId, table }: { readonly programmeId: string; readonly table: TableSummary }) {
  const { t } = useTranslation('roundtables');
  const { day } = useFormat();
  const facts = [
    table.heldOn ? day(table.heldOn) : '',
    t('list.items', { count: table.items }),
    t('list.guests', { count: table.guests }),
    t('list.remarks', { count: table.remarks }),
    t(`rule.${table.rule}`),
  ];
  return (
    <li>
      <div className={rows.what}>
        <p className={rows.name}>
          <Link to="/p/$programme/round-tables/$ref" params={{ programme: programmeId, ref: table.ref }}>
            {table.ref} · {table.title}
          </Link>
        </p>
        <p className={rows.fact}>{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <div className={rows.end}>
        <TableState state={table.life.state} />
      </div>
    </li>
  );
}

/** All round tables of the programme, the newest first. */
export function RoundTablesPage() {
  const { t } = useTranslation(['roundtables', 'common']);
  const here = useProgramme();
  const { create } = useSearch({ strict: false }) as { readonly create?: boolean };
  const [making, setMaking] = useState(create === true);
  const tables = useQuery(tablesQuery(here.id));
  const mayMake = here.may('roundtable.manage');
  const begin =
    mayMake && !making ? (
      <Button variant="main" icon="plus" onClick={() => setMaking(true)}>
        {t('list.new')}
      </Button>
    ) : null;
  return (
    <Page header={<PageHeader crumbs={[t('common:nav.roundTables')]} />} width="mid">
      <PageTitle title={t('list.title')} note={t('list.note')} actions={tables.data?.length ? begin : null} />
      {making ? <NewTable programmeId={here.id} onClose={() => setMaking(false)} /> : null}
      {tables.error ? <ErrorLine error={tables.error} onRetry={() => void tables.refetch()} /> : null}
      {tables.data ? (
        tables.data.length > 0 ? (
          <ul className={rows.rows}>
            {tables.data.map((table) => (
              <TableRow key={table.id} programmeId={here.id} table={table} />
            ))}
          </ul>
        ) : (
          <EmptyState action={begin}>{t(mayMake ? 'list.empty' : 'list.emptyReader')}</EmptyState>
        )
      ) : tables.error ? null : (
        <Skeleton lines={4} />
      )}
    </Page>
  );
}
