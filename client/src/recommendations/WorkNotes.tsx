import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { usedInQuery } from './queries.ts';
import styles from './work.module.css';

interface WorkNotesProps {
  readonly programmeId: string;
  readonly record: Recommendation;
  readonly mayWrite: boolean;
}

/** What a reader ought to know before the text: the parts it groups, and, where it cannot be written, why. */
export function WorkNotes({ programmeId, record, mayWrite }: WorkNotesProps) {
  const { t } = useTranslation('recommendations');
  const { data: uses = [] } = useQuery({ ...usedInQuery(programmeId, record.id), enabled: record.usedIn > 0 });
  const parts = uses.filter((use) => use.kind === 'recommendation');
  return (
    <>
      {parts.length > 0 ? (
        <section className={styles.parts} aria-label={t('work.groups', { count: parts.length })}>
          <h2>{t('work.groups', { count: parts.length })}</h2>
          <ul>
            {parts.map((part) => (
              <li key={part.id}>
                <TextLink to="/p/$programme/recommendations/$ref" params={{ programme: programmeId, ref: part.ref }}>
                  <span>{part.ref}</span> {part.title}
                </TextLink>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {record.archivedAt ? (
        <p className={styles.aside}>
          <Icon name="archive" size={14} />
          {t('work.archived')}
        </p>
      ) : null}
      {!mayWrite && !record.archivedAt ? (
        <p className={styles.aside}>
          <Icon name="eye" size={14} />
          {t('work.readOnly')}
        </p>
      ) : null}
    </>
  );
}
