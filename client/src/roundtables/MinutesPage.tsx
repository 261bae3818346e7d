import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Room } from '../collaboration/contract.ts';
import { Presence } from '../collaboration/Presence.tsx';
import { SaveState } from '../collaboration/SaveState.tsx';
import { useProgramme } from '../programmes/use-programme.ts';
import { ErrorLine } from '../ui/ErrorLine.tsx';
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
  const [live, setLive] = useState<Room | null>(null);
  const table = query.data;
  const params = { programme: here.id, ref };
  const header = (
    <PageHeader
      crumbs={[
        <Link key="list" to="/p/$programme/round-tables" params={{ programme: here.id }}>
          {t('common:nav.roundTables')}
        </Link>,
        <Link key="table" to="/p/$programme/round-tables/$ref" params={params}>
          {table?.ref ?? ref}
        </Link>,
        t('minutes.title'),
      ]}
      title={t('minutes.label', { ref: table?.ref ?? ref })}
      presence={live ? <Presence peers={live.peers} /> : null}
      save={live ? <SaveState state={live.saveState} onRetry={live.retry} /> : null}
      actions={
        table?.life.state === 'minuted' ? (
          <a className={styles.file} href={minutesFile(here.id, table.id)} download>
            <Icon name="download" /> {t('minutes.docx')}
          </a>
        ) : null
      }
    />
  );
  return (
    <Page header={header} width="mid">
      {query.error ? <ErrorLine error={query.error} onRetry={() => void query.refetch()} /> : null}
      {table?.life.state === 'minuted' ? (
        <div className={styles.minutesSheet}>
          <h1 className={styles.minutesTitle}>{table.title}</h1>
          <Suspense fallback={<Skeleton lines={7} />}>
            <MinutesText
              programmeId={here.id}
              documentId={table.life.minutesDocumentId}
              label={t('minutes.label', { ref: table.ref })}
              mayWrite={here.may('text.write')}
              onLive={setLive}
            />
          </Suspense>
        </div>
      ) : query.error ? null : table ? (
        <p>{t('minutes.none')}</p>
      ) : (
        <Skeleton lines={7} />
      )}
    </Page>
  );
}
