import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import { resolveAnchor } from '@concordance/shared/threads/anchors';
import { BLOCK_BREAK, INLINE_OBJECT, readText } from '@concordance/shared/threads/flat-text';
import { placesOf } from '@concordance/shared/threads/places';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Mapping } from '@tiptap/pm/transform';
import { type Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { Doc } from 'yjs';
import { blockAt, blockStarts } from './block-starts.ts';
import { changedRanges } from './changed-ranges.ts';
import type { TextThread, ThreadPlace } from './contract.ts';
import { isRemote } from './remote.ts';
import { threadDecorations } from './thread-decorations.ts';
import type { ThreadPlaces } from './thread-places.ts';

/** Anchors are looked after at this distance from the last change; until then marks move along with the words. */
const FOLLOW_MS = 250;
/** Words that are gone may come back by undo or restore; the whole text is searched for them, so not more often than this. */
const SEARCH_MS = 2_000;

interface ThreadMarksOptions {
  readonly doc: Doc | null;
  readonly threads: () => readonly TextThread[];
  readonly active: () => string | null;
  readonly onPress: (id: string) => void;
  readonly places: ThreadPlaces | null;
}

const key = new PluginKey<DecorationSet>('thread-marks');

/** Draws the threads anew, after another answer of `threads` or `active`. */
export function redrawThreads(view: EditorView): void {
  view.dispatch(view.state.tr.setMeta(key, 'redraw'));
}

/** Where a thread's words stand at this moment; null where they are gone. */
export function threadRange(state: EditorState, id: string): { readonly from: number; readonly to: number } | null {
  const [mark] = key.getState(state)?.find(undefined, undefined, (spec) => spec['thread'] === id && spec['tracks']) ?? [];
  return mark ? { from: mark.from, to: mark.to } : null;
}

/** The threads at a place of the text, the one about the fewest words first. */
export function threadsAt(state: EditorState, pos: number): readonly string[] {
  const marks = key.getState(state)?.find(pos, pos, (spec) => spec['shown'] === true) ?? [];
  const ids = [...marks].sort((one, other) => one.to - one.from - (other.to - other.from)).map((mark) => String(mark.spec['thread']));
  return [...new Set(ids)];
}

/**
 * The words that threads are about, and wording that was proposed, drawn over the text and no part of it. A keystroke only
 * moves the marks along; what became of the anchors is asked for once it has been quiet for a moment, and only for those
 * whose blocks changed.
 */
export const ThreadMarks = Extension.create<ThreadMarksOptions>({
  name: 'threadMarks',
  addOptions: () => ({ doc: null, threads: () => [], active: () => null, onPress: () => {}, places: null }),
  addProseMirrorPlugins() {
    const { doc, places, threads, active, onPress } = this.options;
    if (!doc || !places) return [];
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (tr, before) => {
            const fresh: unknown = tr.getMeta(key);
            if (fresh instanceof DecorationSet) return fresh;
            if (!tr.docChanged || before === DecorationSet.empty) return before;
            // A remote change replaces the document as a whole, and every mark would be lost with it.
            return before.map(isRemote(tr) ? new Mapping([changedRanges(tr.before, tr.doc)]) : tr.mapping, tr.doc);
          },
        },
        props: {
          decorations: (state) => key.getState(state),
          handleClick: (view, pos) => {
            const ids = threadsAt(view.state, pos);
            const next = ids[ids.indexOf(active() ?? '') + 1] ?? ids[0];
            if (next !== undefined) onPress(next);
            return false;
          },
        },
        view: (view) => new Drawing(view, doc, places, { threads, active }),
      }),
    ];
  },
});

/** A thread as it was drawn last, and the blocks that it stood in then. */
interface Drawn {
  readonly thread: TextThread;
  readonly active: boolean;
  readonly place: ThreadPlace;
  readonly blocks: readonly Node[];
}

type Where = Pick<Drawn, 'place' | 'blocks'>;
type LookUp = (thread: TextThread) => ThreadPlace;

class Drawing {
  readonly #view: EditorView;
  readonly #doc: Doc;
  readonly #places: ThreadPlaces;
  readonly #asked: Pick<ThreadMarksOptions, 'threads' | 'active'>;
  #drawn = new Map<string, Drawn>();
  #drawnFor: readonly [readonly TextThread[], string | null] = [[], null];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #search: ReturnType<typeof setTimeout> | null = null;
  /** The document that the last search for lost words looked through. */
  #searched: Node | null = null;

  constructor(view: EditorView, doc: Doc, places: ThreadPlaces, asked: Pick<ThreadMarksOptions, 'threads' | 'active'>) {
    this.#view = view;
    this.#doc = doc;
    this.#places = places;
    this.#asked = asked;
    if (asked.threads().length > 0) this.#later(0);
  }

