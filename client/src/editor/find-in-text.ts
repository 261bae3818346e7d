import { type Editor, Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

export interface Match {
  readonly from: number;
  readonly to: number;
}

export interface Finding {
  readonly query: string;
  readonly matches: readonly Match[];
  /** Which of them is shown; -1 when there is none. */
  readonly current: number;
}

/** More than this is counted, but nobody steps through it. */
export const MATCHES_MAX = 2_000;

const CLOSED: Finding = { query: '', matches: [], current: -1 };
export const findKey = new PluginKey<Finding>('find');

/**
 * Where the words stand, within one text block each; letters compare without regard to case. A character that changes
 * its length in lower case would shift every place after it, so such a block is searched as it is written.
 */
export function findMatches(doc: Node, query: string): Match[] {
  const wanted = query.toLowerCase();
  const matches: Match[] = [];
  if (wanted === '') return matches;
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return matches.length < MATCHES_MAX;
    const written = node.textBetween(0, node.content.size, undefined, '\uFFFC');
    const lower = written.toLowerCase();
    const text = lower.length === written.length ? lower : written;
    for (let at = text.indexOf(wanted); at >= 0 && matches.length < MATCHES_MAX; at = text.indexOf(wanted, at + wanted.length)) {
      matches.push({ from: pos + 1 + at, to: pos + 1 + at + wanted.length });
    }
    return false;
  });
  return matches;
}

/** Highlights what is looked for; the text itself and its marks are left alone. */
export const FindInText = Extension.create({
  name: 'findInText',
  addProseMirrorPlugins: () => [
    new Plugin<Finding>({
      key: findKey,
      state: {
        init: () => CLOSED,
        apply(transaction, before) {
          const change = transaction.getMeta(findKey) as Partial<Finding> | undefined;
          if (!change && (!transaction.docChanged || before.query === '')) return before;
          const query = change?.query ?? before.query;
          const matches = change?.query === undefined && !transaction.docChanged ? before.matches : findMatches(transaction.doc, query);
          const current = change?.current ?? before.current;
          return { query, matches, current: matches.length === 0 ? -1 : Math.min(Math.max(current, 0), matches.length - 1) };
        },
      },
      props: {
        decorations(state) {
          const finding = findKey.getState(state);
          if (!finding || finding.matches.length === 0) return null;
          return DecorationSet.create(
            state.doc,
            finding.matches.map((match, place) =>
              Decoration.inline(match.from, match.to, { class: place === finding.current ? 'found is-current' : 'found' }),
            ),
          );
        },
      },
    }),
  ],
});

export function findingIn(editor: Editor): Finding {
  return findKey.getState(editor.state) ?? CLOSED;
}

/** Looks for other words, beginning at the caret. */
export function lookFor(editor: Editor, query: string): void {
  const matches = findMatches(editor.state.doc, query);
  const after = matches.findIndex((match) => match.from >= editor.state.selection.from);
  editor.view.dispatch(editor.state.tr.setMeta(findKey, { query, current: Math.max(after, 0) }));
  revealMatch(editor);
}

export function stepMatch(editor: Editor, by: 1 | -1): void {
  const { matches, current } = findingIn(editor);
  if (matches.length === 0) return;
  editor.view.dispatch(editor.state.tr.setMeta(findKey, { current: (current + by + matches.length) % matches.length }));
  revealMatch(editor);
}

/** Ends the search and leaves the match that was shown selected. */
export function closeFind(editor: Editor): void {
  const { matches, current } = findingIn(editor);
  const match = matches[current];
  const transaction = editor.state.tr.setMeta(findKey, CLOSED);
  if (match) transaction.setSelection(TextSelection.create(transaction.doc, match.from, match.to));
  editor.view.dispatch(transaction);
  editor.view.focus();
}

function revealMatch(editor: Editor): void {
  const { matches, current } = findingIn(editor);
  const match = matches[current];
  if (!match) return;
  const { node } = editor.view.domAtPos(match.from);
  const element = node instanceof Element ? node : node.parentElement;
  element?.scrollIntoView({ block: 'center', behavior: 'instant' });
}
