import type { ColumnSpec, RegisterDefinition, RegisterItem, Room } from './definition.ts';
import { fits } from './use-room.ts';

/** The columns of a room, without the fixed ones (mark, reference, title, used in). */
export function columnsOf<Item extends RegisterItem>(definition: RegisterDefinition<Item>, room: Room): readonly ColumnSpec<Item>[] {
  return definition.columns.filter((column) => fits(column.from, room));
}

/** The CSS grid tracks of a row: a narrow row puts the reference above the title, so it has no track of its own. */
export function tracksOf<Item extends RegisterItem>(definition: RegisterDefinition<Item>, room: Room, editable: boolean): string {
  const widths = columnsOf(definition, room).map((column) => column.width);
  const mark = editable ? '30px' : '8px';
  if (room === 'narrow') return [mark, 'minmax(0, 1fr)', ...widths.map(() => 'auto')].join(' ');
  return [mark, '76px', 'minmax(0, 1fr)', ...widths, '76px'].join(' ');
}
