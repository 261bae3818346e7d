import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryKey } from '../api/keys.ts';
import { IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { menuClasses } from '../ui/menu-classes.ts';
import { useProblemWords } from '../ui/problem-words.ts';
import { archiveRecommendation, recommendationQuery, restoreRecommendation } from './queries.ts';

/** What is done rarely with a recommendation as a whole: archive and restore. Neither loses anything. */
export function WorkMenu({ programmeId, record }: { readonly programmeId: string; readonly record: Recommendation }) {
  const { t } = useTranslation('recommendations');
  const cache = useQueryClient();
  const words = useProblemWords();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const archived = record.archivedAt !== null;
  const act = async () => {
    setError(null);
    try {
      const done = await (archived ? restoreRecommendation : archiveRecommendation)(programmeId, record.id, record.version);
      cache.setQueryData(recommendationQuery(programmeId, record.ref).queryKey, done);
      void cache.invalidateQueries({ queryKey: queryKey(programmeId, 'recommendation', 'list') });
      setOpen(false);
    } catch (failure) {
      setError(failure);
      void cache.invalidateQueries({ queryKey: recommendationQuery(programmeId, record.ref).queryKey });
    }
  };
  return (
    <Menu position="bottom-end" opened={open} onChange={setOpen} classNames={menuClasses}>
      <Menu.Target>
        <IconButton icon="more" label={t('work.more')} />
      </Menu.Target>
      <Menu.Dropdown>
        {error ? <Menu.Label>{words(error)}</Menu.Label> : null}
        <Menu.Item leftSection={<Icon name={archived ? 'restore' : 'archive'} />} closeMenuOnClick={false} onClick={() => void act()}>
          {t(archived ? 'work.restore' : 'work.archive')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
