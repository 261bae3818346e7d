import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { useTranslation } from 'react-i18next';
import { sameValue } from '../../registers/conflict.ts';
import { Button, TextButton } from '../../ui/Button.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { FactPopover } from './FactPopover.tsx';
import type { FactProps } from './fact-props.ts';
import styles from './facts.module.css';
import { Unset } from './Unset.tsx';
import { useDraft } from './use-draft.ts';

type TextField = 'instrument' | 'topic';
const LIMITS: Readonly<Record<TextField, number>> = { instrument: 300, topic: 120 };

/** A fact in free words, on one line. */
export function LineFact({ field, record, save, readOnly }: FactProps & { readonly field: TextField }) {
  const { t } = useTranslation('recommendations');
  const draft = useDraft(record, (one) => one[field]);
  const keep = () => {
    const { base, value } = draft.latest();
    const words = value.replace(/\s+/gu, ' ').trim();
    if (words !== base[field]) save(base, { [field]: words });
  };
  return (
    <FactPopover
      label={t(`facts.${field}`)}
      shown={record[field] || <Unset readOnly={readOnly} />}
      readOnly={readOnly}
      onBegin={draft.begin}
      onDone={keep}
    >
      {({ done }) => (
        <label className={styles.line}>
          <span>{t(`facts.${field}`)}</span>
          <input
            data-autofocus
            maxLength={LIMITS[field]}
            value={draft.value}
            onChange={(event) => draft.set(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) done();
            }}
          />
        </label>
      )}
    </FactPopover>
  );
}

const linesOf = (words: string) =>
  words
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter(Boolean)
    .slice(0, 50);

/** What would show that it works: a line each. */
export function IndicatorsFact({ record, save, readOnly }: FactProps) {
  const { t } = useTranslation('recommendations');
  const draft = useDraft(record, (one) => one.indicators.join('\n'));
  const keep = () => {
    const { base, value } = draft.latest();
    const indicators = linesOf(value);
    if (!sameValue(indicators, base.indicators)) save(base, { indicators });
  };
  const shown =
    record.indicators.length === 0 ? (
      <Unset readOnly={readOnly} />
    ) : (
      <span className={styles.lines}>
        {record.indicators.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </span>
    );
  return (
    <FactPopover label={t('facts.indicators')} shown={shown} readOnly={readOnly} onBegin={draft.begin} onDone={keep} width={400}>
      {({ done }) => (
        <>
          <label className={styles.line}>
            <span>{t('facts.indicatorsHint')}</span>
            <textarea data-autofocus rows={5} value={draft.value} onChange={(event) => draft.set(event.currentTarget.value)} />
          </label>
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

/** By when the text is wanted. */
export function DueFact({ record, save, readOnly }: FactProps) {
  const { t } = useTranslation('recommendations');
  const format = useFormat();
  const draft = useDraft<Recommendation['dueOn']>(record, (one) => one.dueOn);
  const keep = () => {
    const { base, value } = draft.latest();
    if (value !== base.dueOn) save(base, { dueOn: value });
  };
  return (
    <FactPopover
      label={t('facts.due')}
      readOnly={readOnly}
      onBegin={draft.begin}
      onDone={keep}
      width={220}
      shown={record.dueOn ? <time dateTime={record.dueOn}>{format.day(record.dueOn)}</time> : <Unset readOnly={readOnly} />}
    >
      {({ done }) => (
        <>
          <label className={styles.line}>
            <span>{t('facts.due')}</span>
            <input
              data-autofocus
              type="date"
              value={draft.value ?? ''}
              onChange={(event) => draft.set(event.currentTarget.value || null)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') {
                  event.preventDefault();
                  done();
                }
              }}
            />
          </label>
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
