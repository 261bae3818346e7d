import { Extension } from '@tiptap/core';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';

/** More carets than this are noise, and every one of them is redrawn with every move of any. */
const CARETS_SHOWN = 50;

interface CaretUser {
  readonly name?: unknown;
  readonly color?: unknown;
}

/** The carets and selections of the others, each with a name that fades. */
export const Carets = Extension.create<{ awareness: Awareness | null }>({
  name: 'carets',
  priority: 999,
  addOptions: () => ({ awareness: null }),
  addProseMirrorPlugins() {
    const { awareness } = this.options;
    if (!awareness) return [];
    return [
      yCursorPlugin(awareness, {
        awarenessStateFilter: (mine, theirs) => mine !== theirs && place(awareness, theirs) < CARETS_SHOWN,
        cursorBuilder: drawCaret,
        selectionBuilder: (user: CaretUser) => ({ class: 'peer-selection', style: `--peer: ${colourOf(user)}` }),
      }),
    ];
  },
});

function place(awareness: Awareness, client: number): number {
  return [...awareness.getStates().keys()].indexOf(client);
}

function drawCaret(user: CaretUser): HTMLElement {
  const caret = document.createElement('span');
  caret.className = 'peer-caret';
  caret.style.setProperty('--peer', colourOf(user));
  caret.setAttribute('aria-hidden', 'true');
  const name = document.createElement('i');
  // First names are enough beside a caret; who it is in full stands in the header.
  name.textContent =
    String(user.name ?? '')
      .trim()
      .split(/\s+/u)[0] ?? '';
  // Word joiners keep the line from breaking at the caret, which would make the text jump as somebody moves through it.
  caret.append('\u2060', name, '\u2060');
  return caret;
}

function colourOf(user: CaretUser): string {
  return typeof user.color === 'string' && /^#[0-9a-f]{6}$/i.test(user.color) ? user.color : '#4A4A8A';
}
