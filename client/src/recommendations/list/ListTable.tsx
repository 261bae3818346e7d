import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sortOf } from '../../registers/list-view.ts';
import { readKey } from '../../registers/table-keys.ts';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { useNarrow } from '../../ui/use-width.ts';
import { ListRow } from './ListRow.tsx';
import styles from './list.module.css';
import { isGrouped, listLines } from './list-view.ts';

interface ListTableProps {
  readonly programmeId: string;
  /** The rows fetched so far, from the first. */
  readonly rows: readonly Recommendation[];
  /** Rows of the whole answer. */
  readonly total: number;
  readonly sort: string | undefined;
  readonly onSort: (field: string) => void;
  readonly onOpen: (row: Recommendation) => void;
  /** The last fetched row comes near: more may be fetched. */
  readonly onEnd: () => void;
}

const COLUMNS = [
  { id: 'ref', sort: 'ref' },
  { id: 'title', sort: 'title' },
  { id: 'status', sort: 'status' },
  { id: 'addressees' },
  { id: 'owner' },
  { id: 'horizon' },
  { id: 'ties' },
  { id: 'updated', sort: 'updatedAt' },
] as const;
const ROW_HEIGHT = { wide: 61, narrow: 86 } as const;

function Head({ sort, onSort }: Pick<ListTableProps, 'sort' | 'onSort'>) {
  const { t } = useTranslation('recommendations');
  return (
    <div role="rowgroup" className={styles.heads}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        {COLUMNS.map((column) => {
          const label = t(`list.columns.${column.id}`);
          if (!('sort' in column))
            return (
              <div key={column.id} role="columnheader" data-column={column.id}>
                {label}
              </div>
            );
          const state = sortOf(sort, column.sort);
          return (
            <div key={column.id} role="columnheader" aria-sort={state} data-column={column.id}>
              <button type="button" onClick={() => onSort(column.sort)}>
                {label} <span aria-hidden="true">{state === 'ascending' ? '↑' : state === 'descending' ? '↓' : ''}</span>
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The list as a table that is walked with the arrows, drawn only where it is seen. */
export function ListTable({ programmeId, rows, total, sort, onSort, onOpen, onEnd }: ListTableProps) {
  const { t } = useTranslation('recommendations');
  const narrow = useNarrow();
  const grouped = isGrouped(sort);
  const lines = useMemo(() => listLines(rows, grouped), [rows, grouped]);
  const place = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [focused, setFocused] = useState(0);
  const walking = useRef(false);
  const height = ROW_HEIGHT[narrow ? 'narrow' : 'wide'];
  const virtual = useWindowVirtualizer({
    count: lines.length,
    overscan: 8,
    scrollMargin: top,
    scrollPaddingStart: 96,
    scrollPaddingEnd: 24,
    estimateSize: (index) => (lines[index]?.kind === 'head' ? 44 : height),
    getItemKey: (index) => {
      const line = lines[index];
      return line?.kind === 'row' ? line.row.id : `head-${line?.status ?? index}`;
    },
  });
  // What stands above the rows comes and goes (the form of a new one, filters on a second line).
  useLayoutEffect(() => setTop(Math.round((place.current?.getBoundingClientRect().top ?? 0) + window.scrollY)));
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= lines.length - 20) onEnd();
  });
  const lineOf = (row: number) => lines.findIndex((line) => line.kind === 'row' && line.index === row);
  useEffect(() => {
    if (!walking.current) return;
    // A row far away is drawn only after the scroll; the focus waits for it, once.
    const row = place.current?.querySelector<HTMLElement>(`[data-row="${focused}"]`);
    row?.focus({ preventScroll: true });
    walking.current = !row;
  });

  const keys = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('button, input')) return;
    const act = readKey(
      { key: event.key, code: event.code, shift: event.shiftKey, mod: event.ctrlKey || event.metaKey },
      { focused, total: rows.length, height: Math.max(1, Math.floor(window.innerHeight / height) - 3), editable: false },
    );
    const row = rows[focused];
    if (act?.act === 'focus') {
      walking.current = true;
      virtual.scrollToIndex(lineOf(act.row));
      setFocused(act.row);
    } else if (act?.act === 'open' && row) onOpen(row);
    else return;
    event.preventDefault();
  };
  return (
    <div
      role="grid"
      aria-label={t('title')}
      aria-rowcount={total + 1}
      className={styles.table}
      data-narrow={narrow || undefined}
      onKeyDown={keys}
    >
      <Head sort={sort} onSort={onSort} />
      <div ref={place} role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          const common = {
            ref: virtual.measureElement,
            'data-index': item.index,
            style: { transform: `translateY(${item.start - top}px)` },
          };
          if (line.kind === 'head') {
            return (
              <div key={item.key} {...common} role="row" className={styles.group}>
                <span role="gridcell" aria-colspan={COLUMNS.length}>
                  <StatusMark status={line.status} /> <span>{line.count}</span>
                </span>
              </div>
            );
          }
          return (
            <ListRow
              key={item.key}
              {...common}
              programmeId={programmeId}
              row={line.row}
              index={line.index}
              focused={line.index === focused}
              onFocus={() => setFocused(line.index)}
              onOpen={() => onOpen(line.row)}
            />
          );
        })}
      </div>
    </div>
  );
}
