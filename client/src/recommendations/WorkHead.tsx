import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { namesQuery } from '../registers/queries.ts';
import { TextLink } from '../ui/Button.tsx';
import { EditableLine } from './EditableLine.tsx';
import type { FactProps } from './facts/fact-props.ts';
import styles from './work.module.css';

/** The title and the one sentence that is advised, both edited in place. */
export function WorkHead({ programmeId, record, save, readOnly }: FactProps) {
  const { t } = useTranslation('recommendations');
  // What the writer saw when they began: it decides whether somebody else came first.
  const base = useRef(record);
  const begin = () => {
    base.current = record;
  };
  const put = (changes: Partial<Recommendation>) => save(base.current, changes);
  return (
    <>
      <PartOf programmeId={programmeId} parentId={record.parentId} />
      <h1 className={styles.title}>
        <EditableLine
          label={t('text.title')}
          value={record.title}
          maxLength={300}
          required
          readOnly={readOnly}
          placeholder={t('text.title')}
          className={undefined}
          onBegin={begin}
          onSave={(title) => put({ title })}
        />
      </h1>
      {readOnly && record.statement === '' ? null : (
        <div className={styles.statement}>
          <EditableLine
            label={t('text.statement')}
            value={record.statement}
            maxLength={1000}
            readOnly={readOnly}
            placeholder={t('text.statementHint')}
            className={undefined}
            onBegin={begin}
            onSave={(statement) => put({ statement })}
          />
        </div>
      )}
    </>
  );
}

/** The way up to the recommendation that groups this one. */
function PartOf({ programmeId, parentId }: { readonly programmeId: string; readonly parentId: string | null }) {
  const { t } = useTranslation('recommendations');
  const { data } = useQuery({ ...namesQuery(programmeId, parentId ? [parentId] : []), enabled: parentId !== null });
  const parent = parentId ? data?.find((one) => one.id === parentId) : undefined;
  if (!parent) return null;
  return (
    <p className={styles.kick}>
      {t('work.partOf')}{' '}
      <TextLink to="/p/$programme/recommendations/$ref" params={{ programme: programmeId, ref: parent.ref }}>
        {parent.ref} {parent.title}
      </TextLink>
    </p>
  );
}
