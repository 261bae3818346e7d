import { useQuery } from '@tanstack/react-query';
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProgramme } from '../programmes/use-programme.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { useListSearch } from '../ui/list-search.ts';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { ConflictNotice } from './ConflictNotice.tsx';
import type { Fields } from './conflict.ts';
import type { RegisterDefinition, RegisterItem } from './definition.ts';
import { FilterBar } from './FilterBar.tsx';
import { BulkBar, DetailPanel, fetchLater, NewRecordForm } from './later.ts';
import { filtersOf, isNarrowed, type ListAsk, listAsk, nextSort } from './list-view.ts';
import { samePages, type VisibleRange } from './paging.ts';
import { fetchAll, totalQuery } from './queries.ts';
import styles from './RegisterPage.module.css';
import { RegisterTable } from './RegisterTable.tsx';
import { SaveMark } from './SaveMark.tsx';
import { useRoom } from './use-room.ts';
import { useSave } from './use-save.ts';
import { useSelection } from './use-selection.ts';
import { useWindow } from './use-window.ts';

interface NothingProps {
  readonly register: RegisterDefinition<never>['name'];
  readonly narrowed: boolean;
  readonly editable: boolean;
  readonly onClear: () => void;
  readonly onNew: () => void;
}

/** An empty register teaches and offers the first step; an empty answer offers the way back. */
function NothingHere({ register, narrowed, editable, onClear, onNew }: NothingProps) {
  const { t } = useTranslation('registers');
  if (narrowed) return <EmptyState action={<Button onClick={onClear}>{t('filter.clearAll')}</Button>}>{t('empty.narrowed')}</EmptyState>;
  return (
    <EmptyState
      action={
        editable ? (
          <Button icon="plus" onClick={onNew}>
            {t(`add.${register}`)}
          </Button>
        ) : null
      }
    >
      {t(`empty.${register}`)}
    </EmptyState>
  );
}

/** A register: find and filters, the table, and the open record or the form of a new one beside it. */
export function RegisterPage<Item extends RegisterItem>({ definition }: { readonly definition: RegisterDefinition<Item> }) {
  const { name } = definition;
  const { t } = useTranslation('registers');
  const { id: p, may } = useProgramme();
  const editable = may('register.write');
  const [search, setSearch] = useListSearch();
  const [place, room] = useRoom();
  const [range, setRange] = useState<VisibleRange>({ first: 0, last: 0 });
  const [draft, setDraft] = useState<Fields>({});
  const saving = useSave<Item>(name);
  const selection = useSelection<Item>();
  const filters = useMemo(
    () =>
      filtersOf(
        search,
        definition.filters.map((filter) => filter.field),
      ),
    [search, definition],
  );
  const asked = JSON.stringify(listAsk(search, filters));
  // The same question is the same object: opening a record beside the list is no reason to begin the list again.
  const ask = useMemo(() => JSON.parse(asked) as ListAsk, [asked]);
  const rows = useWindow<Item>(p, name, ask, range);
  // The page is drawn anew when other pages of rows are needed, not for every row that scrolls by.
  const seen = useCallback(
    (next: VisibleRange) => setRange((before) => (samePages(before, next, rows.total) ? before : next)),
    [rows.total],
  );
  const { data: whole } = useQuery(totalQuery(p, name));

  const open = useCallback((item: Item) => setSearch({ open: item.ref, thread: undefined, create: undefined }), [setSearch]);
  const close = useCallback(() => setSearch({ open: undefined, create: undefined }), [setSearch]);
  const create = useCallback(() => {
    if (editable) setSearch({ open: undefined, create: true });
  }, [editable, setSearch]);
  useShortcut({ code: 'KeyN' }, create);
  const listed = rows.total !== null;
  useEffect(() => {
    if (listed) fetchLater();
  }, [listed]);
  const selectAll = async () => selection.add(await fetchAll<Item>(p, name, ask, new AbortController().signal));

  const header = (
    <PageHeader
      crumbs={[t(`names.${name}`)]}
      save={saving.state === 'still' ? null : <SaveMark state={saving.state} />}
      actions={
        editable ? (
          <Button variant="main" size={room.narrow ? 'small' : 'normal'} icon="plus" aria-label={t(`add.${name}`)} onClick={create}>
            {t(room.narrow ? 'form.create' : `add.${name}`)}
          </Button>
        ) : null
      }
    />
  );
  const beside =
    search.create && editable ? (
      <NewRecordForm definition={definition} draft={draft} onDraft={setDraft} onCreated={open} onClose={close} />
    ) : search.open ? (
      <DetailPanel definition={definition} reference={search.open} editable={editable} save={saving.save} onClose={close} />
    ) : null;
  const panel = beside && <Suspense fallback={null}>{beside}</Suspense>;

  return (
    <Page header={header} panel={panel} width="bare">
      <div ref={place} className={styles.page} data-panel={panel !== null || undefined}>
        <h1 className={styles.title}>{t(`names.${name}`)}</h1>
        <FilterBar
          register={name}
          specs={definition.filters}
          search={search}
          filters={filters}
          room={room}
          onSearch={setSearch}
          shown={rows.total}
          total={whole ?? null}
        />
        <ConflictNotice register={name} fields={definition.fields} saving={saving} />
        {rows.error ? <ErrorLine error={rows.error} onRetry={rows.retry} /> : null}
        {rows.total === null && !rows.error ? <Skeleton lines={10} /> : null}
        {rows.total === 0 ? (
          <NothingHere
            register={name}
            narrowed={isNarrowed(search, filters)}
            editable={editable}
            onNew={create}
            onClear={() => setSearch({ find: undefined, filter: undefined, archived: undefined })}
          />
        ) : null}
        {rows.total !== null && rows.total > 0 ? (
          <RegisterTable
            definition={definition}
            rows={rows}
            total={rows.total}
            room={room}
            view={ask}
            sort={search.sort}
            onSort={(field) => setSearch({ sort: nextSort(search.sort, field) })}
            onRange={seen}
            selection={selection}
            onSelectAll={() => void selectAll()}
            open={search.open}
            onOpen={open}
            onNew={create}
            editable={editable}
            save={saving.save}
          />
        ) : null}
        {editable && rows.total !== null ? (
          <Suspense fallback={null}>
            <BulkBar definition={definition} selection={selection} total={rows.total} onSelectAll={() => void selectAll()} />
          </Suspense>
        ) : null}
        {rows.total ? (
          <p className={styles.keys} aria-hidden="true">
            {t(editable ? 'keys.write' : 'keys.read')}
          </p>
        ) : null}
      </div>
    </Page>
  );
}
