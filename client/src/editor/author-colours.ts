import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { Doc } from 'yjs';
import { authorRuns } from './author-runs.ts';
import type { AuthorLookup, TextAuthor } from './contract.ts';

/** Colours follow the text at this distance, so that typing does not wait for them. */
const FOLLOW_MS = 250;
/** From this length on, words after another's begin with their author's initials. */
const SIGNED_FROM = 12;

interface AuthorColoursOptions {
  readonly doc: Doc | null;
  /** Asked each time; null while nobody wants colours. */
  readonly authors: () => AuthorLookup | null;
}

const key = new PluginKey<DecorationSet>('author-colours');

/** Draws the colours anew, after another answer of `authors`. */
export function redrawAuthors(view: EditorView): void {
  view.dispatch(view.state.tr.setMeta(key, 'redraw'));
}

/** The words of each person in a colour and an underline of their own, with name and initials; off unless asked for. */
export const AuthorColours = Extension.create<AuthorColoursOptions>({
  name: 'authorColours',
  addOptions: () => ({ doc: null, authors: () => null }),
  addProseMirrorPlugins() {
    const { doc, authors } = this.options;
    if (!doc) return [];
    let timer: ReturnType<typeof setTimeout> | null = null;
    let drawnFor: AuthorLookup | null = null;
    const drawLater = (view: EditorView, wait: number) => {
      timer ??= setTimeout(() => {
        timer = null;
        if (view.isDestroyed) return;
        const asked = authors();
        const drawn = decorations(view.state.doc, doc, asked);
        drawnFor = asked;
        if (drawn) view.dispatch(view.state.tr.setMeta(key, drawn));
        // The shared text is a step ahead of what is drawn: the next round will fit.
        else drawLater(view, FOLLOW_MS);
      }, wait);
    };
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (tr, before) => {
            const fresh: unknown = tr.getMeta(key);
            return fresh instanceof DecorationSet ? fresh : before.map(tr.mapping, tr.doc);
          },
        },
        props: { decorations: (state) => key.getState(state) },
        view: (first) => {
          if (authors()) drawLater(first, 0);
          return {
            update: (view, before) => {
              const asked = authors();
              if (asked !== drawnFor) drawLater(view, 0);
              else if (asked && before.doc !== view.state.doc) drawLater(view, FOLLOW_MS);
            },
            destroy: () => {
              if (timer !== null) clearTimeout(timer);
            },
          };
        },
      }),
    ];
  },
});

/** Null where the shared text is not the document that is drawn. */
function decorations(document: Node, doc: Doc, authors: AuthorLookup | null): DecorationSet | null {
  if (!authors) return DecorationSet.empty;
  const { runs, size } = authorRuns<TextAuthor>(doc.getXmlFragment(TEXT_ROOT), document.type.schema, authors);
  if (size !== document.content.size) return null;
  return DecorationSet.create(
    document,
    runs.map(({ from, to, author }, place) =>
      Decoration.inline(from, to, {
        class: `author is-peer-${author.colour % 8}`,
        title: author.title,
        ...(runs[place - 1]?.author !== author && to - from >= SIGNED_FROM && { 'data-initials': author.initials }),
      }),
    ),
  );
}
