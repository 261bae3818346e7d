import type { SetSummary } from '@concordance/shared/sets/schema';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ProgrammeHere, useProgramme } from '../programmes/use-programme.ts';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { TextField } from '../ui/Field.tsx';
import { Page, PageTitle } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import { createSet, setsQuery } from './queries.ts';
import { SetStateMark } from './SetStateMark.tsx';
import styles from './sets.module.css';

/** Everything the programme hands over, and where it stands. */
export function SetsPage() {
  const { t } = useTranslation('sets');
  const here = useProgramme();
  const { data, error, isPending, refetch } = useQuery(setsQuery(here.id));
  const [making, setMaking] = useState(false);
  const mayCompose = here.may('set.compose');
  const make = mayCompose ? (
    <Button variant="main" icon="plus" onClick={() => setMaking(true)}>
      {t('new')}
    </Button>
  ) : null;
  return (
    <Page width="mid" header={<PageHeader crumbs={[t('title')]} />}>
      <PageTitle
        title={t('title')}
        note={t('note')}
        actions={
          <>
            <ButtonLink to="/p/$programme/follow-up" params={{ programme: here.id }}>
              {t('followUp')}
            </ButtonLink>
            {here.may('audit.read') ? (
              <ButtonLink to="/p/$programme/audit" params={{ programme: here.id }}>
                {t('audit')}
              </ButtonLink>
            ) : null}
            {making ? null : make}
          </>
        }
      />
      {making ? <NewSet here={here} onClose={() => setMaking(false)} /> : null}
      {isPending ? <Skeleton lines={5} /> : null}
      {error ? <ErrorLine error={error} onRetry={() => void refetch()} /> : null}
      {data && data.length === 0 && !making ? <EmptyState action={make}>{t('empty')}</EmptyState> : null}
      {data && data.length > 0 ? (
        <ul className={styles.list}>
          {data.map((set) => (
            <SetLine key={set.id} programme={here.id} set={set} />
          ))}
        </ul>
      ) : null}
    </Page>
  );
}

function SetLine({ programme, set }: { readonly programme: string; readonly set: SetSummary }) {
  const { t } = useTranslation('sets');
  const { day } = useFormat();
  const facts = [
    set.addressees.map((body) => body.short).join(', '),
    t('items', { count: set.items }),
    set.edition ? t('edition', { number: set.edition.number }) : '',
    set.state === 'in-approval' ? t('signed', { count: set.signed, quorum: set.quorum }) : '',
    set.dueOn ? t('due', { on: day(set.dueOn) }) : '',
  ];
  return (
    <li>
      <span className={styles.ref}>{set.ref}</span>
      <div>
        <Link className={styles.name} to="/p/$programme/sets/$ref" params={{ programme, ref: set.ref }}>
          {set.title}
        </Link>
        <p className={styles.fact}>{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <SetStateMark state={set.state} />
      {set.state === 'in-approval' && set.mine ? (
        <ButtonLink size="small" to="/p/$programme/sets/$ref/approval" params={{ programme, ref: set.ref }}>
          {t('toSign')}
        </ButtonLink>
      ) : (
        <span />
      )}
    </li>
  );
}

function NewSet({ here, onClose }: { readonly here: ProgrammeHere; readonly onClose: () => void }) {
  const { t } = useTranslation('sets');
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || title.trim() === '') return;
    setBusy(true);
    try {
      const { ref } = await createSet(here.id, { title });
      await navigate({ to: '/p/$programme/sets/$ref', params: { programme: here.id, ref } });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <form className={styles.create} onSubmit={(event) => void submit(event)}>
      <TextField
        label={t('newTitle')}
        hint={t('newHint')}
        autoFocus
        maxLength={300}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      {error ? <ErrorLine error={error} /> : null}
      <div className={styles.acts}>
        <Button type="submit" variant="main" busy={busy} reason={title.trim() === '' ? t('needTitle') : undefined}>
          {t('begin')}
        </Button>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
}
