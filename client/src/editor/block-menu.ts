import { foldForFind } from '@concordance/shared/find/schema';
import type { Editor } from '@tiptap/core';
import { insertFootnote } from './commands.ts';
import { openSuggestions } from './suggest.ts';

/** What `/` offers, in this order; the words are those of `block.{id}`. */
export const BLOCK_CHOICES = [
  'paragraph',
  'heading1',
  'heading2',
  'heading3',
  'bulletList',
  'orderedList',
  'taskList',
  'quote',
  'table',
  'footnote',
  'divider',
  'cite',
  'person',
] as const;
export type BlockChoice = (typeof BLOCK_CHOICES)[number];

/** The keys that do the same, shown beside the words. */
export const CHOICE_KEYS: Partial<Record<BlockChoice, string>> = {
  paragraph: 'Mod+Alt+0',
  heading1: '#',
  heading2: '##',
  heading3: '###',
  bulletList: '-',
  orderedList: '1.',
  taskList: '[ ]',
  quote: '>',
  divider: '---',
  footnote: 'Mod+Alt+F',
  cite: '[[',
  person: '@',
};

export function matchingChoices(query: string, wordOf: (choice: BlockChoice) => string): readonly BlockChoice[] {
  const wanted = foldForFind(query);
  return BLOCK_CHOICES.filter(
    (choice) =>
      foldForFind(wordOf(choice))
        .split(/\s+/u)
        .some((word) => word.startsWith(wanted)) || choice.toLowerCase().startsWith(wanted),
  );
}

const ACTS: Readonly<Record<BlockChoice, (editor: Editor) => void>> = {
  paragraph: (editor) => editor.chain().focus().clearNodes().run(),
  heading1: (editor) => setHeading(editor, 1),
  heading2: (editor) => setHeading(editor, 2),
  heading3: (editor) => setHeading(editor, 3),
  bulletList: (editor) => editor.chain().focus().toggleList('bulletList', 'listItem').run(),
  orderedList: (editor) => editor.chain().focus().toggleList('orderedList', 'listItem').run(),
  taskList: (editor) => editor.chain().focus().toggleList('taskList', 'taskItem').run(),
  quote: (editor) => editor.chain().focus().toggleWrap('blockquote').run(),
  table: insertTable,
  footnote: insertFootnote,
  divider: (editor) => editor.chain().focus().insertContent({ type: 'horizontalRule' }).run(),
  cite: (editor) => openSuggestions(editor, 'cite'),
  person: (editor) => openSuggestions(editor, 'person'),
};

/** Takes away what was typed to find the choice, and does it. */
export function applyChoice(editor: Editor, choice: BlockChoice, range: { readonly from: number; readonly to: number }): void {
  editor.chain().focus().deleteRange(range).run();
  ACTS[choice](editor);
}

function setHeading(editor: Editor, level: 1 | 2 | 3): void {
  editor.chain().focus().clearNodes().setNode('heading', { level }).run();
}

const ROWS = 3;
const COLUMNS = 3;

function insertTable(editor: Editor): void {
  const cell = (type: string) => ({ type, content: [{ type: 'paragraph' }] });
  const row = (type: string) => ({ type: 'tableRow', content: Array.from({ length: COLUMNS }, () => cell(type)) });
  const at = editor.state.selection.from;
  editor
    .chain()
    .focus()
    .insertContent({ type: 'table', content: [row('tableHeader'), ...Array.from({ length: ROWS - 1 }, () => row('tableCell'))] })
    .run();
  const tables: number[] = [];
  editor.state.doc.descendants((node, pos) => {
    if (node.type.name === 'table') tables.push(pos);
    return node.type.name !== 'table';
  });
  // The table took the place of the empty line, or came after the text of a full one.
  const table = tables.filter((pos) => pos >= at - 2)[0];
  if (table !== undefined)
    editor
      .chain()
      .setTextSelection(table + 4)
      .focus()
      .run();
}
