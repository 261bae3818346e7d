import type { ProgrammeCounts } from '@concordance/shared/programmes/schema';
import { STATUSES } from '@concordance/shared/recommendations/schema';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { StatusMark } from '../ui/StatusMark.tsx';
import { useFormat } from '../ui/use-format.ts';
import styles from './StatusCounts.module.css';

interface StatusCountsProps {
  readonly programmeId: string;
  readonly counts: ProgrammeCounts;
}

/** How many recommendations stand where, as one bar and three lines. */
export function StatusCounts({ programmeId, counts }: StatusCountsProps) {
  const { t } = useTranslation(['programmes', 'common']);
  const { number } = useFormat();
  const all = (
    <TextLink to="/p/$programme/recommendations" params={{ programme: programmeId }}>
      {t('overview.all', { count: counts.recommendations })}
    </TextLink>
  );
  return (
    <Section title={t('common:nav.recommendations')} note={all}>
      <div className={styles.bar} aria-hidden="true">
        {STATUSES.map((status) =>
          counts.byStatus[status] > 0 ? <span key={status} data-status={status} style={{ flexGrow: counts.byStatus[status] }} /> : null,
        )}
      </div>
      <ul className={styles.list}>
        {STATUSES.map((status) => (
          <li key={status}>
            <Link to="/p/$programme/recommendations" params={{ programme: programmeId }} search={{ filter: [`status:${status}`] }}>
              <StatusMark status={status} />
              <b>{number(counts.byStatus[status])}</b>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
