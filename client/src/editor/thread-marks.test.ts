import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import { anchorAt } from '@concordance/shared/threads/anchors';
import { readText } from '@concordance/shared/threads/flat-text';
import type { Anchor } from '@concordance/shared/threads/schema';
import type { Editor } from '@tiptap/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Doc } from 'yjs';
import type { TextThread } from './contract.ts';
import { copyOf, editorOn, exchange, paragraph, seeded, type } from './editors.test-support.ts';
import { redrawThreads, threadRange, threadsAt } from './thread-marks.ts';
import { threadPlaces } from './thread-places.ts';

let open: Editor[] = [];
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const editor of open) editor.destroy();
  open = [];
  vi.useRealTimers();
});

function anchorOn(doc: Doc, words: string): Anchor {
  const read = readText(doc.getXmlFragment(TEXT_ROOT));
  const from = read.text.indexOf(words);
  return anchorAt(read, from, from + words.length);
}

const thread = (id: string, anchor: Anchor, more: Partial<TextThread> = {}): TextThread => ({
  id,
  anchor,
  proposal: null,
  ended: false,
  who: 'Asel',
  words: 'Is this so?',
  remarks: 1,
  unread: false,
  ...more,
});

/** An editor with threads, and a second copy of its text to write in from elsewhere. */
function spokenAbout(blocks: readonly string[], make: (doc: Doc) => readonly TextThread[]) {
  const doc = seeded(...blocks.map((words) => paragraph(words)));
  const other = copyOf(doc);
  const talk = { threads: make(doc), active: null as string | null };
  const places = threadPlaces();
  const pressed: string[] = [];
  const editor = editorOn(doc, undefined, {
    threads: () => talk.threads,
    active: () => talk.active,
    onPress: (id) => pressed.push(id),
    places,
  });
  const theirs = editorOn(other);
  open.push(editor, theirs);
  vi.runAllTimers();
  return {
    editor,
    theirs,
    places,
    talk,
    pressed,
    meet: () => exchange(doc, other),
    settle: () => vi.advanceTimersByTime(5_000),
    marked: () => [...editor.view.dom.querySelectorAll('.thread-words')].map((each) => each.textContent),
    redraw: () => {
      redrawThreads(editor.view);
      vi.runAllTimers();
    },
  };
}

describe('the words of a thread', () => {
  it('are marked, and are no part of the text', () => {
    const { editor, marked } = spokenAbout(['In the east exports fell.'], (doc) => [thread('a', anchorOn(doc, 'exports fell'))]);
    expect(marked()).toEqual(['exports fell']);
    expect(editor.getHTML()).not.toContain('thread');
  });

  it('stay marked at once while somebody else writes before them, in them and in another block', () => {
    const { theirs, meet, marked } = spokenAbout(['In the east exports fell.', 'More.'], (doc) => [
      thread('a', anchorOn(doc, 'exports fell')),
    ]);
    theirs.commands.insertContentAt(1, 'Surely: ');
    theirs.commands.insertContentAt(theirs.state.doc.content.size - 1, ' And more.');
    meet();
    expect(marked()).toEqual(['exports fell']);
    theirs.commands.insertContentAt(1 + 'Surely: In the east exports'.length, ' slowly');
    meet();
    expect(marked().join('')).toBe('exports slowly fell');
  });

  it('do not grow by what is typed at their edges', () => {
    const { editor, marked } = spokenAbout(['exports fell'], (doc) => [thread('a', anchorOn(doc, 'exports fell'))]);
    editor.commands.setTextSelection(13);
    type(editor, ' again');
    editor.commands.setTextSelection(1);
    type(editor, 'All ');
    expect(marked()).toEqual(['exports fell']);
  });

  it('are told to be gone once they are, and are found again when they come back', () => {
    const { editor, places, marked, settle } = spokenAbout(['In the east exports fell.'], (doc) => [
      thread('a', anchorOn(doc, 'exports fell')),
    ]);
    editor.commands.deleteRange({ from: 13, to: 25 });
    settle();
    expect([places.get().get('a')?.kind, marked()]).toEqual(['removed', []]);
    editor.commands.undo();
    settle();
    expect([places.get().get('a')?.kind, marked()]).toEqual(['words', ['exports fell']]);
  });

  it('are found on the screen of the others when a paragraph is split inside them', () => {
    const { theirs, meet, settle, places } = spokenAbout(['In the east exports fell sharply.'], (doc) => [
      thread('a', anchorOn(doc, 'exports fell sharply')),
    ]);
    theirs.chain().setTextSelection(21).splitBlock().run();
    meet();
    settle();
    expect(places.get().get('a')).toMatchObject({ kind: 'words', words: expect.stringContaining('exports') });
  });

  it('tell what stands there now, where somebody rewrote them', () => {
    const { theirs, meet, settle, places } = spokenAbout(['In the east exports fell.'], (doc) => [
      thread('a', anchorOn(doc, 'exports fell')),
    ]);
    theirs.commands.insertContentAt(20, ' of wheat');
    meet();
    settle();
    expect(places.get().get('a')).toMatchObject({ kind: 'words', words: 'exports of wheat fell' });
  });
});

