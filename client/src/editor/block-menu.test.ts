import type { Editor } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import { applyChoice, BLOCK_CHOICES, type BlockChoice, matchingChoices } from './block-menu.ts';
import { editorOn, paragraph, seeded } from './editors.test-support.ts';

let editor: Editor | null = null;
afterEach(() => editor?.destroy());

function chosen(choice: BlockChoice): string {
  editor = editorOn(seeded(paragraph('/x')));
  applyChoice(editor, choice, { from: 1, to: 3 });
  return editor.state.doc.toString();
}

describe('the block menu', () => {
  const russian: Partial<Record<BlockChoice, string>> = {
    heading1: 'Заголовок 1',
    orderedList: 'Нумерованный список',
    bulletList: 'Список',
  };
  it('finds a choice by any of its words in the reader’s language, and by its own name', () => {
    const find = (query: string) => matchingChoices(query, (choice) => russian[choice] ?? '–');
    expect(find('заг')).toEqual(['heading1']);
    expect(find('спи')).toEqual(['bulletList', 'orderedList']);
    expect(find('tab')).toEqual(['table']);
    expect(find('xyz')).toEqual([]);
    expect(find('')).toEqual(BLOCK_CHOICES);
  });
  it.each([
    ['paragraph', 'doc(paragraph)'],
    ['heading2', 'doc(heading)'],
    ['bulletList', 'doc(bulletList(listItem(paragraph)))'],
    ['orderedList', 'doc(orderedList(listItem(paragraph)))'],
    ['taskList', 'doc(taskList(taskItem(paragraph)))'],
    ['quote', 'doc(blockquote(paragraph))'],
    ['footnote', 'doc(paragraph(footnote))'],
    ['cite', 'doc(paragraph("[["))'],
    ['person', 'doc(paragraph("@"))'],
  ] as const)('%s takes the place of what was typed', (choice, text) => {
    expect(chosen(choice)).toBe(text);
  });
  it('a table has a head and the caret in its first cell', () => {
    expect(chosen('table')).toMatch(/^doc\((paragraph, )?table\(tableRow\(tableHeader\(paragraph\), .*tableRow\(tableCell/);
    expect(editor?.state.selection.$from.node(-1).type.name).toBe('tableHeader');
  });
});
