import type { RecordId } from '@concordance/shared/ids';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { namesQuery } from '../../registers/queries.ts';
import { TextButton } from '../../ui/Button.tsx';
import { RecordPicker } from '../RecordPicker.tsx';
import { FactPopover } from './FactPopover.tsx';
import type { FactProps } from './fact-props.ts';
import styles from './facts.module.css';
import { Unset } from './Unset.tsx';
import { useDraft } from './use-draft.ts';

/** The larger recommendation that this one is a part of. */
export function PartOfFact({ programmeId, record, save, readOnly }: FactProps) {
  const { t } = useTranslation('recommendations');
  const draft = useDraft(record, (one) => one.parentId);
  const { data: names = [] } = useQuery({
    ...namesQuery(programmeId, record.parentId ? [record.parentId] : []),
    enabled: record.parentId !== null,
  });
  const parent = record.parentId ? names.find((one) => one.id === record.parentId) : undefined;
  const keep = () => {
    const { base, value } = draft.latest();
    if (value !== base.parentId) save(base, { parentId: value });
  };
  const shown = record.parentId ? <span title={parent?.title}>{parent?.ref ?? '…'}</span> : <Unset readOnly={readOnly} />;
  return (
    <FactPopover label={t('facts.partOf')} shown={shown} readOnly={readOnly} onBegin={draft.begin} onDone={keep} width={340}>
      {({ done }) => (
        <>
          <RecordPicker
            programmeId={programmeId}
            kinds={['recommendation']}
            label={t('facts.findRecommendation')}
            chosen={draft.value ? [draft.value] : []}
            closed={(found) => (found.id === record.id ? t('facts.itself') : undefined)}
            onPick={(found) => {
              draft.set(found.id as RecordId);
              done();
            }}
          />
          {draft.value ? (
            <TextButton
              className={styles.clear}
              onClick={() => {
                draft.set(null);
                done();
              }}
            >
              {t('facts.clear')}
            </TextButton>
          ) : null}
        </>
      )}
    </FactPopover>
  );
}
