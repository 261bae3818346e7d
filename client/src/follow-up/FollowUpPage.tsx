import { dueForReview, overviewByBody } from '@concordance/shared/follow-up/rules';
import { type FollowedItem, OUTCOMES } from '@concordance/shared/follow-up/schema';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';
import { fileSize } from '../evidence/attachment.ts';
import { type ProgrammeHere, useProgramme } from '../programmes/use-programme.ts';
import { Button, TextLink } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Icon } from '../ui/Icon.tsx';
import ledger from '../ui/ledger.module.css';
import { Page, PageTitle } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import { AnswerForm, todayOf } from './AnswerForm.tsx';
import styles from './follow-up.module.css';

const followUpsQuery = (p: string) =>
  queryOptions({
    queryKey: queryKey(p, 'follow-up', 'list'),
    queryFn: ({ signal }) => api.get<readonly FollowedItem[]>(`/api/programmes/${p}/follow-ups`, { signal }),
  });

/** What became of every delivered recommendation: by body, what is due for a look, and line by line. */
export function FollowUpPage() {
  const { t } = useTranslation('follow-up');
  const here = useProgramme();
  const { data, error, isPending, refetch } = useQuery(followUpsQuery(here.id));
  const due = dueForReview(data ?? [], todayOf(new Date()));
  const sets = (
    <TextLink to="/p/$programme/sets" params={{ programme: here.id }}>
      {t('sets')}
    </TextLink>
  );
  return (
    <Page width="mid" header={<PageHeader crumbs={[sets, t('title')]} />}>
      <PageTitle title={t('title')} note={t('note')} />
      {isPending ? <Skeleton lines={5} /> : null}
      {error ? <ErrorLine error={error} onRetry={() => void refetch()} /> : null}
      {data && data.length === 0 ? <EmptyState>{t('empty')}</EmptyState> : null}
      {data && data.length > 0 ? (
        <>
          <ByBody items={data} />
          {due.length > 0 ? (
            <Section title={t('due')}>
              <Lines here={here} items={due} />
            </Section>
          ) : null}
          <Section title={t('all')}>
            <Lines here={here} items={data} />
          </Section>
        </>
      ) : null}
    </Page>
  );
}

const COLUMNS = [...OUTCOMES, 'silent'] as const;

function ByBody({ items }: { readonly items: readonly FollowedItem[] }) {
  const { t } = useTranslation('follow-up');
  return (
    <Section title={t('byBody')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen is scrolled with the keyboard */}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('byBody')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('body')}</th>
              <th scope="col">{t('delivered')}</th>
              {COLUMNS.map((outcome) => (
                <th key={outcome} scope="col">
                  {t(`outcome.${outcome}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {overviewByBody(items).map((body) => (
              <tr key={body.ref}>
                <th scope="row">{body.title}</th>
                <td>{body.delivered}</td>
                {COLUMNS.map((outcome) => (
                  <td key={outcome}>{body.counts[outcome] === 0 ? '·' : body.counts[outcome]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Lines({ here, items }: { readonly here: ProgrammeHere; readonly items: readonly FollowedItem[] }) {
  return (
    <ul className={ledger.lines}>
      {items.map((item) => (
        <Line key={`${item.setId} ${item.edition} ${item.recommendationId}`} here={here} item={item} />
      ))}
    </ul>
  );
}

function Line({ here, item }: { readonly here: ProgrammeHere; readonly item: FollowedItem }) {
  const { t, i18n } = useTranslation(['follow-up', 'sets']);
  const { day } = useFormat();
  const [writing, setWriting] = useState(false);
  const { latest } = item;
  return (
    <li>
      <span className={ledger.ref}>{item.ref}</span>
      <div>
        <p className={styles.name}>{item.title}</p>
        <p className={ledger.fact}>
          {[item.setRef, t('sets:edition', { number: item.edition }), item.bodies.map((body) => body.title).join('; ')]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {latest ? (
          <p className={ledger.fact}>
            {[day(latest.on), latest.reference, latest.note, latest.reviewOn ? t('review', { on: day(latest.reviewOn) }) : '']
              .filter(Boolean)
              .join(' · ')}
          </p>
        ) : null}
        {latest?.attachment ? (
          <a
            className={styles.file}
            href={`/api/programmes/${here.id}/follow-ups/${latest.id}/attachment`}
            download={latest.attachment.name}
          >
            <Icon name="clip" size={14} />
            <span>{latest.attachment.name}</span>
            <span className={ledger.fact}>{fileSize(latest.attachment.size, i18n.language)}</span>
          </a>
        ) : null}
        {writing ? <AnswerForm here={here} item={item} onEnd={() => setWriting(false)} /> : null}
      </div>
      <span>{t(`outcome.${latest?.outcome ?? 'silent'}`)}</span>
      {here.may('follow-up.write') && !writing ? (
        <Button size="small" onClick={() => setWriting(true)}>
          {t('record')}
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}
