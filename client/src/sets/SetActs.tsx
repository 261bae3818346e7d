import { openActs } from '@concordance/shared/sets/rules';
import type { RecommendationSet } from '@concordance/shared/sets/schema';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';
import type { ProgrammeHere } from '../programmes/use-programme.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { ProseField, SelectField, TextField } from '../ui/Field.tsx';
import { actOnSet, type SetAct, setsQuery } from './queries.ts';
import styles from './sets.module.css';

interface SetActsProps {
  readonly here: ProgrammeHere;
  readonly set: RecommendationSet;
}

/** What can be done with the set where it stands; each act that needs more asks for it in its place. */
export function SetActs({ here, set }: SetActsProps) {
  const { t } = useTranslation('sets');
  const cache = useQueryClient();
  const [asking, setAsking] = useState<SetAct | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const standing = set.editions.findLast((one) => one.state === 'approved' || one.state === 'delivered');
  const acts = openActs(set.state, set.state === 'draft' ? (standing?.number ?? null) : null) as readonly SetAct[];
  const run = async (act: SetAct, more: Readonly<Record<string, unknown>> = {}) => {
    setBusy(true);
    setError(null);
    try {
      cache.setQueryData(queryKey(here.id, 'set', 'one', set.ref), await actOnSet(here.id, set, act, more));
      setAsking(null);
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
    await cache.invalidateQueries({ queryKey: queryKey(here.id, 'set') });
    await cache.invalidateQueries({ queryKey: queryKey(here.id, 'substance') });
  };
  const places = error instanceof ApiProblem ? error.places : [];
  return (
    <div className={styles.doing}>
      {error ? <ErrorLine error={error} /> : null}
      {places.length > 0 ? <p className={styles.fact}>{places.join(', ')}</p> : null}
      {asking ? (
        <ActForm here={here} set={set} act={asking} busy={busy} onDo={(more) => void run(asking, more)} onCancel={() => setAsking(null)} />
      ) : (
        <div className={styles.acts}>
          {acts.map((act) => (
            <Button
              key={act}
              variant={
                act === 'open' || act === 'deliver' ? (act === acts[0] ? 'main' : 'default') : act === 'withdraw' ? 'danger' : 'default'
              }
              busy={busy && act === 'open'}
              onClick={() => (act === 'open' ? void run('open') : setAsking(act))}
            >
              {t(`act.${act}`, { number: (set.editions.at(-1)?.number ?? 0) + 1 })}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

interface ActFormProps extends SetActsProps {
  readonly act: SetAct;
  readonly busy: boolean;
  readonly onDo: (more: Readonly<Record<string, unknown>>) => void;
  readonly onCancel: () => void;
}

function today(): string {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-');
}

function ActForm({ here, set, act, busy, onDo, onCancel }: ActFormProps) {
  const { t } = useTranslation('sets');
  const { data: sets = [] } = useQuery({ ...setsQuery(here.id), enabled: act === 'supersede' });
  const [reason, setReason] = useState('');
  const [on, setOn] = useState(today);
  const [to, setTo] = useState(set.addressees.map((body) => body.title).join('; '));
  const [reference, setReference] = useState('');
  const [by, setBy] = useState('');
  const missing =
    act === 'deliver'
      ? on === ''
        ? t('need.on')
        : undefined
      : act === 'supersede'
        ? by === ''
          ? t('need.by')
          : undefined
        : reason.trim() === ''
          ? t('need.reason')
          : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || missing) return;
    if (act === 'deliver') onDo({ on, to, reference });
    else if (act === 'supersede') onDo({ bySetId: by, reason });
    else onDo({ reason });
  };
  return (
    <form className={styles.details} onSubmit={submit}>
      <p className={styles.lead}>{t(`asks.${act}`)}</p>
      {act === 'deliver' ? (
        <>
          <TextField label={t('deliverOn')} type="date" value={on} onChange={(event) => setOn(event.currentTarget.value)} />
          <TextField label={t('deliverTo')} value={to} maxLength={300} onChange={(event) => setTo(event.currentTarget.value)} />
          <TextField
            label={t('reference')}
            value={reference}
            maxLength={200}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
        </>
      ) : null}
      {act === 'supersede' ? (
        <SelectField
          label={t('supersededBy')}
          none="–"
          value={by}
          options={sets.filter((one) => one.id !== set.id).map((one) => ({ value: one.id, label: `${one.ref} ${one.title}` }))}
          onChange={(event) => setBy(event.currentTarget.value)}
        />
      ) : null}
      {act === 'deliver' ? null : (
        <ProseField label={t('reason')} autoFocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      )}
      <div className={styles.acts}>
        <Button type="submit" variant={act === 'deliver' ? 'main' : 'danger'} busy={busy} reason={missing}>
          {t(`do.${act}`)}
        </Button>
        <Button onClick={onCancel}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
}
