import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryKey } from '../../api/keys.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { createRecommendation } from '../queries.ts';
import { draftFrom } from './draft.ts';
import styles from './list.module.css';

interface NewRecommendationProps {
  readonly programmeId: string;
  readonly onCreated: (record: Recommendation) => void;
  readonly onClose: () => void;
}

/** A new recommendation from one sentence, above the list; it opens as soon as the server has it. */
export function NewRecommendation({ programmeId, onCreated, onClose }: NewRecommendationProps) {
  const { t } = useTranslation('recommendations');
  const cache = useQueryClient();
  const [sentence, setSentence] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const create = async (event?: FormEvent) => {
    event?.preventDefault();
    if (sentence.trim() === '' || busy) return field.current?.focus();
    setBusy(true);
    setError(null);
    try {
      const record = await createRecommendation(programmeId, draftFrom(sentence));
      void cache.invalidateQueries({ queryKey: queryKey(programmeId, 'recommendation', 'list') });
      onCreated(record);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') void create();
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form className={styles.create} onSubmit={(event) => void create(event)}>
      <label>
        <span>{t('list.sentence')}</span>
        <textarea
          ref={field}
          rows={2}
          maxLength={1000}
          value={sentence}
          placeholder={t('list.sentenceHint')}
          onChange={(event) => setSentence(event.currentTarget.value)}
          onKeyDown={keys}
        />
      </label>
      {error ? <ErrorLine error={error} onRetry={() => void create()} /> : null}
      <div>
        <Button type="submit" busy={busy}>
          {t('list.begin')}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          {t('common:action.cancel')}
        </Button>
        <p>{t('list.empty')}</p>
      </div>
    </form>
  );
}
