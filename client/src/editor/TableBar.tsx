import type { Editor } from '@tiptap/core';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useFloating } from './floating.ts';
import { actOnTable, canActOnTable, TABLE_ACTS, type TableAct, tableAround } from './table-commands.ts';
import { useEditorSelector } from './use-editor-selector.ts';

const GLYPHS: Readonly<Record<TableAct, string>> = {
  rowAbove: 'M2.500 8.500h11v5h-11zM8 6.500v-4M6 4.500h4',
  rowBelow: 'M2.500 2.500h11v5h-11zM8 9.500v4M6 11.500h4',
  deleteRow: 'M2.500 5.500h11v5h-11zM6.500 6.500l3 3M9.500 6.500l-3 3',
  columnLeft: 'M8.500 2.500v11h5v-11zM6.500 8h-4M4.500 6v4',
  columnRight: 'M2.500 2.500v11h5v-11zM9.500 8h4M11.500 6v4',
  deleteColumn: 'M5.500 2.500v11h5v-11zM6.500 6.500l3 3M9.500 6.500l-3 3',
  headerRow: 'M2.500 3.500h11v9h-11zM2.500 6.500h11M2.500 5h11',
  mergeCells: 'M2.500 3.500h11v9h-11zM5 8h2M11 8H9M6.200 6.800L7.400 8 6.200 9.200M9.800 6.800L8.600 8l1.200 1.200',
  deleteTable: 'M3.500 4.500h9M6.500 4V2.500h3V4M4.500 4.500l.6 9h5.800l.6-9',
};

/** Rows and columns of the table that holds the caret. */
export function TableBar({ editor }: { readonly editor: Editor }) {
  const table = useEditorSelector(editor, (each) => (each.isFocused ? tableAround(each) : null));
  // What can be done depends on the cell, so the bar follows the caret from cell to cell, not from letter to letter.
  const cell = useEditorSelector(editor, (each) => (table === null ? 0 : each.state.selection.$from.start(-1)));
  return table === null ? null : createPortal(<Bar key={cell} editor={editor} table={table} />, document.body);
}

function Bar({ editor, table }: { readonly editor: Editor; readonly table: number }) {
  const { t } = useTranslation('editor');
  const box = useFloating(
    () => {
      const element = editor.isDestroyed ? null : editor.view.nodeDOM(table);
      return element instanceof Element ? element.getBoundingClientRect() : null;
    },
    'above',
    4,
  );
  return (
    <div className="editor-bubble" ref={box} role="toolbar" aria-label={t('table.tools')}>
      {TABLE_ACTS.map((act) => (
        <button
          key={act}
          type="button"
          title={t(`table.${act}`)}
          aria-label={t(`table.${act}`)}
          disabled={!canActOnTable(editor, act)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => actOnTable(editor, act)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={GLYPHS[act]} />
          </svg>
        </button>
      ))}
    </div>
  );
}
