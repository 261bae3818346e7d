import { type Editor, Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { openSuggestions } from './suggest.ts';

/** Things a key opens outside the text itself. */
export interface ShortcutActions {
  openFind(): void;
  editLink(): void;
  addFootnote(): void;
  /** False where nothing can be said here. */
  remark(): boolean;
}

type Act = (editor: Editor, actions: ShortcutActions) => boolean;

const yes = (act: () => void): boolean => {
  act();
  return true;
};

/** Chord to act. `Mod` is Ctrl, or Cmd on a Mac; letters and digits are keys, not characters. */
const CHORDS: Readonly<Record<string, Act>> = {
  'Mod+B': (editor) => editor.chain().focus().toggleMark('bold').run(),
  'Mod+I': (editor) => editor.chain().focus().toggleMark('italic').run(),
  'Mod+U': (editor) => editor.chain().focus().toggleMark('underline').run(),
  'Mod+Shift+X': (editor) => editor.chain().focus().toggleMark('strike').run(),
  'Mod+E': (editor) => editor.chain().focus().toggleMark('code').run(),
  // Without a selection the chord belongs to the page's palette.
  'Mod+K': (editor, actions) => (editor.state.selection.empty && !editor.isActive('link') ? false : yes(actions.editLink)),
  'Mod+Alt+0': (editor) => editor.chain().focus().setNode('paragraph').run(),
  'Mod+Alt+1': (editor) => editor.chain().focus().toggleNode('heading', 'paragraph', { level: 1 }).run(),
  'Mod+Alt+2': (editor) => editor.chain().focus().toggleNode('heading', 'paragraph', { level: 2 }).run(),
  'Mod+Alt+3': (editor) => editor.chain().focus().toggleNode('heading', 'paragraph', { level: 3 }).run(),
  'Mod+Shift+7': (editor) => editor.chain().focus().toggleList('orderedList', 'listItem').run(),
  'Mod+Shift+8': (editor) => editor.chain().focus().toggleList('bulletList', 'listItem').run(),
  'Mod+Shift+9': (editor) => editor.chain().focus().toggleList('taskList', 'taskItem').run(),
  'Mod+Shift+B': (editor) => editor.chain().focus().toggleWrap('blockquote').run(),
  'Mod+Alt+F': (_editor, actions) => yes(actions.addFootnote),
  'Mod+Alt+M': (_editor, actions) => actions.remark(),
  'Mod+Alt+K': (editor) => yes(() => openSuggestions(editor, 'cite')),
  'Mod+Alt+P': (editor) => yes(() => openSuggestions(editor, 'person')),
  'Mod+Slash': (editor) => yes(() => openSuggestions(editor, 'block')),
  'Mod+Z': (editor) => editor.commands.undo(),
  'Mod+Shift+Z': (editor) => editor.commands.redo(),
  'Mod+Y': (editor) => editor.commands.redo(),
  'Mod+F': (_editor, actions) => yes(actions.openFind),
  // Chromium's own stop at carets and other widgets inside the last line.
  'Mod+Home': (editor) => editor.commands.focus('start'),
  'Mod+End': (editor) => editor.commands.focus('end'),
};

/** Chords that work where the text cannot be changed. */
const FOR_READERS: ReadonlySet<string> = new Set(['Mod+F', 'Mod+Alt+M']);

const MAC = /mac|iphone|ipad/i;

/**
 * The name of a pressed chord. On a Latin layout the letter counts, wherever it lies; on any other (Russian, Kazakh) the
 * key does, as `event.code` names it. Digits always go by the key: with Shift or on a Kazakh layout they are other characters.
 */
export function chordOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  mac: boolean,
): string | null {
  const mod = mac ? event.metaKey : event.ctrlKey;
  if (!mod || (mac ? event.ctrlKey : event.metaKey)) return null;
  const byCode = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1] ?? event.code;
  const key = /^[a-z]$/i.test(event.key) && !/\d/.test(byCode) ? event.key.toUpperCase() : byCode;
  return ['Mod', event.altKey ? 'Alt' : '', event.shiftKey ? 'Shift' : '', key].filter(Boolean).join('+');
}

/** The editor's own keys, ahead of those its extensions bind by character. */
export const Shortcuts = Extension.create<{ actions: ShortcutActions | null }>({
  name: 'shortcuts',
  priority: 1_000,
  addOptions: () => ({ actions: null }),
  addProseMirrorPlugins() {
    const { actions } = this.options;
    const { editor } = this;
    return [
      new Plugin({
        key: new PluginKey('shortcuts'),
        props: {
          handleDOMEvents: {
            /** A browser tells of a moved caret a frame late; a key that follows a click at once must act where the click was. */
            keydown(view) {
              if (!view.composing) document.dispatchEvent(new Event('selectionchange'));
              return false;
            },
          },
          handleKeyDown(_view, event) {
            // The right Alt of many layouts arrives as Ctrl+Alt and means a character.
            if (!actions || event.getModifierState('AltGraph')) return false;
            const chord = chordOf(event, MAC.test(navigator.platform));
            const act = chord === null ? undefined : CHORDS[chord];
            if (!act || chord === null || (!editor.isEditable && !FOR_READERS.has(chord))) return false;
            const done = act(editor, actions);
            if (done) event.stopPropagation();
            return done;
          },
        },
      }),
    ];
  },
});
