import type { Signal } from '@concordance/shared/trends/schema';
import { useTranslation } from 'react-i18next';
import type { CustomEditProps, CustomShowProps } from '../registers/definition.ts';
import { RecordList } from '../registers/FieldValue.tsx';
import { RecordsControl } from '../registers/RecordsControl.tsx';
import { useRowKeys } from '../registers/use-row-keys.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { ProseField } from '../ui/Field.tsx';
import styles from './Signals.module.css';

/** The field holds what the schema says; anything else counts as no signals. */
const asSignals = (value: unknown): readonly Signal[] => (Array.isArray(value) ? (value as readonly Signal[]) : []);

/** What was observed, each with the evidence it rests on. */
export function SignalsShow({ value }: CustomShowProps) {
  const { t } = useTranslation('registers');
  return (
    <ol className={styles.list}>
      {asSignals(value).map((signal) => (
        <li key={signal.text} className={styles.signal}>
          <p>{signal.text}</p>
          {signal.evidenceIds.length > 0 ? (
            <RecordList ids={signal.evidenceIds} />
          ) : (
            <p className={styles.bare}>{t('signal.noEvidence')}</p>
          )}
        </li>
      ))}
    </ol>
  );
}

export function SignalsEdit({ id, value, onChange }: CustomEditProps) {
  const { t } = useTranslation('registers');
  const signals = asSignals(value);
  const { keys, drop } = useRowKeys(signals.length);
  const set = (index: number, signal: Signal) => onChange(signals.map((each, at) => (at === index ? signal : each)));
  return (
    <div id={id} className={styles.edit}>
      {signals.map((signal, index) => (
        <fieldset key={keys[index]} className={styles.row} aria-label={t('signal.nth', { number: index + 1 })}>
          <ProseField
            label={t('signal.text')}
            hideLabel
            placeholder={t('signal.text')}
            value={signal.text}
            onChange={(event) => set(index, { ...signal, text: event.currentTarget.value })}
          />
          <IconButton
            icon="remove"
            size="small"
            label={t('signal.remove')}
            onClick={() => {
              drop(index);
              onChange(signals.filter((_, at) => at !== index));
            }}
          />
          <RecordsControl
            id={`${id}-${index}`}
            label={t('signal.evidence')}
            kinds={['evidence']}
            value={signal.evidenceIds}
            onChange={(ids) => set(index, { ...signal, evidenceIds: ids as Signal['evidenceIds'] })}
          />
        </fieldset>
      ))}
      <Button size="small" icon="plus" onClick={() => onChange([...signals, { text: '', evidenceIds: [] }])}>
        {t('signal.add')}
      </Button>
    </div>
  );
}
