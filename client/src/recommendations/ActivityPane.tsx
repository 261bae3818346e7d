import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import styles from './activity.module.css';
import { type ActivityLine, activityLines } from './activity-lines.ts';
import { activityQuery } from './queries.ts';

/** Enough to look like a history; further pages come when asked for. */
const ENOUGH = 12;
const MOST_PAGES_UNASKED = 5;

function useLineWords(): (line: ActivityLine) => string {
  const { t } = useTranslation('recommendations');
  const format = useFormat();
  return (line) => {
    if (line.kind === 'text') return t('activity.text');
    if (line.kind === 'link')
      return t(`activity.link.${line.action}`, { count: line.times, defaultValue: t('activity.link.changed', { count: line.times }) });
    if (line.action !== 'changed') return t(`activity.${line.action}`, { defaultValue: t('activity.changedAny') });
    const names = line.fields.map((field) => t(`facts.${field}`, { defaultValue: '' }).toLocaleLowerCase()).filter(Boolean);
    return names.length > 0 ? t('activity.changed', { fields: format.list(names) }) : t('activity.changedAny');
  };
}

/** What happened to this recommendation, newest first. */
export function ActivityPane({ programmeId, recommendationId }: { readonly programmeId: string; readonly recommendationId: string }) {
  const { t } = useTranslation('recommendations');
  const format = useFormat();
  const words = useLineWords();
  const query = useInfiniteQuery(activityQuery(programmeId, recommendationId));
  const lines = activityLines(query.data?.pages.flat() ?? [], recommendationId);
  const { hasNextPage, isFetching, fetchNextPage } = query;
  // The feed is the programme's: a quiet recommendation may have its lines some pages down.
  const wantMore = hasNextPage && !isFetching && lines.length < ENOUGH && (query.data?.pages.length ?? 0) < MOST_PAGES_UNASKED;
  useEffect(() => {
    if (wantMore) void fetchNextPage();
  }, [wantMore, fetchNextPage]);
  if (query.error)
    return (
      <div className={styles.pane}>
        <ErrorLine error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  if (query.isPending)
    return (
      <div className={styles.pane}>
        <Skeleton lines={6} />
      </div>
    );
  return (
    <div className={styles.pane}>
      {lines.length === 0 && !isFetching ? <p className={styles.none}>{t('activity.none')}</p> : null}
      <ol className={styles.lines}>
        {lines.map((line) => (
          <li key={line.seq}>
            <span>
              <b>{line.byName ?? t('activity.server')}</b> {words(line)}
            </span>
            <time dateTime={line.at}>{format.time(line.at)}</time>
          </li>
        ))}
      </ol>
      {hasNextPage ? (
        <TextButton aria-busy={isFetching || undefined} onClick={() => void fetchNextPage()}>
          {t('activity.earlier')}
        </TextButton>
      ) : null}
    </div>
  );
}