describe('proposed wording', () => {
  it('is drawn behind the words it would replace', () => {
    const { editor } = spokenAbout(['exports fell'], (doc) => [
      thread('a', anchorOn(doc, 'fell'), { proposal: { kind: 'replace', text: 'rose' } }),
    ]);
    expect(editor.view.dom.querySelector('.is-old')?.textContent).toBe('fell');
    expect(editor.view.dom.querySelector('.thread-new')?.textContent).toBe('rose');
    expect(editor.getText()).toBe('exports fell');
  });

  it('is drawn at the place where it would be put in', () => {
    const doc = seeded(paragraph('exports fell'));
    const read = readText(doc.getXmlFragment(TEXT_ROOT));
    const { editor } = spokenAbout(['exports fell'], (each) => [
      thread('a', anchorAt(readText(each.getXmlFragment(TEXT_ROOT)), 7, 7), { proposal: { kind: 'insert', text: ' of wheat' } }),
    ]);
    expect(read.text).toBe('exports fell');
    expect(editor.view.dom.textContent).toContain('exports of wheat fell');
  });
});

describe('a thread that has ended', () => {
  it('is not drawn until it is looked at', () => {
    const { marked, talk, redraw, editor } = spokenAbout(['exports fell'], (doc) => [thread('a', anchorOn(doc, 'fell'), { ended: true })]);
    expect(marked()).toEqual([]);
    expect(threadRange(editor.state, 'a')).toEqual({ from: 9, to: 13 });
    talk.active = 'a';
    redraw();
    expect(marked()).toEqual(['fell']);
  });
});

it('of several threads at one place, the one about the fewest words comes first', () => {
  const { editor } = spokenAbout(['exports fell sharply'], (doc) => [
    thread('wide', anchorOn(doc, 'exports fell sharply')),
    thread('narrow', anchorOn(doc, 'fell')),
  ]);
  expect(threadsAt(editor.state, 10)).toEqual(['narrow', 'wide']);
  expect(threadsAt(editor.state, 3)).toEqual(['wide']);
});

it('a text with five hundred threads draws anew only those whose block somebody changed', () => {
  const blocks = Array.from({ length: 250 }, (_, at) => `Paragraph ${at} speaks about exports and about imports.`);
  const { theirs, meet, settle, marked, editor } = spokenAbout(blocks, (doc) =>
    Array.from({ length: 500 }, (_, at) => {
      const read = readText(doc.getXmlFragment(TEXT_ROOT));
      const from = read.text.indexOf(at % 2 === 0 ? 'exports' : 'imports', read.text.indexOf(`Paragraph ${at >> 1} `));
      return thread(`t${at}`, anchorAt(read, from, from + 7));
    }),
  );
  expect(marked()).toHaveLength(500);
  const element = editor.view.dom.querySelector('[data-thread="t300"]');
  theirs.commands.insertContentAt(1, 'First. ');
  theirs.commands.insertContentAt(theirs.state.doc.content.size - 1, ' Last.');
  meet();
  settle();
  expect(marked()).toHaveLength(500);
  expect(editor.view.dom.querySelector('[data-thread="t300"]')).toBe(element);
});
