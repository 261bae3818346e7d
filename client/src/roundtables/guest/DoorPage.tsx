import type { Entered, LookedAtLink } from '@concordance/shared/roundtables/schema';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldWords, useProblemWords } from '../../ui/problem-words.ts';
import { useFormat } from '../../ui/use-format.ts';
import { GuestButton } from './GuestButton.tsx';
import { GuestLanguages } from './GuestLanguages.tsx';
import styles from './guest.module.css';
import { enter, lookQuery } from './queries.ts';
import { Trouble } from './Trouble.tsx';

interface DoorPageProps {
  readonly onEnter: (entered: Entered) => void;
}

function NameForm({ token, looked, onEnter }: { readonly token: string; readonly looked: LookedAtLink } & DoorPageProps) {
  const { t } = useTranslation(['roundtables', 'common']);
  const come = useMutation({
    mutationFn: (who: { readonly name: string; readonly organisation: string }) => enter(token, who),
    onSuccess: onEnter,
  });
  const wrong = useFieldWords(come.error);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    come.mutate({ name: String(form.get('name') ?? ''), organisation: String(form.get('organisation') ?? '') });
  };
  const field = (name: 'name' | 'organisation', autoComplete: string) => (
    <div className={styles.field}>
      <label htmlFor={`door-${name}`}>{t(`guest.${name}`)}</label>
      <input
        id={`door-${name}`}
        name={name}
        autoComplete={autoComplete}
        maxLength={name === 'name' ? 120 : 200}
        required={name === 'name'}
        defaultValue={looked[name]}
        aria-describedby={wrong(name) ? `door-${name}-wrong` : undefined}
      />
      {wrong(name) ? (
        <p id={`door-${name}-wrong`} className={styles.wrong}>
          {wrong(name)}
        </p>
      ) : null}
    </div>
  );
  return (
    <form onSubmit={send} className={styles.form}>
      {field('name', 'name')}
      {field('organisation', 'organization')}
      <p className={styles.note}>{t(`guest.ruleAtDoor.${looked.rule}`)}</p>
      {come.error ? <Trouble error={come.error} /> : null}
      <GuestButton type="submit" variant="main" busy={come.isPending}>
        {t('guest.enter')}
      </GuestButton>
    </form>
  );
}

/** Who comes back by a link of their own is let in at once. */
function ComeBack({ token, onEnter }: { readonly token: string } & DoorPageProps) {
  const { t } = useTranslation('common');
  const back = useMutation({ mutationFn: () => enter(token), onSuccess: onEnter });
  const come = useEffectEvent(() => back.mutate());
  useEffect(() => come(), []);
  return back.error ? <Trouble error={back.error} onRetry={() => back.mutate()} /> : <p role="status">{t('loading')}</p>;
}

/** A link to a round table: what it is about, and the way in by a name. */
export function DoorPage({ onEnter }: DoorPageProps) {
  const { t } = useTranslation(['roundtables', 'common']);
  const { longDay } = useFormat();
  const words = useProblemWords();
  // The secret travels behind the `#`, so that it never reaches a log.
  const [token] = useState(() => window.location.hash.slice(1));
  const look = useQuery(lookQuery(token));
  const looked = look.data;
  return (
    <div className={styles.door}>
      <title>{looked ? `${looked.title} · Concordance` : 'Concordance'}</title>
      <main id="main">
        {look.error ? (
          <>
            <h1>{t('guest.linkOver')}</h1>
            <p>{words(look.error)}</p>
          </>
        ) : null}
        {looked ? (
          <>
            <p className={styles.label}>{t('guest.invitedTo', { programme: looked.programme })}</p>
            <h1>{looked.title}</h1>
            {looked.heldOn ? <p className={styles.label}>{longDay(looked.heldOn)}</p> : null}
            {looked.description ? <p className={styles.lead}>{looked.description}</p> : null}
            {looked.known ? <ComeBack token={token} onEnter={onEnter} /> : <NameForm token={token} looked={looked} onEnter={onEnter} />}
          </>
        ) : look.error ? null : (
          <p role="status">{t('common:loading')}</p>
        )}
      </main>
      <footer>
        <GuestLanguages />
      </footer>
    </div>
  );
}