  update(_view: EditorView, before: EditorState): void {
    const [threads, active] = this.#drawnFor;
    if (this.#asked.threads() !== threads || this.#asked.active() !== active) this.#later(0);
    else if (threads.length > 0 && before.doc !== this.#view.state.doc) this.#later(FOLLOW_MS);
  }

  destroy(): void {
    for (const timer of [this.#timer, this.#search]) if (timer !== null) clearTimeout(timer);
  }

  #later(wait: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#draw(false);
    }, wait);
  }

  #draw(search: boolean): void {
    const view = this.#view;
    if (view.isDestroyed) return;
    const { doc } = view.state;
    const [threads, active] = [this.#asked.threads(), this.#asked.active()];
    const marks = key.getState(view.state) ?? DecorationSet.empty;
    // Half a syllable is being composed: the next round will fit.
    if (view.composing) {
      this.#later(FOLLOW_MS);
      return;
    }
    let lookUp: LookUp | null | undefined;

    const standing = Map.groupBy(marks.find(), (mark) => String(mark.spec['thread']));
    const blocksAt = blockFinder(doc);
    const next = new Map<string, Drawn>();
    const [gone, fresh]: [Decoration[], Decoration[]] = [[], []];
    for (const thread of threads) {
      const before = this.#drawn.get(thread.id);
      const old = standing.get(thread.id) ?? [];
      standing.delete(thread.id);
      const kept = before?.thread === thread && before.active === (thread.id === active) && this.#keeps(before, old, doc, blocksAt, search);
      if (kept) {
        next.set(thread.id, { ...before, ...kept });
        continue;
      }
      // The whole text is read only for a thread that has to be looked up.
      lookUp ??= this.#lookUp(doc);
      if (lookUp === null) {
        this.#later(FOLLOW_MS);
        return;
      }
      const place = lookUp(thread);
      const blocks = place.kind === 'words' ? blocksAt(place.from, place.to) : [];
      next.set(thread.id, { thread, active: thread.id === active, place, blocks });
      gone.push(...old);
      if (place.kind === 'words') fresh.push(...threadDecorations(thread, place, thread.id === active));
    }
    for (const old of standing.values()) gone.push(...old);
    this.#drawnFor = [threads, active];
    this.#drawn = next;
    if (search) this.#searched = doc;
    if (gone.length > 0 || fresh.length > 0) view.dispatch(view.state.tr.setMeta(key, marks.remove(gone).add(doc, fresh)));
    this.#places.set(new Map([...next].map(([id, { place }]) => [id, place])));
    this.#searchLater(doc);
  }

  /**
   * Where a thread stands that need not be looked up again; null where it has to be. Its mark moved along with the words:
   * while its blocks are the same, or it still covers what it covered, it stands where its anchor does.
   */
  #keeps(before: Drawn, marks: readonly Decoration[], doc: Node, blocksAt: BlockFinder, search: boolean): Where | null {
    const { place } = before;
    if (place.kind === 'removed') return search ? null : before;
    const mark = marks.find((each) => each.spec['tracks']);
    if (!mark) return null;
    const { from, to } = mark;
    const blocks = blocksAt(from, to);
    const same = blocks.length === before.blocks.length && blocks.every((block, index) => block === before.blocks[index]);
    // A place between two letters covers nothing by which it could be known again.
    const covers = from < to && doc.textBetween(from, to, BLOCK_BREAK, INLINE_OBJECT) === place.words;
    return same || covers ? { place: { ...place, from, to }, blocks } : null;
  }

  /** How to find where a thread's words stand; null while the shared text is a step ahead of what is drawn. */
  #lookUp(doc: Node): LookUp | null {
    const read = readText(this.#doc.getXmlFragment(TEXT_ROOT));
    const places = placesOf(doc);
    if (read.text !== places.text) return null;
    return ({ anchor }) => {
      const resolved = resolveAnchor(read, anchor);
      if (resolved.kind === 'removed') return { kind: 'removed' };
      return { kind: 'words', from: places.posAt(resolved.from), to: places.posAt(resolved.to), words: resolved.words };
    };
  }

  #searchLater(doc: Node): void {
    if (this.#search !== null || this.#searched === doc) return;
    if (![...this.#drawn.values()].some(({ place }) => place.kind === 'removed')) return;
    this.#search = setTimeout(() => {
      this.#search = null;
      this.#draw(true);
    }, SEARCH_MS);
  }
}

type BlockFinder = (from: number, to: number) => readonly Node[];

/** The blocks of the first level between two places, found by their beginnings. */
function blockFinder(doc: Node): BlockFinder {
  const starts = blockStarts(doc);
  return (from, to) => {
    const blocks: Node[] = [];
    for (let place = blockAt(starts, from); place < starts.length && (starts[place] ?? 0) < Math.max(to, from + 1); place++)
      blocks.push(doc.child(place));
    return blocks;
  };
}
