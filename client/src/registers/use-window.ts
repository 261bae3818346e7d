import type { Page } from '@concordance/shared/registers/schema';
import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { RegisterItem, RegisterName } from './definition.ts';
import type { ListAsk } from './list-view.ts';
import { pagesFor, placeOf, type VisibleRange } from './paging.ts';
import { pageQuery } from './queries.ts';

/** A long list as the table sees it: some rows are there, the others come when they are near. */
export interface RowWindow<Item> {
  /** Rows of the whole list, or null before the first answer. */
  readonly total: number | null;
  readonly rowAt: (row: number) => Item | undefined;
  /** What is shown belongs to the view before; the new one is on its way. */
  readonly stale: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

interface Shown<Item> {
  readonly total: number | null;
  readonly pages: ReadonlyMap<number, Page<Item>>;
}

const NOTHING: Shown<never> = { total: null, pages: new Map() };

/** Fetches the pages around the visible rows. While a changed view loads, the rows of the last one stay. */
export function useWindow<Item extends RegisterItem>(
  p: string,
  register: RegisterName,
  ask: ListAsk,
  range: VisibleRange,
): RowWindow<Item> {
  const before = useRef<Shown<Item>>(NOTHING);
  const knownTotal = before.current.total;
  const wanted = pagesFor(range, knownTotal);
  const results = useQueries({ queries: wanted.map((page) => pageQuery<Item>(p, register, ask, page)) });

  const pages = new Map<number, Page<Item>>();
  wanted.forEach((page, index) => {
    const data = results[index]?.data;
    if (data) pages.set(page, data);
  });
  const first = pages.get(0);
  const now: Shown<Item> = first ? { total: first.total, pages } : before.current;
  useEffect(() => {
    if (first) before.current = now;
  });

  const failed = results.find((result) => result.error !== null);
  return {
    total: now.total,
    rowAt: (row) => {
      const { page, index } = placeOf(row);
      return now.pages.get(page)?.items[index];
    },
    stale: !first && now.total !== null,
    error: failed?.error ?? null,
    retry: () =>
      results.forEach((result) => {
        if (result.error) void result.refetch();
      }),
  };
}
