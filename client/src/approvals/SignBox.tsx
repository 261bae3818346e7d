import type { ApprovalPage } from '@concordance/shared/approvals/schema';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryKey } from '../api/keys.ts';
import styles from '../editions/sheet.module.css';
import type { ProgrammeHere } from '../programmes/use-programme.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { PasswordField, ProseField, SelectField, TextField } from '../ui/Field.tsx';
import { useFieldWords } from '../ui/problem-words.ts';
import { returnSet, sign } from './queries.ts';

interface SignBoxProps {
  readonly here: ProgrammeHere;
  readonly page: ApprovalPage;
  readonly me: string;
  /** The text changed while it was read, and the reader has not taken note of it. */
  readonly changedMeanwhile: boolean;
}

type Mode = 'sign' | 'dissent' | 'return';

/** One sentence to confirm, a typed name, the password once more; or a return with its reason. */
export function SignBox({ here, page, me, changedMeanwhile }: SignBoxProps) {
  const { t } = useTranslation('approvals');
  const [mode, setMode] = useState<Mode>('sign');
  const { ref } = page.set;
  const changes = page.sinceEdition?.changes.length ?? 0;
  const sentence = [
    page.sinceEdition
      ? t('sentence.readChanges', {
          texts: t('editions:count.texts', { count: page.text.substance.recommendations.length }),
          changes: t('editions:count.changes', { count: changes }),
        })
      : t('sentence.read', { texts: t('editions:count.texts', { count: page.text.substance.recommendations.length }) }),
    page.open.length === 0
      ? t('sentence.approve', { number: page.edition, ref })
      : t('sentence.approveOpen', { number: page.edition, ref, count: page.open.length }),
  ].join(' ');
  return (
    <section className={styles.confirm} aria-label={t('act')}>
      <p className={styles.sentence}>{sentence}</p>
      {mode === 'return' ? (
        <ReturnForm here={here} page={page} onCancel={() => setMode('sign')} />
      ) : (
        <SignForm
          here={here}
          page={page}
          me={me}
          dissenting={mode === 'dissent'}
          changedMeanwhile={changedMeanwhile}
          onDissent={() => setMode(mode === 'dissent' ? 'sign' : 'dissent')}
          onReturn={() => setMode('return')}
        />
      )}
    </section>
  );
}

interface SignFormProps extends SignBoxProps {
  readonly dissenting: boolean;
  readonly onDissent: () => void;
  readonly onReturn: () => void;
}

function SignForm({ here, page, me, dissenting, changedMeanwhile, onDissent, onReturn }: SignFormProps) {
  const { t } = useTranslation('approvals');
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [dissent, setDissent] = useState('');
  const [dissentOn, setDissentOn] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const wrong = useFieldWords(error);
  const { ref } = page.set;
  const why = changedMeanwhile ? t('why.changed') : whyNot(page, t);
  const missing =
    name.trim() === '' || password === '' ? t('why.form') : dissenting && dissent.trim() === '' ? t('why.dissent') : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || why || missing) return;
    setBusy(true);
    setError(null);
    try {
      await sign(here.id, ref, { hash: page.hash, name, password, ...(dissenting ? { dissent, dissentOn: dissentOn || null } : {}) });
      setPassword('');
      setName('');
    } catch (failure) {
      setError(failure);
      setPassword('');
    }
    setBusy(false);
    await cache.invalidateQueries({ queryKey: queryKey(here.id, 'substance') });
    await cache.invalidateQueries({ queryKey: queryKey(here.id, 'set') });
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {page.me.approver ? (
        <>
          <TextField
            label={t('typeName', { name: me })}
            value={name}
            autoComplete="off"
            error={wrong('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <PasswordField
            label={t('password')}
            value={password}
            autoComplete="current-password"
            error={wrong('password')}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </>
      ) : null}
      {dissenting ? (
        <>
          <SelectField
            label={t('dissentAbout')}
            none={t('wholeSet')}
            value={dissentOn}
            options={page.text.substance.recommendations.map((one) => ({ value: one.id, label: `${one.ref} ${one.title}` }))}
            onChange={(event) => setDissentOn(event.currentTarget.value)}
          />
          <ProseField
            label={t('dissentWords')}
            hint={t('dissentHint')}
            value={dissent}
            onChange={(event) => setDissent(event.currentTarget.value)}
          />
        </>
      ) : null}
      {error ? <ErrorLine error={error} /> : null}
      <div className={styles.acts}>
        {page.me.approver ? (
          <>
            <Button type="submit" variant="main" size="large" icon="edit" busy={busy} reason={why ?? missing}>
              {t(dissenting ? 'signDissent' : 'sign', { number: page.edition })}
            </Button>
            <Button size="large" aria-expanded={dissenting} onClick={onDissent}>
              {t(dissenting ? 'withoutDissent' : 'withDissent')}
            </Button>
          </>
        ) : (
          <p className={styles.quiet}>{t('why.not-approver')}</p>
        )}
        <Button size="large" data-far onClick={onReturn}>
          {t('return')}
        </Button>
      </div>
    </form>
  );
}

type T = ReturnType<typeof useTranslation<'approvals'>>['t'];

/** Why the person cannot sign now, in words; undefined where they can. */
function whyNot(page: ApprovalPage, t: T): string | undefined {
  const { me } = page;
  if (me.may || me.why === null) return undefined;
  if (me.why === 'not-your-turn' && me.waitsFor) return t('why.turn', { name: me.waitsFor });
  return t(`why.${me.why as 'not-approver'}`, { defaultValue: t('why.other') });
}

function ReturnForm({
  here,
  page,
  onCancel,
}: {
  readonly here: ProgrammeHere;
  readonly page: ApprovalPage;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation('approvals');
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || reason.trim() === '') return;
    setBusy(true);
    try {
      await returnSet(here.id, page.set.ref, page.set.version, reason);
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
    await cache.invalidateQueries({ queryKey: queryKey(here.id, 'substance') });
    await cache.invalidateQueries({ queryKey: queryKey(here.id, 'set') });
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <ProseField label={t('reason')} autoFocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {error ? <ErrorLine error={error} /> : null}
      <div className={styles.acts}>
        <Button type="submit" variant="danger" size="large" busy={busy} reason={reason.trim() === '' ? t('why.reason') : undefined}>
          {t('returnIt')}
        </Button>
        <Button size="large" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
