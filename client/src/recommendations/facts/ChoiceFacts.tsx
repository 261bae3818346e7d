import { PRIORITIES, type Recommendation } from '@concordance/shared/recommendations/schema';
import { HORIZONS } from '@concordance/shared/trends/schema';
import { useTranslation } from 'react-i18next';
import { Choices } from './Choices.tsx';
import { FactPopover } from './FactPopover.tsx';
import type { FactProps } from './fact-props.ts';
import styles from './facts.module.css';
import { Unset } from './Unset.tsx';
import { useDraft } from './use-draft.ts';

/** High, medium or low; said in a word, never in a colour. */
export function PriorityFact({ record, save, readOnly }: FactProps) {
  const { t } = useTranslation('recommendations');
  const draft = useDraft(record, (one) => one.priority);
  const keep = () => {
    const { base, value } = draft.latest();
    if (value !== base.priority) save(base, { priority: value });
  };
  const options = [...PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) })), { value: null, label: t('facts.notSet') }];
  return (
    <FactPopover
      label={t('facts.priority')}
      readOnly={readOnly}
      onBegin={draft.begin}
      onDone={keep}
      width={200}
      shown={record.priority ? t(`priority.${record.priority}`) : <Unset readOnly={readOnly} />}
    >
      {({ done }) => (
        <Choices
          legend={t('facts.priority')}
          options={options}
          value={draft.value}
          onChange={draft.set}
          onSettle={(value) => {
            draft.set(value);
            done();
          }}
          autoFocus
        />
      )}
    </FactPopover>
  );
}

/** "Medium, to 2025": the class of the horizon and, where it helps, its own words. */
export function HorizonFact({ record, save, readOnly }: FactProps) {
  const { t } = useTranslation('recommendations');
  const draft = useDraft(record, ({ horizon, horizonNote }) => ({ horizon, horizonNote }));
  const keep = () => {
    const { base, value } = draft.latest();
    const changes = changedOf(base, { ...value, horizonNote: value.horizonNote.trim() });
    if (changes) save(base, changes);
  };
  const shown =
    record.horizon || record.horizonNote ? (
      <>
        {record.horizon ? <span>{t(`horizon.${record.horizon}`)}</span> : null}
        {record.horizonNote ? <span className={styles.note}>{record.horizonNote}</span> : null}
      </>
    ) : (
      <Unset readOnly={readOnly} />
    );
  const options = [...HORIZONS.map((value) => ({ value, label: t(`horizon.${value}`) })), { value: null, label: t('facts.notSet') }];
  return (
    <FactPopover label={t('facts.horizon')} shown={shown} readOnly={readOnly} onBegin={draft.begin} onDone={keep} width={240}>
      {({ done }) => (
        <>
          <Choices
            legend={t('facts.horizon')}
            options={options}
            value={draft.value.horizon}
            autoFocus
            onChange={(horizon) => draft.set({ ...draft.value, horizon })}
            onSettle={() => undefined}
          />
          <label className={styles.line}>
            <span>{t('facts.horizonNote')}</span>
            <input
              maxLength={200}
              value={draft.value.horizonNote}
              placeholder={t('facts.horizonNoteHint')}
              onChange={(event) => draft.set({ ...draft.value, horizonNote: event.currentTarget.value })}
              onKeyDown={(event) => {
                if (event.key === 'Enter') done();
              }}
            />
          </label>
        </>
      )}
    </FactPopover>
  );
}

/** Only the named facts that differ; null where none does. */
export function changedOf(base: Recommendation, wanted: Partial<Recommendation>): Partial<Recommendation> | null {
  const entries = Object.entries(wanted).filter(([field, value]) => base[field as keyof Recommendation] !== value);
  return entries.length === 0 ? null : (Object.fromEntries(entries) as Partial<Recommendation>);
}
