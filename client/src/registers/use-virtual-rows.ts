import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { type VisibleRange, withFocused } from './paging.ts';

/** Typical height of a row, in pixels; rows are measured once they are drawn. */
const ROW = 55;
/** Height of the page's header and the table's head, which cover the top of the window. */
const COVERED = 80;
/** Height of the bar of bulk actions, which covers the bottom. */
const COVERED_BELOW = 56;

/** Distance from the top of the page, in pixels; unlike a bounding box it does not depend on the scroll position. */
function topInPage(element: HTMLElement): number {
  let top = 0;
  for (let each: HTMLElement | null = element; each !== null; each = each.offsetParent as HTMLElement | null) top += each.offsetTop;
  return top;
}

/** Where the table's body begins in the page. */
function useMargin(body: RefObject<HTMLElement | null>): number {
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const element = body.current;
    if (element === null) return undefined;
    const measure = () => setMargin(topInPage(element));
    measure();
    // What stands above the table (filters on two lines, a conflict) changes the height of the page around it.
    const page = element.parentElement?.parentElement;
    const observer = new ResizeObserver(measure);
    if (page) observer.observe(page);
    return () => observer.disconnect();
  }, [body]);
  return margin;
}

interface VirtualRows {
  /** The rows to draw, with their distance from the top of the body in pixels. */
  readonly drawn: readonly { readonly index: number; readonly top: number }[];
  /** Height of all rows, in pixels. */
  readonly height: number;
  readonly visible: VisibleRange;
  readonly measure: (element: Element | null) => void;
  readonly scrollTo: (row: number) => void;
}

/**
 * Decides which rows are drawn while the window scrolls. Heights belong to places, not to records: with records as keys
 * every page that arrives would throw away what has been measured.
 */
export function useVirtualRows(
  body: RefObject<HTMLElement | null>,
  total: number,
  focused: number,
  onRange: (range: VisibleRange) => void,
): VirtualRows {
  const margin = useMargin(body);
  const virtual = useWindowVirtualizer({
    count: total,
    estimateSize: () => ROW,
    overscan: 8,
    scrollMargin: margin,
    scrollPaddingStart: COVERED,
    scrollPaddingEnd: COVERED_BELOW,
    rangeExtractor: (range) => withFocused(defaultRangeExtractor(range), focused, total),
  });
  const drawn = virtual.getVirtualItems().map(({ index, start }) => ({ index, top: start - margin }));
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;
  useEffect(() => onRange({ first, last }), [first, last, onRange]);
  return {
    drawn,
    height: virtual.getTotalSize(),
    visible: { first, last },
    measure: virtual.measureElement,
    scrollTo: (row) => {
      if (row === 0) window.scrollTo({ top: 0 });
      else virtual.scrollToIndex(row);
    },
  };
}
