import { AUDIT_ACTS, type AuditAct, type AuditEntry } from '@concordance/shared/audit/schema';
import { ROLES, type Role } from '@concordance/shared/identity/schema';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';
import { type ProgrammeHere, useProgramme } from '../programmes/use-programme.ts';
import { Button, TextLink } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import ledger from '../ui/ledger.module.css';
import { Page, PageTitle } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import styles from './audit.module.css';

const PAGE = 50;

interface Asked {
  readonly act: AuditAct | '';
  readonly ref: string;
  readonly from: string;
  readonly to: string;
}

const auditQuery = (p: string, asked: Asked) =>
  infiniteQueryOptions({
    queryKey: queryKey(p, 'audit', asked),
    queryFn: ({ pageParam, signal }) =>
      api.get<readonly AuditEntry[]>(`/api/programmes/${p}/audit`, { query: { ...asked, before: pageParam, limit: PAGE }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => (last.length < PAGE ? undefined : last.at(-1)?.seq),
    placeholderData: (before) => before,
  });

/** The chain for those who lead, and the refusal in words for everybody else. */
export function AuditPage() {
  const { t } = useTranslation('audit');
  const here = useProgramme();
  if (here.may('audit.read')) return <Chain here={here} />;
  return (
    <Page width="mid" header={<PageHeader crumbs={[t('title')]} />}>
      <PageTitle title={t('title')} />
      <EmptyState>{t('closed')}</EmptyState>
    </Page>
  );
}

/** A chain of what was done, newest first; to be narrowed and taken away, never to be changed. */
function Chain({ here }: { readonly here: ProgrammeHere }) {
  const { t } = useTranslation(['audit', 'common']);
  const { time } = useFormat();
  const [asked, setAsked] = useState<Asked>({ act: '', ref: '', from: '', to: '' });
  const { data, error, isPending, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(auditQuery(here.id, asked));
  const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);
  const about = ({ personName, details }: AuditEntry) => {
    const role = details['role'];
    return [personName, isRole(role) ? t(`common:role.${role}`) : null].filter(Boolean).join(': ');
  };
  const entries = data?.pages.flat() ?? [];
  const narrow = (part: Partial<Asked>) => setAsked({ ...asked, ...part });
  const sets = (
    <TextLink to="/p/$programme/sets" params={{ programme: here.id }}>
      {t('sets')}
    </TextLink>
  );
  return (
    <Page width="mid" header={<PageHeader crumbs={[sets, t('title')]} />}>
      <PageTitle
        title={t('title')}
        note={t('note')}
        actions={
          <a className={styles.export} href={`/api/programmes/${here.id}/audit/export`} download>
            {t('export')}
          </a>
        }
      />
      <div className={styles.filters}>
        <SelectField
          label={t('act')}
          none={t('any')}
          value={asked.act}
          options={AUDIT_ACTS.map((act) => ({ value: act, label: t(`acts.${act.replace('.', '-') as 'set-signed'}`) }))}
          onChange={(event) => narrow({ act: event.currentTarget.value as Asked['act'] })}
        />
        <TextField label={t('ref')} value={asked.ref} maxLength={20} onChange={(event) => narrow({ ref: event.currentTarget.value })} />
        <TextField label={t('from')} type="date" value={asked.from} onChange={(event) => narrow({ from: event.currentTarget.value })} />
        <TextField label={t('to')} type="date" value={asked.to} onChange={(event) => narrow({ to: event.currentTarget.value })} />
      </div>
      {isPending ? <Skeleton lines={8} /> : null}
      {error ? <ErrorLine error={error} onRetry={() => void refetch()} /> : null}
      {data && entries.length === 0 ? <EmptyState>{t('empty')}</EmptyState> : null}
      <ul className={ledger.lines}>
        {entries.map((entry) => (
          <li key={entry.seq}>
            <span className={ledger.ref}>{entry.ref || entry.seq}</span>
            <div>
              <p>
                {t(`acts.${entry.act.replace('.', '-') as 'set-signed'}`)}
                {entry.byName ? ` · ${entry.byName}` : ''}
              </p>
              <p className={ledger.fact}>
                {[
                  about(entry),
                  entry.fingerprint ? t('fingerprint', { hash: entry.fingerprint.slice(0, 16) }) : '',
                  entry.session ? t('session', { session: entry.session.slice(0, 8) }) : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <span className={ledger.fact}>{time(entry.at)}</span>
            <span />
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className={ledger.acts}>
          <Button onClick={() => void fetchNextPage()}>{t('common:action.more')}</Button>
        </div>
      ) : null}
    </Page>
  );
}
