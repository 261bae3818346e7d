import { type Evidence, STATE_CAUSES, type StateCause } from '@concordance/shared/evidence/schema';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryKey } from '../api/keys.ts';
import { useProgramme } from '../programmes/use-programme.ts';
import { RecordsControl } from '../registers/RecordsControl.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { useEscape } from '../ui/escape.tsx';
import { ProseField, SelectField } from '../ui/Field.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './ground.module.css';
import { ImpactView } from './ImpactView.tsx';
import { evidenceImpactQuery, moveGround } from './queries.ts';

interface GroundFormProps {
  readonly item: Evidence;
  /** Superseding asks for the item that takes the place; withdrawing does not. */
  readonly superseding: boolean;
  readonly onEnd: () => void;
}

function today(): string {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-');
}

/** An item no longer stands: by which cause, why, and, before it is done, what would be hit by it. */
export function GroundForm({ item, superseding, onEnd }: GroundFormProps) {
  const { t } = useTranslation(['ground', 'registers']);
  const here = useProgramme();
  const cache = useQueryClient();
  const id = useId();
  const { data: impact, error: unknown } = useQuery(evidenceImpactQuery(here.id, item.id));
  const [cause, setCause] = useState<StateCause>(superseding ? 'corrected' : 'retracted');
  const [by, setBy] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEscape(true, onEnd);
  const causes = STATE_CAUSES.filter(
    (one) => one !== 'consent-withdrawn' || (!superseding && (item.kind === 'expert-statement' || item.consent !== null)),
  );
  const missing =
    superseding && (by === null || by === item.id)
      ? t('registers:state.need.by')
      : reason.trim() === ''
        ? t('registers:state.need.reason')
        : impact === undefined
          ? t('wait')
          : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || missing) return;
    setBusy(true);
    try {
      const supersededById = superseding ? (by as Evidence['id']) : null;
      await moveGround(here.id, item.id, { version: item.version, cause, supersededById, reason, on: today() });
      await cache.invalidateQueries({ queryKey: queryKey(here.id, 'evidence') });
      onEnd();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <SelectField
        label={t('cause')}
        autoFocus
        value={cause}
        options={causes.map((value) => ({ value, label: t(`causes.${value}`) }))}
        onChange={(event) => setCause(event.currentTarget.value as StateCause)}
      />
      {cause === 'consent-withdrawn' ? <p className={styles.strong}>{t('forgets')}</p> : null}
      {superseding ? (
        <div className={styles.by}>
          <label htmlFor={id}>{t('registers:state.byWhich')}</label>
          <RecordsControl id={id} kinds={['evidence']} single value={by === null ? [] : [by]} onChange={(ids) => setBy(ids[0] ?? null)} />
        </div>
      ) : null}
      <ProseField label={t('reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {unknown ? <ErrorLine error={unknown} /> : impact ? <ImpactView impact={impact} /> : <Skeleton lines={3} />}
      {error ? <ErrorLine error={error} /> : null}
      <div className={styles.acts}>
        <Button type="submit" size="small" variant="danger" busy={busy} reason={missing}>
          {t(superseding ? 'registers:state.do.supersede' : 'registers:state.do.withdraw')}
        </Button>
        <Button size="small" variant="quiet" onClick={onEnd}>
          {t('registers:form.cancel')}
        </Button>
      </div>
    </form>
  );
}
