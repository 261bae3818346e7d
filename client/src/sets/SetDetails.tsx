import type { RecommendationSet } from '@concordance/shared/sets/schema';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryKey } from '../api/keys.ts';
import type { ProgrammeHere } from '../programmes/use-programme.ts';
import { peopleQuery } from '../registers/queries.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { PageTitle } from '../ui/Page.tsx';
import { useFieldWords } from '../ui/problem-words.ts';
import { RecordPicker } from '../ui/RecordPicker.tsx';
import { RecordChip } from '../ui/RefChip.tsx';
import { useFormat } from '../ui/use-format.ts';
import { changeSet, findRecords } from './queries.ts';
import styles from './sets.module.css';

interface SetDetailsProps {
  readonly here: ProgrammeHere;
  readonly set: RecommendationSet;
  readonly editable: boolean;
}

/** Title, addressees, approvers, quorum, order and due date: to read, and by leads to change. */
export function SetDetails({ here, set, editable }: SetDetailsProps) {
  const { t } = useTranslation('sets');
  const { day } = useFormat();
  const [editing, setEditing] = useState(false);
  if (editing) return <DetailsForm here={here} set={set} onEnd={() => setEditing(false)} />;
  const rule = t(`rule.${set.order}`, { count: set.quorum, of: set.approvers.length });
  return (
    <>
      <PageTitle
        title={set.title}
        note={set.addressees.length === 0 ? t('noAddressee') : t('toWhom', { to: set.addressees.map((body) => body.title).join('; ') })}
        actions={
          editable ? (
            <Button icon="edit" onClick={() => setEditing(true)}>
              {t('common:action.edit')}
            </Button>
          ) : null
        }
      />
      <dl className={styles.facts}>
        <div>
          <dt>{t('approvers')}</dt>
          <dd>
            {set.approvers.length === 0
              ? t('noApprover')
              : set.approvers
                  .map((one) => (one.leads ? one.name : `${one.name} (${t('leadsNoMore')})`))
                  .join(set.order === 'ordered' ? ' → ' : ', ')}
          </dd>
        </div>
        <div>
          <dt>{t('quorum')}</dt>
          <dd>{set.approvers.length === 0 ? '–' : rule}</dd>
        </div>
        <div>
          <dt>{t('dueOn')}</dt>
          <dd>{set.dueOn ? day(set.dueOn) : '–'}</dd>
        </div>
      </dl>
    </>
  );
}

function DetailsForm({ here, set, onEnd }: { readonly here: ProgrammeHere; readonly set: RecommendationSet; readonly onEnd: () => void }) {
  const { t } = useTranslation('sets');
  const cache = useQueryClient();
  const { data: people = [] } = useQuery(peopleQuery(here.id));
  const [title, setTitle] = useState(set.title);
  const [bodies, setBodies] = useState(set.addressees);
  const [approvers, setApprovers] = useState<readonly string[]>(set.approverIds);
  const [quorum, setQuorum] = useState(String(set.quorum));
  const [order, setOrder] = useState(set.order);
  const [dueOn, setDueOn] = useState(set.dueOn ?? '');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const wrong = useFieldWords(error);
  const round = set.state === 'in-approval';
  const leads = people.filter((person) => person.role === 'lead');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || title.trim() === '') return;
    setBusy(true);
    try {
      await changeSet(here.id, set, {
        title,
        addresseeIds: bodies.map((body) => body.id),
        dueOn: dueOn === '' ? null : dueOn,
        ...(round ? {} : { approverIds: [...approvers], quorum: Math.max(1, Number(quorum) || 1), order }),
      });
      await cache.invalidateQueries({ queryKey: queryKey(here.id, 'set') });
      onEnd();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <form className={styles.details} onSubmit={(event) => void submit(event)}>
      <TextField
        label={t('titleField')}
        value={title}
        maxLength={300}
        error={wrong('title')}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <fieldset>
        <legend>{t('addressees')}</legend>
        <ul className={styles.chips}>
          {bodies.map((body) => (
            <li key={body.id}>
              <RecordChip kind="body">{body.title}</RecordChip>
              <IconButton
                icon="close"
                size="small"
                label={t('takeAway', { title: body.title })}
                onClick={() => setBodies(bodies.filter((one) => one.id !== body.id))}
              />
            </li>
          ))}
        </ul>
        <RecordPicker
          label={t('addAddressee')}
          search={(text, signal) => findRecords(here.id, text, ['body'], signal)}
          taken={bodies.map((body) => body.id)}
          onPick={(found) =>
            setBodies([
              ...bodies,
              { id: found.id as (typeof bodies)[number]['id'], ref: found.ref, title: found.title, short: found.title },
            ])
          }
        />
      </fieldset>
      <fieldset disabled={round}>
        <legend>{t('approvers')}</legend>
        {round ? <p className={styles.fact}>{t('roundOpen')}</p> : null}
        {leads.map((person) => {
          const place = approvers.indexOf(person.id);
          return (
            <label key={person.id} className={styles.check}>
              <input
                type="checkbox"
                checked={place >= 0}
                onChange={() => setApprovers(place >= 0 ? approvers.filter((id) => id !== person.id) : [...approvers, person.id])}
              />
              {person.name}
              {order === 'ordered' && place >= 0 ? <span className={styles.fact}>{t('place', { place: place + 1 })}</span> : null}
            </label>
          );
        })}
        <div className={styles.pair}>
          <TextField
            label={t('quorumField')}
            type="number"
            min={1}
            max={20}
            value={quorum}
            onChange={(event) => setQuorum(event.currentTarget.value)}
          />
          <SelectField
            label={t('orderField')}
            value={order}
            options={[
              { value: 'parallel', label: t('order.parallel') },
              { value: 'ordered', label: t('order.ordered') },
            ]}
            onChange={(event) => setOrder(event.currentTarget.value as typeof order)}
          />
        </div>
      </fieldset>
      <TextField label={t('dueOn')} type="date" value={dueOn} onChange={(event) => setDueOn(event.currentTarget.value)} />
      {error ? <ErrorLine error={error} /> : null}
      <div className={styles.acts}>
        <Button type="submit" variant="main" busy={busy} reason={title.trim() === '' ? t('needTitle') : undefined}>
          {t('common:action.save')}
        </Button>
        <Button onClick={onEnd}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
}
