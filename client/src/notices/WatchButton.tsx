import { WATCH_STATES, type WatchState } from '@concordance/shared/notices/schema';
import type { SubjectKind } from '@concordance/shared/threads/schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';
import { useProblemWords } from '../ui/problem-words.ts';
import styles from './notices.module.css';
import { watch, watchesQuery } from './queries.ts';

interface WatchButtonProps {
  readonly programmeId: string;
  readonly kind: SubjectKind;
  readonly id: string;
}

/** How much I am told of a record: everything, what concerns me, or only my own name. */
export function WatchButton({ programmeId, kind, id }: WatchButtonProps) {
  const { t } = useTranslation('notices');
  const cache = useQueryClient();
  const words = useProblemWords();
  const query = watchesQuery(programmeId);
  const { data } = useQuery(query);
  const change = useMutation({
    mutationFn: (state: WatchState) => watch(programmeId, id, kind, state),
    onSuccess: (saved) => {
      cache.setQueryData(query.queryKey, (before) => [...(before ?? []).filter((one) => one.id !== saved.id), saved]);
    },
  });
  if (!data) return null;
  const shown = change.isPending ? change.variables : (data.find((one) => one.id === id)?.state ?? 'usual');
  return (
    <label className={styles.watch} data-state={shown} title={change.error ? words(change.error) : t('watch.note')}>
      <Icon name={shown === 'muted' ? 'stop' : 'eye'} size={14} />
      <select
        aria-label={t('watch.label')}
        aria-invalid={change.error ? true : undefined}
        value={shown}
        onChange={(event) => change.mutate(event.currentTarget.value as WatchState)}
      >
        {WATCH_STATES.map((state) => (
          <option key={state} value={state}>
            {t(`watch.${state}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
