import { CERTAINTIES, type Recommendation, STRENGTHS } from '@concordance/shared/recommendations/schema';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { changedOf } from './ChoiceFacts.tsx';
import { Choices } from './Choices.tsx';
import { FactPopover } from './FactPopover.tsx';
import type { FactProps } from './fact-props.ts';
import styles from './facts.module.css';
import { Unset } from './Unset.tsx';
import { useDraft } from './use-draft.ts';

/** Strong advice on low or very low certainty is allowed, with a written reason. */
export function asksWhy(record: Pick<Recommendation, 'strength' | 'certainty'>): boolean {
  return record.strength === 'strong' && (record.certainty === 'low' || record.certainty === 'very-low');
}

/** How firmly it is advised and how sure the evidence is: two judgements side by side, never one. */
export function StrengthFact({ record, save, readOnly }: FactProps) {
  const { t } = useTranslation('recommendations');
  const draft = useDraft(record, ({ strength, certainty, strengthWhy }) => ({ strength, certainty, strengthWhy }));
  const value = draft.value;
  const keep = () => {
    const { base, value: latest } = draft.latest();
    const changes = changedOf(base, { ...latest, strengthWhy: latest.strengthWhy.trim() });
    if (changes) save(base, changes);
  };
  const none = { value: null, label: t('facts.notSet') };
  const shown =
    record.strength || record.certainty ? (
      <span className={styles.pair}>
        <span>{record.strength ? t(`strength.${record.strength}`) : '–'}</span>
        <span aria-hidden="true">·</span>
        <span>{record.certainty ? t(`certainty.${record.certainty}`) : '–'}</span>
        {asksWhy(record) && record.strengthWhy === '' ? <Icon name="warn" size={14} /> : null}
      </span>
    ) : (
      <Unset readOnly={readOnly} />
    );
  return (
    <FactPopover label={t('facts.strengthCertainty')} shown={shown} readOnly={readOnly} onBegin={draft.begin} onDone={keep} width={360}>
      {({ done }) => (
        <>
          <div className={styles.columns}>
            <Choices
              legend={t('facts.strength')}
              titled
              value={value.strength}
              autoFocus
              onChange={(strength) => draft.set({ ...value, strength })}
              options={[...STRENGTHS.map((one) => ({ value: one, label: t(`strength.${one}`) })), none]}
            />
            <Choices
              legend={t('facts.certainty')}
              titled
              value={value.certainty}
              onChange={(certainty) => draft.set({ ...value, certainty })}
              options={[...CERTAINTIES.map((one) => ({ value: one, label: t(`certainty.${one}`) })), none]}
            />
          </div>
          {asksWhy(value) || value.strengthWhy !== '' ? (
            <label className={styles.line}>
              <span>{t('facts.why')}</span>
              <textarea
                rows={4}
                maxLength={2000}
                value={value.strengthWhy}
                onChange={(event) => draft.set({ ...value, strengthWhy: event.currentTarget.value })}
              />
            </label>
          ) : null}
          <div className={styles.foot}>
            <Button size="small" onClick={done}>
              {t('facts.done')}
            </Button>
          </div>
        </>
      )}
    </FactPopover>
  );
}
