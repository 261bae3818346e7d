/** Rows come in pages of this size; the server allows up to 500, a screen shows about 20. */
export const PAGE_SIZE = 200;

/** Visible row numbers, both included, counted from 0. */
export interface VisibleRange {
  readonly first: number;
  readonly last: number;
}

/** Rows fetched ahead of what is seen, so that scrolling at reading speed never meets a grey line. */
export const AHEAD = 60;

/**
 * The pages to have for a visible range. The first page is always among them: it carries the total, and a return
 * to the top is instant.
 * @param total rows of the whole list, or null while not known
 */
export function pagesFor(range: VisibleRange, total: number | null): readonly number[] {
  if (total === null || total === 0) return [0];
  const lastPage = Math.floor((total - 1) / PAGE_SIZE);
  const from = Math.max(0, Math.floor((range.first - AHEAD) / PAGE_SIZE));
  const to = Math.min(lastPage, Math.floor((range.last + AHEAD) / PAGE_SIZE));
  const pages = from > 0 ? [0] : [];
  for (let page = from; page <= to; page += 1) pages.push(page);
  return pages;
}

/** Whether two visible ranges need the same pages. */
export function samePages(one: VisibleRange, other: VisibleRange, total: number | null): boolean {
  return pagesFor(one, total).join() === pagesFor(other, total).join();
}

/** Where a row lives: its page and its place on it. */
export function placeOf(row: number): { readonly page: number; readonly index: number } {
  return { page: Math.floor(row / PAGE_SIZE), index: row % PAGE_SIZE };
}

/** The same row numbers, with the row that holds the keyboard focus kept drawn even when it is scrolled away. */
export function withFocused(rows: readonly number[], focused: number, total: number): number[] {
  if (focused < 0 || focused >= total || rows.includes(focused)) return [...rows];
  return [...rows, focused].sort((a, b) => a - b);
}
