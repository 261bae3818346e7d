import { type FollowedItem, OUTCOMES, type Outcome } from '@concordance/shared/follow-up/schema';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';
import { ATTACHMENT_MAX } from '../evidence/attachment.ts';
import { uploadFile } from '../evidence/upload.ts';
import type { ProgrammeHere } from '../programmes/use-programme.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { ProseField, SelectField, TextField } from '../ui/Field.tsx';
import ledger from '../ui/ledger.module.css';
import styles from './follow-up.module.css';

/** The day where the person is, as `2020-09-25`. */
export const todayOf = (now: Date) =>
  [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-');

interface AnswerFormProps {
  readonly here: ProgrammeHere;
  readonly item: FollowedItem;
  readonly onEnd: () => void;
}

/** Records what an addressee answered, and the file that came with it. */
export function AnswerForm({ here, item, onEnd }: AnswerFormProps) {
  const { t } = useTranslation('follow-up');
  const cache = useQueryClient();
  const [outcome, setOutcome] = useState<Outcome>(item.latest?.outcome ?? 'acknowledged');
  const [on, setOn] = useState(() => todayOf(new Date()));
  const [reference, setReference] = useState('');
  const [words, setWords] = useState('');
  const [reviewOn, setReviewOn] = useState('');
  const [file, setFile] = useState<File | null>(null);
  /** The line, once it is recorded: a file that was not taken is sent again to it, and not with another line. */
  const [recorded, setRecorded] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const record = async (): Promise<string> => {
    const { recommendationId, edition } = item;
    const draft = { recommendationId, edition, outcome, on, reference, note: words, reviewOn: reviewOn === '' ? null : reviewOn };
    const { latest } = await api.post<FollowedItem>(`/api/programmes/${here.id}/sets/${item.setId}/follow-ups`, draft);
    return latest?.id ?? '';
  };
  const end = () => {
    void cache.invalidateQueries({ queryKey: queryKey(here.id, 'follow-up') });
    onEnd();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || on === '') return;
    setBusy(true);
    setError(null);
    try {
      const line = recorded ?? (await record());
      setRecorded(line);
      const address = `/api/programmes/${here.id}/follow-ups/${line}/attachment`;
      if (file) await uploadFile(address, file, new AbortController().signal, () => {});
      end();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {recorded === null ? (
        <>
          <SelectField
            label={t('what')}
            value={outcome}
            options={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
            onChange={(event) => setOutcome(event.currentTarget.value as Outcome)}
          />
          <TextField label={t('on')} type="date" value={on} onChange={(event) => setOn(event.currentTarget.value)} />
          <TextField
            label={t('reference')}
            value={reference}
            maxLength={300}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
          <TextField label={t('reviewOn')} type="date" value={reviewOn} onChange={(event) => setReviewOn(event.currentTarget.value)} />
          <ProseField label={t('words')} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
        </>
      ) : (
        <p>{t('fileFailed')}</p>
      )}
      <TextField
        label={t('file')}
        hint={t('fileNote', { size: ATTACHMENT_MAX / 1024 / 1024 })}
        type="file"
        onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
      />
      {error ? <ErrorLine error={error} /> : null}
      <div className={ledger.acts}>
        <Button type="submit" variant="main" busy={busy}>
          {t('save')}
        </Button>
        <Button onClick={recorded === null ? onEnd : end}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
}
