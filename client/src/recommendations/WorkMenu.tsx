import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { Popover } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryKey } from '../api/keys.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { archiveRecommendation, recommendationQuery, restoreRecommendation } from './queries.ts';
import styles from './work.module.css';

/** What is done rarely with a recommendation as a whole: archive and restore. Neither loses anything. */
export function WorkMenu({ programmeId, record }: { readonly programmeId: string; readonly record: Recommendation }) {
  const { t } = useTranslation('recommendations');
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const archived = record.archivedAt !== null;
  const act = async () => {
    setError(null);
    setBusy(true);
    try {
      const done = await (archived ? restoreRecommendation : archiveRecommendation)(programmeId, record.id, record.version);
      cache.setQueryData(recommendationQuery(programmeId, record.ref).queryKey, done);
      void cache.invalidateQueries({ queryKey: queryKey(programmeId, 'recommendation', 'list') });
      setOpen(false);
    } catch (failure) {
      setError(failure);
      void cache.invalidateQueries({ queryKey: recommendationQuery(programmeId, record.ref).queryKey });
    }
    setBusy(false);
  };
  return (
    <Popover position="bottom-end" opened={open} onChange={setOpen} trapFocus returnFocus>
      <Popover.Target>
        <IconButton icon="more" label={t('work.more')} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)} />
      </Popover.Target>
      <Popover.Dropdown className={styles.rare ?? ''} aria-label={t('work.more')}>
        {error ? <ErrorLine error={error} /> : null}
        <Button variant="quiet" icon={archived ? 'restore' : 'archive'} busy={busy} onClick={() => void act()}>
          {t(archived ? 'work.restore' : 'work.archive')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
