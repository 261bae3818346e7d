import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../identity/queries.ts';
import { TextButton } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { RecordLink } from '../ui/RecordLink.tsx';
import { RegisterMark } from '../ui/RegisterMark.tsx';
import rows from '../ui/rows.module.css';
import { Section } from '../ui/Section.tsx';
import { useFormat } from '../ui/use-format.ts';
import { suspectLinksQuery } from './queries.ts';
import styles from './suspect.module.css';

const SHOWN = 8;

interface SuspectListProps {
  readonly programmeId: string;
  /** A lead looks after everybody's; others begin with their own. */
  readonly lead: boolean;
}

/** The links of a programme whose target has changed; it shrinks as people answer. Nothing is shown while there is none. */
export function SuspectList({ programmeId, lead }: SuspectListProps) {
  const { t } = useTranslation('checks');
  const format = useFormat();
  const me = useMe();
  const { data, error, refetch } = useQuery(suspectLinksQuery(programmeId));
  const [mine, setMine] = useState(!lead);
  const [whole, setWhole] = useState(false);
  if (error) return <ErrorLine error={error} onRetry={() => void refetch()} />;
  if (!data || data.length === 0) return null;
  const chosen = mine ? data.filter((one) => one.recommendation.ownerId === me.id) : data;
  const shown = whole ? chosen : chosen.slice(0, SHOWN);
  return (
    <Section
      title={t('suspect.list.title')}
      lead={t('suspect.list.lead')}
      note={
        <span className={styles.filter}>
          <TextButton aria-pressed={mine} onClick={() => setMine(true)}>
            {t('suspect.list.mine')} {format.number(data.filter((one) => one.recommendation.ownerId === me.id).length)}
          </TextButton>
          <TextButton aria-pressed={!mine} onClick={() => setMine(false)}>
            {t('suspect.list.all')} {format.number(data.length)}
          </TextButton>
        </span>
      }
    >
      {chosen.length === 0 ? <p className={rows.fact}>{t('suspect.list.none')}</p> : null}
      <ul className={rows.rows} data-lead>
        {shown.map(({ link, recommendation, changedAt, changedBy }) => (
          <li key={link.id}>
            <RegisterMark kind={link.target.kind} />
            <div className={rows.what}>
              <p className={rows.name}>
                <RecordLink programme={programmeId} kind="recommendation" reference={recommendation.ref}>
                  {recommendation.ref} {recommendation.title}
                </RecordLink>
              </p>
              <p className={rows.fact}>
                {t(changedBy ? 'suspect.list.toBy' : 'suspect.list.to', {
                  ref: `${link.target.ref} ${link.target.title}`,
                  who: changedBy,
                  when: format.ago(changedAt),
                })}
              </p>
            </div>
            <span className={rows.when}>{recommendation.ownerName}</span>
          </li>
        ))}
      </ul>
      {chosen.length > SHOWN ? (
        <p className={rows.after}>
          <TextButton aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? t('overview.fewer') : t('overview.all', { count: chosen.length })}
          </TextButton>
        </p>
      ) : null}
    </Section>
  );
}
