import { isCopyable, PASTED_LETTERS } from '@concordance/shared/history/pasted';
import { Extension } from '@tiptap/core';
import { DOMSerializer, type Node, type Schema } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { ContentString, type Doc, Item, type Transaction, UndoManager } from 'yjs';
import type { BroughtWords } from './contract.ts';

/** Says on the clipboard which text of ours a piece was copied from; nothing shows it, and any other program passes it over. */
const NOTE = 'data-concordance-text';

interface CopiedWordsOptions {
  readonly doc: Doc | null;
  readonly documentId: string;
  readonly onBrought: (words: BroughtWords) => void;
}

interface LastChange {
  /** The text that the last change pasted from. */
  readonly source: string | null;
  /** The text as it stood before. */
  readonly before: Node | null;
}

/**
 * Notices words that this window brings into the text and that somebody may have written before: pasted from a text of
 * the programme, moved within this one, parted from their paragraph, or brought back by undo. The shared text takes all
 * of them for new words of whoever sits here; the page asks the server whose they are.
 */
export const CopiedWords = Extension.create<CopiedWordsOptions>({
  name: 'copiedWords',
  addOptions: () => ({ doc: null, documentId: '', onBrought: () => {} }),
  addProseMirrorPlugins() {
    const { doc, documentId, onBrought } = this.options;
    const { schema } = this.editor;
    if (!doc) return [];
    const key = new PluginKey<LastChange>('copied-words');
    let onClipboard: string | null = null;
    return [
      new Plugin<LastChange>({
        key,
        state: {
          init: () => ({ source: null, before: null }),
          apply: (tr, last) => {
            if (!tr.docChanged || tr.getMeta('appendedTransaction')) return last;
            const pastes = tr.getMeta('paste') === true || tr.getMeta('uiEvent') === 'drop';
            return { source: pastes ? onClipboard : null, before: tr.before };
          },
        },
        props: {
          clipboardSerializer: noting(schema, documentId),
          handleDOMEvents: {
            paste: (_view, event) => {
              onClipboard = noteIn(event.clipboardData);
              return false;
            },
            drop: (view, event) => {
              onClipboard = view.dragging ? documentId : noteIn(event.dataTransfer);
              return false;
            },
          },
        },
        view: (view) => {
          const look = (transaction: Transaction) => {
            const client = doc.clientID;
            const [from, to] = [transaction.beforeState.get(client) ?? 0, transaction.afterState.get(client) ?? 0];
            if (!transaction.local || to - from < PASTED_LETTERS) return;
            const words = wordsSince(doc, from);
            if (!words.some(isCopyable)) return;
            const last = key.getState(view.state);
            const undone = transaction.origin instanceof UndoManager;
            const source = undone ? documentId : (last?.source ?? (stoodThere(last?.before ?? null, words) ? documentId : null));
            if (source !== null) onBrought({ source, client, from, to });
          };
          doc.on('afterTransaction', look);
          return { destroy: () => doc.off('afterTransaction', look) };
        },
      }),
    ];
  },
});

function noting(schema: Schema, documentId: string): DOMSerializer {
  const serializer = new DOMSerializer(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema));
  const plain = serializer.serializeFragment.bind(serializer);
  serializer.serializeFragment = (fragment, options, target) => {
    const dom = plain(fragment, options, target);
    // Inner pieces are written by the same function, into what holds them.
    if (!target && dom instanceof DocumentFragment) dom.firstElementChild?.setAttribute(NOTE, documentId);
    return dom;
  };
  return serializer;
}

function noteIn(data: DataTransfer | null): string | null {
  return new RegExp(`${NOTE}="([\\w-]{1,64})"`).exec(data?.getData('text/html') ?? '')?.[1] ?? null;
}

/** What this window has written since a clock, by pieces. */
function wordsSince(doc: Doc, from: number): readonly string[] {
  const structs = doc.store.clients.get(doc.clientID) ?? [];
  const pieces: string[] = [];
  for (let place = structs.length - 1; place >= 0; place--) {
    const struct = structs[place];
    if (!struct || struct.id.clock + struct.length <= from) break;
    if (!(struct instanceof Item) || struct.deleted || !(struct.content instanceof ContentString)) continue;
    pieces.push(struct.content.str.slice(Math.max(0, from - struct.id.clock)));
  }
  return pieces.reverse();
}

/** Whether some of these words stood in the text before: then they only moved. */
function stoodThere(before: Node | null, words: readonly string[]): boolean {
  const text = before?.textBetween(0, before.content.size, '\n') ?? '';
  return words.some((piece) => isCopyable(piece) && text.includes(piece));
}
