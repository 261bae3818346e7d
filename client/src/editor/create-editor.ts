import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import { boundExtensions } from '@concordance/shared/editor/schema';
import { type AnyExtension, Editor, type Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
// By their own addresses: the whole package brings a second undo history.
import { Dropcursor } from '@tiptap/extensions/drop-cursor';
import { Gapcursor } from '@tiptap/extensions/gap-cursor';
import type { Node } from '@tiptap/pm/model';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import type { Doc, UndoManager } from 'yjs';
import { AuthorColours } from './author-colours.ts';
import { Carets } from './carets.ts';
import { type CitationSource, citationWithView } from './citation-view.ts';
import type { AuthorLookup, BroughtWords, TextThread } from './contract.ts';
import { CopiedWords } from './copied-words.ts';
import { FarBlocks } from './far-blocks.ts';
import { FindInText } from './find-in-text.ts';
import { Guard } from './guard.ts';
import { type ShortcutActions, Shortcuts } from './shortcuts.ts';
import { type MenuKeys, Suggest } from './suggest.ts';
import { ThreadMarks } from './thread-marks.ts';
import type { ThreadPlaces } from './thread-places.ts';
import { Typing } from './typing.ts';

/** Undo reaches back so many steps; each keeps deleted text alive in memory. */
const UNDO_STEPS = 200;

export interface EditorSetting {
  readonly element: HTMLElement | null;
  readonly doc: Doc;
  readonly documentId: string;
  readonly onBrought?: (words: BroughtWords) => void;
  readonly awareness: Awareness | null;
  readonly editable: boolean;
  readonly label: string;
  readonly citations: CitationSource;
  readonly keys: MenuKeys;
  readonly actions: ShortcutActions;
  readonly onForeign: (name: string) => void;
  /** Who wrote which words, while somebody wants to see it. */
  readonly authors?: () => AuthorLookup | null;
  /** What is said about the text; left out where nothing can be. */
  readonly talk?: TalkSetting;
  readonly hint: () => string;
  readonly emptyHint: () => string;
  /** Accessible name of a task's check box. */
  readonly taskLabel: (task: string) => string;
}

export interface TalkSetting {
  readonly threads: () => readonly TextThread[];
  readonly active: () => string | null;
  readonly onPress: (id: string) => void;
  /** Told where the threads stand. */
  readonly places: ThreadPlaces;
}

/**
 * An editor bound to a shared document. Undo is that of the shared document and takes back only what was written in this
 * window; nothing here adds content of its own, so that opening a text never changes it.
 */
export function createEditor(setting: EditorSetting): Editor {
  const editor = new Editor({
    element: setting.element,
    editable: setting.editable,
    extensions: extensionsOf(setting),
    // The page's content policy forbids injected styles; editor.css has what the view needs.
    injectCSS: false,
    editorProps: {
      attributes: { 'aria-label': setting.label, 'aria-multiline': 'true', role: 'textbox', class: 'text', spellcheck: 'true' },
    },
  });
  limitUndo(editor);
  return editor;
}

export function extensionsOf(setting: EditorSetting): Extensions {
  return [
    ...boundExtensions().map((extension) => viewed(extension, setting)),
    Guard.configure({ doc: setting.doc, onForeign: setting.onForeign }),
    Collaboration.configure({ document: setting.doc, field: TEXT_ROOT }),
    Carets.configure({ awareness: setting.awareness }),
    Shortcuts.configure({ actions: setting.actions }),
    // Options are copied, so what changes later is reached through a function.
    Suggest.configure({ onKey: (event) => setting.keys.handle?.(event) ?? false }),
    AuthorColours.configure({ doc: setting.doc, authors: setting.authors ?? (() => null) }),
    ...(setting.talk ? [ThreadMarks.configure({ doc: setting.doc, ...setting.talk })] : []),
    CopiedWords.configure({ doc: setting.doc, documentId: setting.documentId, onBrought: setting.onBrought ?? (() => {}) }),
    FindInText,
    FarBlocks,
    Typing.configure({ hint: setting.hint, emptyHint: setting.emptyHint }),
    Dropcursor.configure({ class: 'drop-line', color: false, width: 2 }),
    Gapcursor,
  ];
}

function viewed(extension: AnyExtension, { citations, taskLabel }: EditorSetting): AnyExtension {
  switch (extension.name) {
    case 'citation':
      return citationWithView(citations);
    case 'taskItem':
      return extension.configure({ a11y: { checkboxLabel: (node: Node) => taskLabel(node.textContent) } });
    case 'table':
      return extension.extend({ renderHTML: () => ['div', { class: 'table-frame' }, ['table', ['tbody', 0]]] });
    default:
      return extension;
  }
}

function limitUndo(editor: Editor): void {
  const undo = (yUndoPluginKey.getState(editor.state) as { undoManager: UndoManager } | undefined)?.undoManager;
  undo?.on('stack-item-added', () => {
    if (undo.undoStack.length > UNDO_STEPS) undo.undoStack.shift();
  });
}
