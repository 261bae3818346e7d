import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterDefinition, RegisterItem } from './definition.ts';
import type { VisibleRange } from './paging.ts';
import styles from './RegisterTable.module.css';
import { TableHead } from './TableHead.tsx';
import { TableRow } from './TableRow.tsx';
import { readKey } from './table-keys.ts';
import { tracksOf } from './tracks.ts';
import type { Room } from './use-room.ts';
import { useRowFocus } from './use-row-focus.ts';
import type { Save } from './use-save.ts';
import type { Selection } from './use-selection.ts';
import { useVirtualRows } from './use-virtual-rows.ts';
import type { RowWindow } from './use-window.ts';

export interface RegisterTableProps<Item extends RegisterItem> {
  readonly definition: RegisterDefinition<Item>;
  readonly rows: RowWindow<Item>;
  readonly total: number;
  readonly room: Room;
  /** What the list was asked for; another question begins at its first row. */
  readonly view: unknown;
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

/** A register as a grid: rows are drawn while they are near the window, and the keyboard moves from row to row. */
export function RegisterTable<Item extends RegisterItem>(props: RegisterTableProps<Item>) {
  const { definition, rows, total, room, selection, editable } = props;
  const { t } = useTranslation('registers');
  const body = useRef<HTMLDivElement>(null);
  const { focused, setFocused, take, onBlur } = useRowFocus(body, props.view);
  const { drawn, height, visible, measure, scrollTo } = useVirtualRows(body, total, focused, props.onRange);
  const [editing, setEditing] = useState<string | null>(null);
  const anchor = useRef(0);
  // Rows are not drawn anew for a change of handlers, so what a handler reads must be the newest.
  const latest = useRef(rows);
  latest.current = rows;

  const focusRow = (row: number) => {
    scrollTo(row);
    take(row);
  };
  const selectTo = (row: number) => {
    const [from, to] = [Math.min(anchor.current, row), Math.max(anchor.current, row)];
    const range = Array.from({ length: to - from + 1 }, (_, index) => latest.current.rowAt(from + index));
    selection.add(range.filter((item) => item !== undefined));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['row'] === undefined || event.altKey) return;
    const press = { key: event.key, code: event.code, shift: event.shiftKey, mod: event.ctrlKey || event.metaKey };
    const asked = readKey(press, { focused, total, height: Math.max(1, visible.last - visible.first - 1), editable });
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

  // After Enter or Esc the row has the keyboard again; a person who clicked elsewhere stays there.
  const endEdit = (row: number, back: boolean) => {
    setEditing(null);
    if (back) focusRow(row);
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
      onBlur={onBlur}
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
      <div role="rowgroup" ref={body} className={styles.body} style={{ height }}>
        {drawn.map(({ index, top }) => (
          <TableRow
            // A row that moves because others came keeps what is being typed in it.
            key={rows.rowAt(index)?.id ?? index}
            measure={measure}
            row={index}
            top={top}
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
            onEndEdit={(back) => endEdit(index, back)}
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
