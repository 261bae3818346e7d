import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  mergeCells,
  splitCell,
  toggleHeaderRow,
} from '@tiptap/pm/tables';

export const TABLE_ACTS = [
  'rowAbove',
  'rowBelow',
  'deleteRow',
  'columnLeft',
  'columnRight',
  'deleteColumn',
  'headerRow',
  'mergeCells',
  'deleteTable',
] as const;
export type TableAct = (typeof TABLE_ACTS)[number];

/** Cells that are one are taken apart by the same button that makes them one. */
const mergeOrSplit: Command = (state, dispatch) => mergeCells(state, dispatch) || splitCell(state, dispatch);

const COMMANDS: Readonly<Record<TableAct, Command>> = {
  rowAbove: addRowBefore,
  rowBelow: addRowAfter,
  deleteRow,
  columnLeft: addColumnBefore,
  columnRight: addColumnAfter,
  deleteColumn,
  headerRow: toggleHeaderRow,
  mergeCells: mergeOrSplit,
  deleteTable,
};

export function canActOnTable(editor: Editor, act: TableAct): boolean {
  return COMMANDS[act](editor.state);
}

export function actOnTable(editor: Editor, act: TableAct): void {
  COMMANDS[act](editor.state, editor.view.dispatch);
  editor.view.focus();
}

/** Where the table around the caret begins, or null. */
export function tableAround(editor: Editor): number | null {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type.name === 'table') return $from.before(depth);
  return null;
}
