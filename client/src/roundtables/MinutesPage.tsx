import type { Table } from '@concordance/shared/roundtables/schema';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { PresenceInView, SaveStateInView, useRoomInView } from '../collaboration/room-in-view.tsx';
import { type ProgrammeHere, useProgramme } from '../programmes/use-programme.ts';
import { useTalkPanel } from '../threads/use-talk-panel.tsx';
import { AbsentPage } from '../ui/AbsentPage.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { minutesFile, tableQuery } from './queries.ts';
import styles from './tables.module.css';

const MinutesText = lazy(async () => ({ default: (await import('./MinutesText.tsx')).MinutesText }));

/** The minutes of a table: begun by the server, then everybody's on the team. */
export function MinutesPage() {
  const { t } = useTranslation(['roundtables', 'common']);
  const here = useProgramme();
  const { ref = '' } = useParams({ strict: false });
  const query = useQuery(tableQuery(here.id, ref));
  const table = query.data;
  if (table?.life.state === 'minuted')
    return <Minutes key={table.id} here={here} table={table} documentId={table.life.minutesDocumentId} />;
  return (
    <Page header={<PageHeader crumbs={crumbsOf(t, here.id, ref)} title={t('minutes.label', { ref })} />} width="mid">
      {table ? (
        <p>{t('minutes.none')}</p>
      ) : (
        <AbsentPage name={ref} error={query.error} onRetry={() => void query.refetch()} all={crumbsOf(t, here.id, ref)[0]} />
      )}
    </Page>
  );
}

function crumbsOf(t: TFunction, programme: string, ref: string): readonly ReactNode[] {
  return [
    <Link key="list" to="/p/$programme/round-tables" params={{ programme }}>
      {t('common:nav.roundTables')}
    </Link>,
    <Link key="table" to="/p/$programme/round-tables/$ref" params={{ programme, ref }}>
      {ref}
    </Link>,
    t('minutes.title'),
  ];
}

interface MinutesProps {
  readonly here: ProgrammeHere;
  readonly table: Table;
  readonly documentId: string;
}

function Minutes({ here, table, documentId }: MinutesProps) {
  const { t } = useTranslation(['roundtables', 'common']);
  const live = useRoomInView();
  const talk = useTalkPanel({
    programmeId: here.id,
    subject: { kind: 'round-table', id: table.id },
    reference: table.ref,
    mayWrite: here.may('thread.write'),
    path: `/p/${here.id}/round-tables/${table.ref}/minutes`,
  });
  const header = (
    <PageHeader
      crumbs={crumbsOf(t, here.id, table.ref)}
      title={t('minutes.label', { ref: table.ref })}
      presence={<PresenceInView of={live} />}
      save={<SaveStateInView of={live} />}
      actions={
        <>
          {talk.button}
          <a className={styles.file} href={minutesFile(here.id, table.id)} download>
            <Icon name="download" /> {t('minutes.docx')}
          </a>
        </>
      }
    />
  );
  return (
    <Page header={header} panel={talk.panel} width="mid">
      <div className={styles.minutesSheet}>
        <h1 className={styles.minutesTitle}>{table.title}</h1>
        <Suspense fallback={<Skeleton lines={7} />}>
          <MinutesText
            programmeId={here.id}
            documentId={documentId}
            label={t('minutes.label', { ref: table.ref })}
            mayWrite={here.may('text.write')}
            onLive={live.show}
            talk={talk.talk}
            onHandle={talk.onHandle}
          />
        </Suspense>
      </div>
    </Page>
  );
}
