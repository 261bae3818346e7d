import { Decoration } from '@tiptap/pm/view';
import type { TextThread, ThreadPlace } from './contract.ts';

type Words = Extract<ThreadPlace, { kind: 'words' }>;

/**
 * How a thread is drawn in the text: its words marked, and wording that waits for a decision as it is proposed: the old
 * words struck, the new ones underlined behind them. One of the decorations tracks where the thread stands.
 */
export function threadDecorations(thread: TextThread, { from, to }: Words, active: boolean): readonly Decoration[] {
  const { id, proposal, ended } = thread;
  const shown = !ended || active;
  const spec = { thread: id, shown, tracks: true };
  if (from === to) {
    if (!shown || proposal?.kind !== 'insert') return [Decoration.widget(from, place, { ...spec, shown: false, key: id })];
    return [Decoration.widget(from, proposed(proposal.text, id, active), { ...spec, key: keyOf(thread, active), side: 1 })];
  }
  if (!shown) return [Decoration.inline(from, to, {}, spec)];
  const classes = ['thread-words', proposal ? 'is-old' : '', active ? 'is-active' : ''].filter(Boolean).join(' ');
  // Not `<del>`: the browser would hand it back as struck text when somebody types inside.
  const words = Decoration.inline(from, to, { class: classes, 'data-thread': id, ...(proposal && { role: 'deletion' }) }, spec);
  if (!proposal || proposal.text === '') return [words];
  const added = { thread: id, shown, tracks: false, key: keyOf(thread, active), side: 1 };
  return [words, Decoration.widget(to, proposed(proposal.text, id, active), added)];
}

const keyOf = ({ id, proposal }: TextThread, active: boolean) => `${id} ${active} ${proposal?.text ?? ''}`;

function proposed(text: string, id: string, active: boolean): () => HTMLElement {
  return () => {
    const added = document.createElement('span');
    added.className = active ? 'thread-new is-active' : 'thread-new';
    added.dataset['thread'] = id;
    added.setAttribute('role', 'insertion');
    added.textContent = text;
    return added;
  };
}

/** A place between two letters that is remembered and not shown. */
function place(): HTMLElement {
  const empty = document.createElement('span');
  empty.hidden = true;
  return empty;
}
