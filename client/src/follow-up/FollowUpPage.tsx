import { dueForReview, overviewByBody } from '@concordance/shared/follow-up/rules';
import { type FollowedItem, OUTCOMES, type Outcome } from '@concordance/shared/follow-up/schema';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';
import { type ProgrammeHere, useProgramme } from '../programmes/use-programme.ts';
import { Button, TextLink } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { ProseField, SelectField, TextField } from '../ui/Field.tsx';
import { Page, PageTitle } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import styles from './follow-up.module.css';

const followUpsQuery = (p: string) =>
  queryOptions({
    queryKey: queryKey(p, 'follow-up', 'list'),
    queryFn: ({ signal }) => api.get<readonly FollowedItem[]>(`/api/programmes/${p}/follow-ups`, { signal }),
  });

const todayOf = (now: Date) =>
  [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-');

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
    <ul className={styles.lines}>
      {items.map((item) => (
        <Line key={`${item.setId} ${item.edition} ${item.recommendationId}`} here={here} item={item} />
      ))}
    </ul>
  );
}

function Line({ here, item }: { readonly here: ProgrammeHere; readonly item: FollowedItem }) {
  const { t } = useTranslation(['follow-up', 'sets']);
  const { day } = useFormat();
  const [writing, setWriting] = useState(false);
  const { latest } = item;
  return (
    <li>
      <span className={styles.ref}>{item.ref}</span>
      <div>
        <p className={styles.name}>{item.title}</p>
        <p className={styles.fact}>
          {[item.setRef, t('sets:edition', { number: item.edition }), item.bodies.map((body) => body.title).join('; ')]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {latest ? (
          <p className={styles.fact}>
            {[day(latest.on), latest.reference, latest.note, latest.reviewOn ? t('review', { on: day(latest.reviewOn) }) : '']
              .filter(Boolean)
              .join(' · ')}
          </p>
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

function AnswerForm({ here, item, onEnd }: { readonly here: ProgrammeHere; readonly item: FollowedItem; readonly onEnd: () => void }) {
  const { t } = useTranslation('follow-up');
  const cache = useQueryClient();
  const [outcome, setOutcome] = useState<Outcome>(item.latest?.outcome ?? 'acknowledged');
  const [on, setOn] = useState(() => todayOf(new Date()));
  const [reference, setReference] = useState('');
  const [words, setWords] = useState('');
  const [reviewOn, setReviewOn] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || on === '') return;
    setBusy(true);
    try {
      const { recommendationId, edition } = item;
      const draft = { recommendationId, edition, outcome, on, reference, note: words, reviewOn: reviewOn === '' ? null : reviewOn };
      await api.post(`/api/programmes/${here.id}/sets/${item.setId}/follow-ups`, draft);
      await cache.invalidateQueries({ queryKey: queryKey(here.id, 'follow-up') });
      onEnd();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <SelectField
        label={t('what')}
        value={outcome}
        options={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        onChange={(event) => setOutcome(event.currentTarget.value as Outcome)}
      />
      <TextField label={t('on')} type="date" value={on} onChange={(event) => setOn(event.currentTarget.value)} />
      <TextField label={t('reference')} value={reference} maxLength={300} onChange={(event) => setReference(event.currentTarget.value)} />
      <TextField label={t('reviewOn')} type="date" value={reviewOn} onChange={(event) => setReviewOn(event.currentTarget.value)} />
      <ProseField label={t('words')} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
      {error ? <ErrorLine error={error} /> : null}
      <div className={styles.acts}>
        <Button type="submit" variant="main" busy={busy}>
          {t('save')}
        </Button>
        <Button onClick={onEnd}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
}
