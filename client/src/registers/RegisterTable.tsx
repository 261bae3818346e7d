import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterDefinition, RegisterItem } from './definition.ts';
import { type VisibleRange, withFocused } from './paging.ts';
import styles from './RegisterTable.module.css';
import { TableHead } from './TableHead.tsx';
import { TableRow } from './TableRow.tsx';
import { readKey } from './table-keys.ts';
import { tracksOf } from './tracks.ts';
import type { Room } from './use-room.ts';
import type { Save } from './use-save.ts';
import type { Selection } from './use-selection.ts';
import type { RowWindow } from './use-window.ts';

export interface RegisterTableProps<Item extends RegisterItem> {
  readonly definition: RegisterDefinition<Item>;
  readonly rows: RowWindow<Item>;
  readonly total: number;
  readonly room: Room;
  readonly sort: string | undefined;
  readonly onSort: (field: string) => void;
  readonly onRange: (range: VisibleRange) => void;
  readonly selection: Selection<Item>;
  readonly onSelectAll: () => void;
  /** Reference of the record in the panel. */
  readonly open: string | undefined;
  readonly onOpen: (item: Item) => void;
  readonly onNew: () => void;
  readonly editable: boolean;
  readonly save: Save<Item>;
}

/** Typical height of a row, in pixels; rows are measured once they are drawn. */
const ROW = 55;
/** Height of the page's header and the table's head, which cover the top of the window. */
const COVERED = 80;

/** Distance from the top of the page, in pixels; unlike a bounding box it does not depend on the scroll position. */
function topInPage(element: HTMLElement | null): number {
  let top = 0;
  for (let each = element; each !== null; each = each.offsetParent as HTMLElement | null) top += each.offsetTop;
  return top;
}

/** A register as a grid: rows are drawn while they are near the window, and the keyboard moves from row to row. */
export function RegisterTable<Item extends RegisterItem>(props: RegisterTableProps<Item>) {
  const { definition, rows, total, room, selection, editable } = props;
  const { t } = useTranslation('registers');
  const body = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  const [focused, setFocused] = useState(0);
  const [editing, setEditing] = useState<string | null>(null);
  const anchor = useRef(0);
  const wantsFocus = useRef(false);
  // Rows are not drawn anew for a change of handlers, so what a handler reads must be the newest.
  const latest = useRef(rows);
  latest.current = rows;

  useLayoutEffect(() => {
    const element = body.current;
    if (element === null) return undefined;
    const measure = () => setMargin(topInPage(element));
    measure();
    // What stands above the table (filters on two lines, a conflict) changes the height of the page around it.
    const page = element.parentElement?.parentElement;
    const observer = new ResizeObserver(measure);
    if (page) observer.observe(page);
    return () => observer.disconnect();
  }, []);

  const virtual = useWindowVirtualizer({
    count: total,
    estimateSize: () => ROW,
    overscan: 8,
    scrollMargin: margin,
    scrollPaddingStart: COVERED,
    scrollPaddingEnd: 56,
    rangeExtractor: (range) => withFocused(defaultRangeExtractor(range), focused, total),
  });
  const drawn = virtual.getVirtualItems();
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;
  const { onRange } = props;
  useEffect(() => onRange({ first, last }), [first, last, onRange]);

  const focusRow = useCallback(
    (row: number) => {
      wantsFocus.current = true;
      setFocused(row);
      if (row === 0) window.scrollTo({ top: 0 });
      else virtual.scrollToIndex(row);
      body.current?.querySelector<HTMLElement>(`[data-row="${row}"]`)?.focus({ preventScroll: true });
    },
    [virtual],
  );
  // A far row is drawn later, and drawn anew when its content comes; the focus waits for it.
  useEffect(() => {
    const here = document.activeElement;
    if (!wantsFocus.current || (here !== null && here !== document.body && !here.hasAttribute('data-row'))) return;
    if (here?.getAttribute('data-row') === String(focused)) return;
    body.current?.querySelector<HTMLElement>(`[data-row="${focused}"]`)?.focus({ preventScroll: true });
  });

  const selectTo = (row: number) => {
    const [from, to] = [Math.min(anchor.current, row), Math.max(anchor.current, row)];
    const range = Array.from({ length: to - from + 1 }, (_, index) => latest.current.rowAt(from + index));
    selection.add(range.filter((item) => item !== undefined));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['row'] === undefined || event.altKey) return;
    const press = { key: event.key, code: event.code, shift: event.shiftKey, mod: event.ctrlKey || event.metaKey };
    const asked = readKey(press, { focused, total, height: Math.max(1, last - first - 1), editable });
    if (asked === null) return;
    event.preventDefault();
    const item = rows.rowAt(focused);
    switch (asked.act) {
      case 'focus':
        return focusRow(asked.row);
      case 'all':
        return props.onSelectAll();
      case 'new':
        return props.onNew();
      case 'open':
        return item && props.onOpen(item);
      case 'edit':
        return item && setEditing(item.id);
      case 'select-to':
        return selectTo(focused);
      case 'select': {
        anchor.current = focused;
        return item && selection.toggle(item);
      }
      default:
        return asked satisfies never;
    }
  };

  const endEdit = (row: number) => {
    setEditing(null);
    focusRow(row);
  };

  return (
    <div
      role="grid"
      className={styles.grid}
      data-narrow={room.narrow || undefined}
      data-stale={rows.stale || undefined}
      style={{ '--tracks': tracksOf(definition, room, editable) } as CSSProperties}
      aria-label={t(`names.${definition.name}`)}
      aria-rowcount={total + 1}
      aria-multiselectable={editable || undefined}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (event.relatedTarget !== null && !event.relatedTarget.hasAttribute('data-row')) wantsFocus.current = false;
      }}
    >
      <TableHead
        definition={definition}
        room={room}
        sort={props.sort}
        onSort={props.onSort}
        editable={editable}
        selected={selection.rows.size}
        total={total}
        onSelectAll={props.onSelectAll}
        onClear={selection.clear}
      />
      <div role="rowgroup" ref={body} className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {drawn.map(({ index, start }) => (
          <TableRow
            // A row that moves because others came keeps what is being typed in it.
            key={rows.rowAt(index)?.id ?? index}
            measure={virtual.measureElement}
            row={index}
            top={start - margin}
            definition={definition}
            room={room}
            item={rows.rowAt(index)}
            focused={index === focused}
            open={props.open}
            selected={selection.rows.has(rows.rowAt(index)?.id ?? '')}
            editable={editable}
            editing={editing !== null && rows.rowAt(index)?.id === editing}
            save={props.save}
            onFocus={() => setFocused(index)}
            onOpen={props.onOpen}
            onEdit={(id) => {
              setFocused(index);
              setEditing(id);
            }}
            onEndEdit={() => endEdit(index)}
            onSelect={(item, range) => {
              if (range) selectTo(index);
              else {
                anchor.current = index;
                selection.toggle(item);
              }
            }}
          />
        ))}
      </div>
    </div>
  );
}
