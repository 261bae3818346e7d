import { useTranslation } from 'react-i18next';
import type { RegisterDefinition, RegisterItem } from './definition.ts';
import { sortOf } from './list-view.ts';
import styles from './RegisterTable.module.css';
import { columnsOf } from './tracks.ts';
import type { Room } from './use-room.ts';

interface HeadCellProps {
  readonly label: string;
  readonly field: string | undefined;
  readonly sort: string | undefined;
  readonly onSort: (field: string) => void;
  readonly end?: boolean;
}

function HeadCell({ label, field, sort, onSort, end = false }: HeadCellProps) {
  if (field === undefined)
    return (
      <div role="columnheader" className={styles.headCell}>
        {label}
      </div>
    );
  const state = sortOf(sort, field);
  return (
    <div role="columnheader" aria-sort={state} className={styles.headCell} data-end={end || undefined}>
      <button type="button" className={styles.sort} onClick={() => onSort(field)}>
        {label}
        <span aria-hidden="true" className={styles.sortMark}>
          {state === 'ascending' ? '↑' : state === 'descending' ? '↓' : ''}
        </span>
      </button>
    </div>
  );
}

interface TableHeadProps<Item extends RegisterItem> {
  readonly definition: RegisterDefinition<Item>;
  readonly room: Room;
  readonly sort: string | undefined;
  readonly onSort: (field: string) => void;
  readonly editable: boolean;
  readonly selected: number;
  readonly total: number;
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
}

/** The heads; a click sorts on the server. On a phone the row of heads is left to screen readers. */
export function TableHead<Item extends RegisterItem>({
  definition,
  room,
  sort,
  onSort,
  editable,
  selected,
  total,
  onSelectAll,
  onClear,
}: TableHeadProps<Item>) {
  const { t } = useTranslation('registers');
  const cell = { sort, onSort };
  const all = selected > 0 && selected >= total;
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        <div role="columnheader" className={styles.headCell}>
          {editable ? (
            <input
              type="checkbox"
              className={styles.check}
              aria-label={t('table.selectAll')}
              checked={all}
              ref={(box) => {
                if (box) box.indeterminate = selected > 0 && !all;
              }}
              onChange={() => (all ? onClear() : onSelectAll())}
            />
          ) : null}
        </div>
        {room.narrow ? null : <HeadCell label={t('table.ref')} field="ref" {...cell} />}
        <HeadCell label={t(`table.title.${definition.name}`)} field="title" {...cell} />
        {columnsOf(definition, room).map((column) => (
          <HeadCell key={column.id} label={t(`table.${column.id}`)} field={column.sort} end={column.align === 'end'} {...cell} />
        ))}
        {room.narrow ? null : <HeadCell label={t('table.usedIn')} field="usedIn" end {...cell} />}
      </div>
    </div>
  );
}
