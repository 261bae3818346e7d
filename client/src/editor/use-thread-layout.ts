import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { blockAt, blockStarts } from './block-starts.ts';
import type { TextThread, ThreadPlacesStore } from './contract.ts';

/** So far beyond the window threads are placed exactly, and after so much scrolling anew; farther ones stand at their block. */
const BEYOND = 900;
const STRIDE = 300;
/** Room beside the text from which on the notes themselves are shown, and not only their number. */
const NOTES_FROM = 240;
const NOTES_MOST = 300;

export interface PlacedThread {
  readonly thread: TextThread;
  /** Distance of its first words from the top of the layer, in pixels. */
  readonly top: number;
  /**
   * Threads of one block share a mark where there is no room for notes. A number and no position: positions move with
   * every letter before them, and everything in the margin would be drawn anew.
   */
  readonly block: number;
}

export interface ThreadLayout {
  readonly placed: readonly PlacedThread[];
  /** Width for a note; null where only marks fit. */
  readonly noteWidth: number | null;
  /** The part of the layer that is in or near the window. */
  readonly from: number;
  readonly to: number;
}

const EMPTY: ThreadLayout = { placed: [], noteWidth: null, from: 0, to: 2_000 };

/** Measures where the threads stand: after the text was laid out, when a place changes, and when other ones scroll into view. */
export function useThreadLayout(
  editor: Editor,
  layer: HTMLElement | null,
  threads: readonly TextThread[],
  store: ThreadPlacesStore,
): ThreadLayout {
  const [layout, setLayout] = useState(EMPTY);
  useEffect(() => {
    if (!layer) return;
    let [from, frame] = [Number.NaN, 0];
    let [known, whole] = [EMPTY, true];
    const measure = () => {
      frame = 0;
      if (editor.isDestroyed) return;
      const next = layOut(editor, layer, threads, store, whole ? EMPTY : known);
      whole = false;
      known = next;
      from = next.from;
      setLayout((before) => (sameLayout(before, next) ? before : next));
    };
    const soon = () => {
      frame ||= requestAnimationFrame(measure);
    };
    const scrolled = () => {
      if (windowOf(layer).from !== from) soon();
    };
    const anew = () => {
      whole = true;
      soon();
    };
    const resized = new ResizeObserver(anew);
    resized.observe(editor.view.dom);
    const page = layer.closest('main');
    if (page) resized.observe(page);
    const unsubscribe = store.subscribe(soon);
    window.addEventListener('scroll', scrolled, { capture: true, passive: true });
    document.fonts?.ready.then(anew, () => {});
    soon();
    return () => {
      resized.disconnect();
      unsubscribe();
      window.removeEventListener('scroll', scrolled, { capture: true });
      cancelAnimationFrame(frame);
    };
  }, [editor, layer, threads, store]);
  return layout;
}

function windowOf(layer: HTMLElement): { readonly from: number; readonly to: number } {
  const shown = -layer.getBoundingClientRect().top;
  return {
    from: Math.floor((shown - BEYOND) / STRIDE) * STRIDE,
    to: Math.ceil((shown + window.innerHeight + BEYOND) / STRIDE) * STRIDE,
  };
}

/** A text that keeps its height keeps its far threads in place: only those near the window, and new ones, are measured again. */
function layOut(
  editor: Editor,
  layer: HTMLElement,
  threads: readonly TextThread[],
  store: ThreadPlacesStore,
  known: ThreadLayout,
): ThreadLayout {
  const box = layer.getBoundingClientRect();
  const near = windowOf(layer);
  const places = store.get();
  const { doc } = editor.state;
  const starts = blockStarts(doc);
  const tops = new Map(known.placed.map(({ thread, top }) => [thread.id, top]));
  const placed = threads.flatMap((thread): PlacedThread[] => {
    const place = places.get(thread.id);
    if (thread.ended || place?.kind !== 'words' || place.from > doc.content.size) return [];
    const block = blockAt(starts, place.from);
    const before = tops.get(thread.id);
    if (before !== undefined && (before < near.from || before > near.to)) return [{ thread, top: before, block }];
    const element = editor.view.nodeDOM(starts[block] ?? 0);
    if (!(element instanceof Element)) return [];
    const blockBox = element.getBoundingClientRect();
    const isNear = blockBox.bottom - box.top >= near.from && blockBox.top - box.top <= near.to;
    const top = isNear ? editor.view.coordsAtPos(place.from).top : blockBox.top;
    return [{ thread, top: Math.round(top - box.top), block }];
  });
  placed.sort((one, other) => one.top - other.top || one.block - other.block);
  const page = layer.closest('main')?.getBoundingClientRect();
  const room = page ? Math.min(page.right, window.innerWidth) - box.left : 0;
  return { placed, noteWidth: room >= NOTES_FROM ? Math.min(NOTES_MOST, room - 40) : null, ...near };
}

function sameLayout(before: ThreadLayout, next: ThreadLayout): boolean {
  if (before.noteWidth !== next.noteWidth || before.from !== next.from || before.to !== next.to) return false;
  if (before.placed.length !== next.placed.length) return false;
  return next.placed.every((each, at) => {
    const old = before.placed[at];
    return old?.thread === each.thread && old.top === each.top && old.block === each.block;
  });
}
