import type { Table } from '@concordance/shared/roundtables/schema';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { Icon } from '../../ui/Icon.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/Section.tsx';
import { ratingsFile, roundsQuery } from '../queries.ts';
import { ChangedWording, RoundResult } from '../RoundResult.tsx';
import styles from '../tables.module.css';

interface RatingsProps {
  readonly programmeId: string;
  readonly table: Table;
}

/** What the rounds of a table said, each with its picture; nothing of a round that still runs. */
export function Ratings({ programmeId, table }: RatingsProps) {
  const { t } = useTranslation('roundtables');
  const rounds = useQuery(roundsQuery(programmeId, table.id));
  const closed = (rounds.data ?? []).filter((round) => round.state === 'closed');
  const file =
    closed.length > 0 ? (
      <a className={styles.file} href={ratingsFile(programmeId, table.id)} download>
        <Icon name="download" size={12} /> {t('rounds.csv')}
      </a>
    ) : null;
  return (
    <Section title={t('rounds.title')} note={file}>
      {rounds.error ? <ErrorLine error={rounds.error} onRetry={() => void rounds.refetch()} /> : null}
      {rounds.data && closed.length === 0 ? <p className={rows.fact}>{t('rounds.none')}</p> : null}
      {closed.map((round) => (
        <article key={round.id} className={styles.round}>
          <h3>
            {round.ref} · {round.title} · {t('rounds.round', { number: round.number })}
          </h3>
          <ChangedWording round={round} />
          <RoundResult round={round} />
        </article>
      ))}
    </Section>
  );
}
