import { editorSchema } from '@concordance/shared/editor/schema';
import type { Editor } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import { editorOn, paragraph, seeded, type } from './editors.test-support.ts';
import { closeFind, findingIn, findMatches, lookFor, stepMatch } from './find-in-text.ts';

const schema = editorSchema();
const wordsOf = (content: readonly object[], query: string) => {
  const doc = schema.nodeFromJSON({ type: 'doc', content });
  return findMatches(doc, query).map((match) => doc.textBetween(match.from, match.to));
};
const bold = (text: string) => ({ type: 'text', text, marks: [{ type: 'bold' }] });

let editor: Editor | null = null;
afterEach(() => editor?.destroy());

describe('finding words', () => {
  it('regardless of case, in Cyrillic and Kazakh too', () => {
    expect(wordsOf([paragraph('Қазақстан, қазақстан, КАЗАХСТАН')], 'қазақ')).toEqual(['Қазақ', 'қазақ']);
  });
  it('across marks and around a citation', () => {
    expect(wordsOf([paragraph('trade', bold(' bal'), 'ance', { type: 'hardBreak' }, 'trade')], 'de bal')).toEqual(['de bal']);
    expect(wordsOf([paragraph('a', { type: 'footnote', attrs: { text: '' } }, 'b')], 'ab')).toEqual([]);
  });
  it('not across blocks', () => {
    expect(wordsOf([paragraph('one'), paragraph('two')], 'onetwo')).toEqual([]);
  });
  it('an empty question finds nothing', () => {
    expect(wordsOf([paragraph('one')], '')).toEqual([]);
  });
});

describe('stepping through what was found', () => {
  const opened = () => {
    editor = editorOn(seeded(paragraph('one two one'), paragraph('one')));
    return editor;
  };
  it('goes round in both directions', () => {
    const text = opened();
    lookFor(text, 'one');
    expect(findingIn(text)).toMatchObject({ current: 0 });
    stepMatch(text, -1);
    expect(findingIn(text).current).toBe(2);
    stepMatch(text, 1);
    expect(findingIn(text).current).toBe(0);
  });
  it('keeps up with what is typed meanwhile', () => {
    const text = opened();
    lookFor(text, 'one');
    text.commands.setTextSelection(1);
    type(text, 'one ');
    expect(findingIn(text).matches).toHaveLength(4);
  });
  it('ends with the shown match selected and nothing highlighted', () => {
    const text = opened();
    lookFor(text, 'two');
    closeFind(text);
    expect(text.state.doc.textBetween(text.state.selection.from, text.state.selection.to)).toBe('two');
    expect(findingIn(text).matches).toEqual([]);
  });
});
