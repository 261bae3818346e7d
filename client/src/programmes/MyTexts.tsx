import type { Recommendation } from '@concordance/shared/recommendations/schema';
import type { Page } from '@concordance/shared/registers/schema';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';
import { useMe } from '../identity/queries.ts';
import { ButtonLink, TextLink } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { RecordLink } from '../ui/RecordLink.tsx';
import rows from '../ui/rows.module.css';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StatusMark } from '../ui/StatusMark.tsx';
import { useFormat } from '../ui/use-format.ts';
import styles from './MyTexts.module.css';
import type { ProgrammeHere } from './use-programme.ts';

/** As many as fit above the fold; the list has the rest. */
const SHOWN = 6;

const myTextsQuery = (programmeId: string, me: string) => {
  const query = { filter: [`owner:${me}`], sort: '-updatedAt', limit: SHOWN };
  return queryOptions({
    queryKey: queryKey(programmeId, 'recommendation', 'list', query),
    queryFn: ({ signal }) => api.get<Page<Recommendation>>(`/api/programmes/${programmeId}/recommendations`, { signal, query }),
  });
};

function TextRow({ here, text }: { readonly here: ProgrammeHere; readonly text: Recommendation }) {
  const { t } = useTranslation('programmes');
  const { ago, day } = useFormat();
  const late = text.dueOn !== null && text.dueOn < new Date().toISOString().slice(0, 10);
  return (
    <li>
      <div className={rows.what}>
        <p className={styles.title}>
          <RecordLink programme={here.id} kind="recommendation" reference={text.ref}>
            <span className={styles.ref}>{text.ref}</span> {text.title}
          </RecordLink>
        </p>
        <p className={rows.fact}>
          {[t('texts.words', { count: text.words }), t('texts.changed', { when: ago(text.updatedAt) })].join(' · ')}
          {text.dueOn ? (
            <>
              {' '}
              · <span className={late ? styles.late : undefined}>{t('texts.due', { day: day(text.dueOn) })}</span>
            </>
          ) : null}
        </p>
      </div>
      <StatusMark status={text.status} />
    </li>
  );
}

/** The texts I own, the last changed first; for those who may own one. */
export function MyTexts({ here }: { readonly here: ProgrammeHere }) {
  const { t } = useTranslation('programmes');
  const me = useMe();
  const { data, error, refetch } = useQuery(myTextsQuery(here.id, me.id));
  const write = (
    <ButtonLink to="/p/$programme/recommendations" params={{ programme: here.id }} search={{ create: true }}>
      {t('steps.write.act')}
    </ButtonLink>
  );
  const all =
    data && data.total > SHOWN ? (
      <TextLink to="/p/$programme/recommendations" params={{ programme: here.id }} search={{ filter: [`owner:${me.id}`] }}>
        {t('overview.all', { count: data.total })}
      </TextLink>
    ) : (
      data?.total
    );
  return (
    <Section title={t('texts.title')} note={all}>
      {error ? <ErrorLine error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton lines={4} /> : null}
      {data && data.items.length === 0 ? <EmptyState action={write}>{t('texts.none')}</EmptyState> : null}
      {data && data.items.length > 0 ? (
        <ul className={rows.rows}>
          {data.items.map((text) => (
            <TextRow key={text.id} here={here} text={text} />
          ))}
        </ul>
      ) : null}
    </Section>
  );
}
