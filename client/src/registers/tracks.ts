import type { ColumnSpec, RegisterDefinition, RegisterItem } from './definition.ts';
import type { Room } from './use-room.ts';

/** Pixels: the mark, the reference, "used in" and the gap between two columns. */
const MARK = 30;
const READ_MARK = 8;
const REF = 76;
const USED = 80;
const GAP = 12;
/** A title narrower than this breaks its words. */
const TITLE = 216;

/** A register's columns as far as their choice goes. */
type Columns<Item extends RegisterItem> = Pick<RegisterDefinition<Item>, 'columns'>;

/**
 * The columns that fit beside a readable title, the more important ones first, in the register's own order. A narrow
 * row has room for those of rank 1 only.
 */
export function columnsOf<Item extends RegisterItem>(definition: Columns<Item>, room: Room): readonly ColumnSpec<Item>[] {
  if (room.narrow) return definition.columns.filter((column) => column.rank === 1);
  let left = room.width - MARK - REF - USED - TITLE - 3 * GAP;
  const shown = new Set<string>();
  for (const column of definition.columns.toSorted((one, other) => one.rank - other.rank)) {
    left -= column.width + GAP;
    if (left < 0) break;
    shown.add(column.id);
  }
  return definition.columns.filter((column) => shown.has(column.id));
}

/** The CSS grid tracks of a row: a narrow row puts the reference above the title, so it has no track of its own. */
export function tracksOf<Item extends RegisterItem>(definition: Columns<Item>, room: Room, editable: boolean): string {
  const columns = columnsOf(definition, room);
  const mark = `${editable ? MARK : READ_MARK}px`;
  if (room.narrow) return [mark, 'minmax(0, 1fr)', ...columns.map(() => 'auto')].join(' ');
  return [mark, `${REF}px`, 'minmax(0, 1fr)', ...columns.map((column) => `${column.width}px`), `${USED}px`].join(' ');
}
