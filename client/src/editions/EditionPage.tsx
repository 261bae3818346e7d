import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProgramme } from '../programmes/use-programme.ts';
import { AbsentPage } from '../ui/AbsentPage.tsx';
import { Button, TextLink } from '../ui/Button.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { useFormat } from '../ui/use-format.ts';
import { ChangeList } from './ChangeList.tsx';
import { EditionSheet } from './EditionSheet.tsx';
import { draftChangesQuery, editionFileAddress, editionQuery } from './queries.ts';
import styles from './sheet.module.css';

/** One approved edition, as it was approved: to read, to print, to take away. */
export function EditionPage() {
  const { t } = useTranslation('editions');
  const here = useProgramme();
  const { day } = useFormat();
  const { ref = '', number = '' } = useParams({ strict: false }) as { ref?: string; number?: string };
  const { data, error, refetch } = useQuery(editionQuery(here.id, ref, number));
  const { data: since } = useQuery(draftChangesQuery(here.id, ref));
  const set = (
    <TextLink to="/p/$programme/sets/$ref" params={{ programme: here.id, ref }}>
      {ref}
    </TextLink>
  );
  const sets = (
    <TextLink to="/p/$programme/sets" params={{ programme: here.id }}>
      {t('sets')}
    </TextLink>
  );
  const header = (
    <PageHeader
      crumbs={[sets, set, t('edition', { number })]}
      title={`${ref}, ${t('edition', { number })}`}
      actions={
        data ? (
          <>
            <a className={styles.download} href={editionFileAddress(here.id, ref, data.number)} download>
              {t('download')}
            </a>
            <Button size="small" onClick={() => window.print()}>
              {t('print')}
            </Button>
          </>
        ) : null
      }
    />
  );
  if (!data)
    return (
      <Page width="mid" header={header}>
        <AbsentPage name={`${ref}, ${t('edition', { number })}`} error={error} onRetry={() => void refetch()} all={sets} />
      </Page>
    );
  const past = data.state === 'superseded' || data.state === 'withdrawn';
  const changed = !past && since && since.edition === data.number ? since.changes : [];
  return (
    <Page width="bare" header={header}>
      <div className={past ? styles.past : undefined}>
        <div className={styles.act}>
          {past ? (
            <p className={styles.notice} data-strong>
              {t(`past.${data.state as 'superseded'}`, { reason: data.reason })}{' '}
              {data.current === null || data.current === data.number ? null : (
                <TextLink to="/p/$programme/sets/$ref/editions/$number" params={{ programme: here.id, ref, number: String(data.current) }}>
                  {t('toCurrent', { number: data.current })}
                </TextLink>
              )}
            </p>
          ) : null}
          {data.deliveredOn === null ? null : (
            <p className={styles.notice}>{t('deliveredTo', { on: day(data.deliveredOn), to: data.deliveredTo || '–' })}</p>
          )}
          <EditionSheet readable={data} />
          {changed.length > 0 ? (
            <section className={styles.part}>
              <div className={styles.head}>
                <h2>{t('sinceThen')}</h2>
                <small>{t('count.changes', { count: changed.length })}</small>
              </div>
              <ChangeList changes={changed} />
            </section>
          ) : null}
        </div>
      </div>
    </Page>
  );
}
