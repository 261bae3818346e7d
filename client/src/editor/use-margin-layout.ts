import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { type MarginRow, marginRows } from './margin-rows.ts';

/** A text that keeps its height keeps its ticks in place; only what they show follows, at this distance. */
const FOLLOW_MS = 150;
/** Below this width of the sheet there is room for one tick beside a block. */
const NARROW_BELOW = 540;
/** So far beyond the window rows are drawn, and after so much scrolling drawn anew. */
const BEYOND = 900;
const STRIDE = 300;

export interface LaidOutRow extends MarginRow {
  /** Distance of its first line from the top of the layer, in pixels. */
  readonly top: number;
}

export interface MarginLayout {
  readonly rows: readonly LaidOutRow[];
  readonly narrow: boolean;
  /** The part of the layer that is in or near the window. */
  readonly from: number;
  readonly to: number;
}

const EMPTY: MarginLayout = { rows: [], narrow: false, from: 0, to: 2_000 };

/**
 * Measures where each row of the margin belongs. Places are read in one go, right after the browser has laid the text out
 * because its size changed, and nothing is written in between: a keystroke costs no extra layout.
 */
export function useMarginLayout(editor: Editor, layer: HTMLElement | null): MarginLayout {
  const [layout, setLayout] = useState(EMPTY);
  useEffect(() => {
    if (!layer) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    };
    const measure = () => {
      stop();
      if (editor.isDestroyed) return;
      const narrow = (layer.parentElement?.clientWidth ?? NARROW_BELOW) < NARROW_BELOW;
      setLayout((before) => keepSame(before, { ...before, rows: layOut(editor, layer), narrow }));
    };
    const follow = () => {
      stop();
      if (!editor.isDestroyed)
        setLayout((before) => keepSame(before, { ...before, rows: stayPut(editor, before.rows) ?? layOut(editor, layer) }));
    };
    const changed = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (transaction.docChanged) timer ??= setTimeout(follow, FOLLOW_MS);
    };
    const scrolled = () => setLayout((before) => withWindow(before, layer));
    const resized = new ResizeObserver(() => {
      measure();
      scrolled();
    });
    resized.observe(editor.view.dom);
    editor.on('transaction', changed);
    window.addEventListener('scroll', scrolled, { capture: true, passive: true });
    document.fonts?.ready.then(measure, () => {});
    return () => {
      resized.disconnect();
      editor.off('transaction', changed);
      window.removeEventListener('scroll', scrolled, { capture: true });
      stop();
    };
  }, [editor, layer]);
  return layout;
}

function layOut(editor: Editor, layer: HTMLElement): LaidOutRow[] {
  const start = layer.getBoundingClientRect().top;
  return marginRows(editor.state.doc).flatMap((row) => {
    const element = editor.view.nodeDOM(row.pos);
    return element instanceof Element ? [{ ...row, top: Math.round(element.getBoundingClientRect().top - start) }] : [];
  });
}

/** The rows of the text at the places they had, when they are the rows of the same blocks; the text has kept its height. */
function stayPut(editor: Editor, before: readonly LaidOutRow[]): LaidOutRow[] | null {
  const rows = marginRows(editor.state.doc);
  if (rows.length !== before.length) return null;
  const placed = rows.flatMap((row, place) => {
    const old = before[place];
    return old?.index === row.index ? [{ ...row, top: old.top }] : [];
  });
  return placed.length === rows.length ? placed : null;
}

function withWindow(before: MarginLayout, layer: HTMLElement): MarginLayout {
  const shown = -layer.getBoundingClientRect().top;
  const from = Math.floor((shown - BEYOND) / STRIDE) * STRIDE;
  const to = Math.ceil((shown + window.innerHeight + BEYOND) / STRIDE) * STRIDE;
  return from === before.from && to === before.to ? before : { ...before, from, to };
}

/** The layout that is shown stays the same object while nothing of it would be drawn differently. */
function keepSame(before: MarginLayout, next: MarginLayout): MarginLayout {
  const same =
    before.narrow === next.narrow &&
    before.rows.length === next.rows.length &&
    next.rows.every((row, place) => sameRow(before.rows[place], row));
  return same ? before : next;
}

function sameRow(one: LaidOutRow | undefined, other: LaidOutRow): boolean {
  if (one?.top !== other.top || one.index !== other.index || one.bare !== other.bare || one.citations.length !== other.citations.length)
    return false;
  return one.citations.every((citation, place) => {
    const against = other.citations[place];
    return citation.record === against?.record && citation.locator === against.locator;
  });
}
