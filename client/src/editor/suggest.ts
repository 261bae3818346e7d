import { type Editor, Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { isRemote } from './remote.ts';
import { findTrigger, TRIGGER_REACH, type Trigger, type TriggerKind } from './triggers.ts';

export interface Suggesting {
  readonly trigger: Trigger | null;
  /** Esc was pressed; quiet until the words that asked are gone. */
  readonly dismissed: boolean;
}

const QUIET: Suggesting = { trigger: null, dismissed: false };
export const suggestKey = new PluginKey<Suggesting>('suggest');

export function suggestingIn(editor: Editor): Trigger | null {
  const state = suggestKey.getState(editor.state);
  return state && !state.dismissed ? state.trigger : null;
}

/** Ends the menu without touching the text. */
export function dismissSuggestions(editor: Editor): void {
  editor.view.dispatch(editor.state.tr.setMeta(suggestKey, 'dismiss'));
}

/** Where the sign and the words after it stand, to be replaced by the choice. */
export function triggerRange(editor: Editor): { readonly from: number; readonly to: number } | null {
  const trigger = suggestKey.getState(editor.state)?.trigger;
  const to = editor.state.selection.from;
  return trigger ? { from: to - trigger.length, to } : null;
}

/** Types the sign of a menu at the caret, with a space before it where it needs one. */
export function openSuggestions(editor: Editor, kind: TriggerKind): void {
  const sign = { block: '/', person: '@', cite: '[[' }[kind];
  const { $from } = editor.state.selection;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC');
  editor
    .chain()
    .focus()
    .insertContent(findTrigger(before + sign)?.kind === kind ? sign : ` ${sign}`)
    .run();
}

/** Where an open menu leaves what it does with keys; true when it has used one. */
export interface MenuKeys {
  handle: ((event: KeyboardEvent) => boolean) | null;
}

/**
 * Notices `/`, `@` and `[[` as they are typed. A menu opens by typing only: walking the caret into old text or a change
 * of somebody else opens nothing.
 */
export const Suggest = Extension.create<{ onKey: (event: KeyboardEvent) => boolean }>({
  name: 'suggest',
  priority: 900,
  addOptions: () => ({ onKey: () => false }),
  addProseMirrorPlugins() {
    const { onKey } = this.options;
    const { editor } = this;
    return [
      new Plugin<Suggesting>({
        key: suggestKey,
        state: {
          init: () => QUIET,
          apply(transaction, before, _old, state) {
            if (transaction.getMeta(suggestKey) === 'dismiss') return { trigger: before.trigger, dismissed: true };
            const typed = transaction.docChanged && !isRemote(transaction);
            if (!typed && before.trigger === null) return before;
            const trigger = editor.isEditable ? triggerAt(state) : null;
            if (trigger === null) return QUIET;
            return { trigger, dismissed: before.dismissed && before.trigger?.kind === trigger.kind };
          },
        },
        props: {
          handleKeyDown: (_view, event) => suggestingIn(editor) !== null && onKey(event),
          handleDOMEvents: {
            blur: () => {
              if (suggestingIn(editor)) queueMicrotask(() => !editor.isDestroyed && dismissSuggestions(editor));
              return false;
            },
          },
        },
      }),
    ];
  },
});

function triggerAt(state: EditorState): Trigger | null {
  const { empty, $from } = state.selection;
  if (!empty || !$from.parent.isTextblock || $from.marks().some((mark) => mark.type.name === 'code')) return null;
  return findTrigger($from.parent.textBetween(Math.max(0, $from.parentOffset - TRIGGER_REACH), $from.parentOffset, undefined, '\uFFFC'));
}
