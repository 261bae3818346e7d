import { hrefFromTyping } from '@concordance/shared/editor/hrefs';
import { Extension } from '@tiptap/core';
import type { Selection } from '@tiptap/pm/state';
import { NodeSelection, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { EDIT_ATOM } from './commands.ts';
import { setLink } from './links.ts';
import { cleanPastedHtml } from './paste.ts';
import { pasteInPieces } from './paste-pieces.ts';

/** Hints of empty lines, pasting, and opening links: what happens around the text rather than in it. */
export const Typing = Extension.create<{ hint: () => string; emptyHint: () => string }>({
  name: 'typing',
  addOptions: () => ({ hint: () => '', emptyHint: () => '' }),
  addProseMirrorPlugins() {
    const { hint, emptyHint } = this.options;
    const { editor } = this;
    return [
      new Plugin({
        key: new PluginKey('typing'),
        props: {
          /** A hint in the empty line that holds the caret; looking at that one line only keeps it free. */
          decorations(state) {
            const { $from, empty } = state.selection;
            if (
              !editor.isEditable ||
              !empty ||
              $from.parent.type.name !== 'paragraph' ||
              $from.parent.content.size > 0 ||
              $from.depth === 0
            )
              return null;
            const text = state.doc.childCount === 1 && $from.depth === 1 ? emptyHint() : hint();
            return DecorationSet.create(state.doc, [
              Decoration.node($from.before(), $from.after(), { class: 'is-hinted', 'data-hint': text }),
            ]);
          },
          /** Words typed while a citation or note is selected come behind it: whoever looks at its card means to keep it. */
          handleTextInput(view, _from, _to, words) {
            const { selection } = view.state;
            if (!isAtomSelected(selection)) return false;
            view.dispatch(view.state.tr.insertText(words, selection.to));
            return true;
          },
          handleKeyDown(view, event) {
            if (event.key !== 'Enter' || !isAtomSelected(view.state.selection)) return false;
            view.dispatch(view.state.tr.setMeta(EDIT_ATOM, true));
            return true;
          },
          transformPastedHTML: (html) => cleanPastedHtml(html),
          handlePaste(view, event, slice) {
            const typed = event.clipboardData?.getData('text/plain') ?? '';
            const href = /^\S+$/u.test(typed.trim()) && /^[a-z]+:/i.test(typed.trim()) ? hrefFromTyping(typed) : null;
            if (href !== null && !view.state.selection.empty) return setLink(editor, href);
            return pasteInPieces(view, slice);
          },
          /** Links open in a new window with Ctrl or Cmd while writing, and with a plain click while reading. */
          handleClick(view, _pos, event) {
            const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
            if (!anchor || event.button !== 0 || (view.editable && !event.ctrlKey && !event.metaKey)) return false;
            const href = hrefFromTyping(anchor.getAttribute('href') ?? '');
            if (href !== null) window.open(href, '_blank', 'noopener,noreferrer');
            return true;
          },
          handleDOMEvents: {
            // The browser's own following of a link would run beside the one above.
            click: (_view, event) => {
              if (event.target instanceof Element && event.target.closest('a[href]')) event.preventDefault();
              return false;
            },
          },
        },
      }),
    ];
  },
});

function isAtomSelected(selection: Selection): boolean {
  return selection instanceof NodeSelection && (selection.node.type.name === 'citation' || selection.node.type.name === 'footnote');
}
