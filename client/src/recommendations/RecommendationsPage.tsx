import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useProgramme } from '../programmes/use-programme.ts';
import { filtersOf, isNarrowed, listAsk, nextSort } from '../registers/list-view.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { useListSearch } from '../ui/list-search.ts';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { useNarrow } from '../ui/use-width.ts';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import { ListBar } from './list/ListBar.tsx';
import { ListTable } from './list/ListTable.tsx';
import styles from './list/list.module.css';
import { ALL_FILTERS } from './list/list-view.ts';
import { NewRecommendation } from './list/NewRecommendation.tsx';
import { listQuery } from './queries.ts';

/** All recommendations of a programme: found, narrowed, ordered, opened, begun. */
export function RecommendationsPage() {
  const { t } = useTranslation('recommendations');
  const { id: p, may } = useProgramme();
  const narrow = useNarrow();
  const navigate = useNavigate();
  const [search, setSearch] = useListSearch();
  const filters = useMemo(() => filtersOf(search, ALL_FILTERS), [search]);
  const ask = useMemo(() => listAsk(search, filters), [search, filters]);
  const query = useInfiniteQuery(listQuery(p, ask));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const total = query.data?.pages[0]?.total;
  const editable = may('recommendation.write');
  const creating = editable && search.create === true;
  const create = useCallback(() => {
    if (editable) setSearch({ create: true });
  }, [editable, setSearch]);
  const open = useCallback(
    (row: Recommendation) => void navigate({ to: '/p/$programme/recommendations/$ref', params: { programme: p, ref: row.ref } }),
    [navigate, p],
  );
  useShortcut({ code: 'KeyN' }, create);

  const narrowed = isNarrowed(search, filters);
  const nothing = total === 0 && !creating;
  const header = (
    <PageHeader
      crumbs={[t('title')]}
      actions={
        editable ? (
          <Button variant="main" icon="plus" onClick={create}>
            {t(narrow ? 'list.newShort' : 'list.new')}
          </Button>
        ) : null
      }
    />
  );
  return (
    <Page width="bare" header={header}>
      <div className={styles.page}>
        <VisuallyHidden>
          <h1>{t('title')}</h1>
        </VisuallyHidden>
        <ListBar programmeId={p} search={search} filters={filters} total={total} onSearch={setSearch} />
        {creating ? (
          <NewRecommendation programmeId={p} onCreated={open} onClose={() => setSearch({ create: undefined }, { replace: true })} />
        ) : null}
        {query.error ? <ErrorLine error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton lines={10} /> : null}
        {nothing && narrowed ? (
          <EmptyState
            action={
              <Button onClick={() => setSearch({ find: undefined, filter: undefined, archived: undefined })}>{t('list.clearAll')}</Button>
            }
          >
            {t('list.nothing')}
          </EmptyState>
        ) : null}
        {nothing && !narrowed ? (
          <EmptyState
            action={
              editable ? (
                <Button icon="plus" onClick={create}>
                  {t('list.first')}
                </Button>
              ) : null
            }
          >
            {t('list.empty')}
          </EmptyState>
        ) : null}
        {rows && rows.length > 0 ? (
          <ListTable
            programmeId={p}
            rows={rows}
            total={total ?? rows.length}
            sort={search.sort}
            onSort={(field) => setSearch({ sort: nextSort(search.sort, field) })}
            onOpen={open}
            onEnd={() => {
              if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
            }}
          />
        ) : null}
      </div>
    </Page>
  );
}
