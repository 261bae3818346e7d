import type { CitationAttributes } from '@concordance/shared/editor/citation';
import type { Node } from '@tiptap/pm/model';
import { placedBlocks } from './block-reading.ts';

/** The lanes of the margin, from the outside in. Bodies are addressed, not rested on: they have no lane. */
export const LANES = ['trend', 'risk', 'evidence'] as const;
export type Lane = (typeof LANES)[number];

/** One block that has something to show. */
export interface MarginRow {
  /** Its place among the blocks of the text. */
  readonly index: number;
  /** Where it began when the row was read; typing above moves it without a new row. */
  readonly pos: number;
  readonly citations: readonly CitationAttributes[];
  readonly bare: boolean;
}

/** A place the keyboard can stand on: a lane of a row, `all` where the margin is narrow, `bare` for what cites nothing. */
export interface Tick {
  readonly index: number;
  readonly lane: Lane | 'all' | 'bare';
}

export function marginRows(doc: Node): MarginRow[] {
  return placedBlocks(doc).flatMap(({ pos, block }, index) => {
    const shown = block.citations.some((citation) => LANES.some((lane) => lane === citation.kind));
    return shown || block.bare ? [{ index, pos, citations: block.citations, bare: block.bare }] : [];
  });
}

/** What a tick stands for, each item and place once, in the order of the text. */
export function itemsOf(row: MarginRow, lane: Tick['lane']): readonly CitationAttributes[] {
  const seen = new Set<string>();
  return row.citations.filter((citation) => {
    const key = `${citation.record}|${citation.locator}`;
    const counts = (lane === 'all' || citation.kind === lane) && LANES.some((known) => known === citation.kind) && !seen.has(key);
    seen.add(key);
    return counts;
  });
}

/** How many different records those items are: the number beside the tick. */
export function countOf(row: MarginRow, lane: Tick['lane']): number {
  return new Set(itemsOf(row, lane).map((citation) => citation.record)).size;
}

export function ticksOf(row: MarginRow, narrow: boolean): readonly Tick[] {
  if (row.bare) return [{ index: row.index, lane: 'bare' }];
  if (narrow) return [{ index: row.index, lane: 'all' }];
  return LANES.filter((lane) => countOf(row, lane) > 0).map((lane) => ({ index: row.index, lane }));
}

/**
 * Where an arrow key leads: left and right along a row, up and down to the same lane of the neighbouring row or the
 * nearest one it has. Null at the ends.
 */
export function nextTick(rows: readonly MarginRow[], from: Tick, key: string, narrow: boolean): Tick | null {
  const at = rows.findIndex((row) => row.index === from.index);
  const row = rows[at];
  if (!row) return firstTick(rows, narrow);
  const along = ticksOf(row, narrow);
  const place = along.findIndex((tick) => tick.lane === from.lane);
  switch (key) {
    case 'ArrowLeft':
      return along[place - 1] ?? null;
    case 'ArrowRight':
      return along[place + 1] ?? null;
    case 'ArrowUp':
      return nearest(rows[at - 1], from.lane, narrow);
    case 'ArrowDown':
      return nearest(rows[at + 1], from.lane, narrow);
    case 'Home':
      return firstTick(rows, narrow);
    case 'End':
      return nearest(rows.at(-1), from.lane, narrow);
    default:
      return null;
  }
}

export function firstTick(rows: readonly MarginRow[], narrow: boolean): Tick | null {
  return rows[0] ? (ticksOf(rows[0], narrow)[0] ?? null) : null;
}

function nearest(row: MarginRow | undefined, lane: Tick['lane'], narrow: boolean): Tick | null {
  if (!row) return null;
  const ticks = ticksOf(row, narrow);
  const wanted = laneNumber(lane);
  return [...ticks].sort((one, other) => Math.abs(laneNumber(one.lane) - wanted) - Math.abs(laneNumber(other.lane) - wanted))[0] ?? null;
}

function laneNumber(lane: Tick['lane']): number {
  const place = (LANES as readonly string[]).indexOf(lane);
  return place < 0 ? LANES.length - 1 : place;
}
