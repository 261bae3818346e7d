import { DISPOSITIONS, type Disposition, missingToEnd } from '@concordance/shared/threads/rules';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { useEscape } from '../ui/escape.tsx';
import { ProseField } from '../ui/Field.tsx';
import styles from './threads.module.css';

interface EndFormProps {
  /** Said at a round table: then it ends in a decision that can be told. */
  readonly atTable: boolean;
  /** Only a refusal is asked for. */
  readonly declining?: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onEnd: (disposition: Disposition | null, reason: string) => void;
  readonly onCancel: () => void;
}

/** How a thread ends: what was decided, and why. */
export function EndForm({ atTable, declining = false, busy, error, onEnd, onCancel }: EndFormProps) {
  const { t } = useTranslation('threads');
  const name = useId();
  const [disposition, setDisposition] = useState<Disposition | null>(declining ? 'rejected' : atTable ? 'accepted' : null);
  const [reason, setReason] = useState('');
  useEscape(true, onCancel);
  const missing = missingToEnd({ disposition, reason: reason.trim() }, atTable);
  const options = [...(atTable ? [] : [null]), ...DISPOSITIONS];
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing && !busy) onEnd(disposition, reason.trim());
      }}
    >
      {declining ? null : (
        <fieldset className={styles.ends}>
          <legend>{t('end.how')}</legend>
          {options.map((option) => (
            <label key={option ?? 'settled'}>
              <input type="radio" name={name} checked={disposition === option} onChange={() => setDisposition(option)} />
              {t(`end.${option ?? 'settled'}`)}
            </label>
          ))}
        </fieldset>
      )}
      <ProseField
        label={t(disposition === null || disposition === 'accepted' ? 'end.why' : 'end.whyNeeded')}
        hint={atTable ? t('end.told') : undefined}
        rows={2}
        maxLength={2000}
        // biome-ignore lint/a11y/noAutofocus: the form was just asked for
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {error ? <ErrorLine error={error} /> : null}
      <div className={styles.acts}>
        <Button type="submit" size="small" variant="main" busy={busy} reason={missing ? t(`end.missing.${missing}`) : undefined}>
          {t(declining ? 'act.declineNow' : 'end.save')}
        </Button>
        <Button size="small" variant="quiet" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
