import { type MouseEvent, memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RefChip } from '../ui/RefChip.tsx';
import { UsedBar } from './cells.tsx';
import { type ColumnSpec, KIND_OF, type RegisterDefinition, type RegisterItem } from './definition.ts';
import styles from './RegisterTable.module.css';
import { RowEditor } from './RowEditor.tsx';
import { columnsOf } from './tracks.ts';
import type { Room } from './use-room.ts';
import type { Save } from './use-save.ts';

interface TableRowProps<Item extends RegisterItem> {
  readonly measure: (element: Element | null) => void;
  /** Number of the row in the whole list, from 0. */
  readonly row: number;
  /** Distance from the top of the list, in pixels. */
  readonly top: number;
  readonly definition: RegisterDefinition<Item>;
  readonly room: Room;
  /** Undefined while its page is on the way. */
  readonly item: Item | undefined;
  readonly focused: boolean;
  readonly open: string | undefined;
  readonly selected: boolean;
  readonly editable: boolean;
  readonly editing: boolean;
  readonly save: Save<Item>;
  readonly onFocus: () => void;
  readonly onOpen: (item: Item) => void;
  readonly onSelect: (item: Item, range: boolean) => void;
  readonly onEdit: (id: string) => void;
  /** `back`: the row gets the focus again. */
  readonly onEndEdit: (back: boolean) => void;
}

const inControl = (event: MouseEvent) =>
  event.target instanceof Element && event.target.closest('input, select, textarea, button, a') !== null;

function RowPlace({
  props,
  children,
  ...rest
}: { readonly props: Pick<TableRowProps<RegisterItem>, 'measure' | 'row' | 'top'>; readonly children: ReactNode } & Record<
  `data-${string}`,
  boolean | undefined
>) {
  return (
    <div ref={props.measure} data-index={props.row} className={styles.place} style={{ transform: `translateY(${props.top}px)` }} {...rest}>
      {children}
    </div>
  );
}

/** A row that has not come yet: its height and a quiet line, after a moment. */
function WaitingRow(props: Pick<TableRowProps<RegisterItem>, 'measure' | 'row' | 'top' | 'focused'>) {
  const { t } = useTranslation('registers');
  return (
    <RowPlace props={props}>
      <div
        role="row"
        aria-rowindex={props.row + 2}
        className={styles.row}
        data-row={props.row}
        data-waiting
        tabIndex={props.focused ? 0 : -1}
      >
        <span role="gridcell" />
        <span role="gridcell" className={styles.grey} aria-label={t('loading')} />
      </div>
    </RowPlace>
  );
}

function TitleCell<Item extends RegisterItem>({
  definition,
  item,
  room,
}: {
  readonly definition: RegisterDefinition<Item>;
  readonly item: Item;
  readonly room: Room;
}) {
  const { t } = useTranslation('registers');
  const second = definition.second(item);
  return (
    <div role="gridcell" className={styles.title}>
      {room.narrow ? (
        <span className={styles.over}>
          <RefChip kind={KIND_OF[definition.name]} reference={item.ref} bare />
          {item.archivedAt ? <span>{t('archived')}</span> : null}
        </span>
      ) : null}
      <div className={styles.name}>{item.title}</div>
      {second || item.archivedAt ? (
        <div className={styles.second}>
          {second}
          {item.archivedAt && !room.narrow ? <span className={styles.archived}>{t('archived')}</span> : null}
        </div>
      ) : null}
    </div>
  );
}

function Cells<Item extends RegisterItem>({
  definition,
  item,
  room,
}: {
  readonly definition: RegisterDefinition<Item>;
  readonly item: Item;
  readonly room: Room;
}) {
  return (
    <>
      {room.narrow ? null : (
        <div role="gridcell">
          <RefChip kind={KIND_OF[definition.name]} reference={item.ref} bare />
        </div>
      )}
      <TitleCell definition={definition} item={item} room={room} />
      {columnsOf(definition, room).map((column: ColumnSpec<Item>) => (
        <div role="gridcell" key={column.id} data-end={column.align === 'end' || undefined}>
          {column.render(item)}
        </div>
      ))}
      {room.narrow ? null : (
        <div role="gridcell" data-end>
          <UsedBar count={item.usedIn} />
        </div>
      )}
    </>
  );
}

function Row<Item extends RegisterItem>(props: TableRowProps<Item>) {
  const { definition, item, room, row } = props;
  const { t } = useTranslation('registers');
  if (item === undefined) return <WaitingRow {...props} />;
  const struck = definition.struck?.(item) ?? false;
  // What the keys do to a row is decided by the grid, which knows where the focus goes next.
  const acts = {
    onFocus: props.onFocus,
    onClick: (event: MouseEvent) => {
      if (!inControl(event) && !props.editing && !window.getSelection()?.toString()) props.onOpen(item);
    },
    onDoubleClick: (event: MouseEvent) => {
      if (props.editable && !inControl(event)) props.onEdit(item.id);
    },
  };
  return (
    <RowPlace
      props={props}
      data-open={item.ref === props.open}
      data-selected={props.selected}
      data-struck={struck || item.archivedAt !== null}
    >
      <div
        role="row"
        aria-rowindex={row + 2}
        aria-selected={props.editable ? props.selected : undefined}
        className={styles.row}
        data-row={row}
        data-editing={props.editing || undefined}
        tabIndex={props.focused ? 0 : -1}
        {...acts}
      >
        <div role="gridcell" className={styles.mark}>
          {props.editable ? (
            <input
              type="checkbox"
              className={styles.check}
              tabIndex={-1}
              checked={props.selected}
              aria-label={t('table.select', { ref: item.ref })}
              onChange={(event) => props.onSelect(item, event.nativeEvent instanceof globalThis.MouseEvent && event.nativeEvent.shiftKey)}
            />
          ) : null}
        </div>
        {props.editing ? (
          <RowEditor definition={definition} item={item} room={room} save={props.save} onEnd={props.onEndEdit} />
        ) : (
          <Cells definition={definition} item={item} room={room} />
        )}
      </div>
    </RowPlace>
  );
}

/** Rows are many and change one at a time; the handlers only close over the row's number, so they are not compared. */
export const TableRow = memo(
  Row,
  (before, after) =>
    (['item', 'row', 'top', 'room', 'focused', 'selected', 'editable', 'editing', 'definition'] as const).every(
      (name) => before[name] === after[name],
    ) && (before.item?.ref === before.open) === (after.item?.ref === after.open),
) as typeof Row;
