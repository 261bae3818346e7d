import { useCallback, useMemo, useState } from 'react';
import type { RegisterItem } from './definition.ts';

/** The rows a person has picked, with the version they saw; they stay picked while filters change. */
export interface Selection<Item> {
  readonly rows: ReadonlyMap<string, Item>;
  readonly toggle: (item: Item) => void;
  readonly add: (items: readonly Item[]) => void;
  readonly drop: (ids: readonly string[]) => void;
  readonly clear: () => void;
}

export function useSelection<Item extends RegisterItem>(): Selection<Item> {
  const [rows, setRows] = useState<ReadonlyMap<string, Item>>(new Map());
  const toggle = useCallback(
    (item: Item) =>
      setRows((before) => {
        const after = new Map(before);
        if (!after.delete(item.id)) after.set(item.id, item);
        return after;
      }),
    [],
  );
  const add = useCallback(
    (items: readonly Item[]) => setRows((before) => new Map([...before, ...items.map((item) => [item.id, item] as const)])),
    [],
  );
  const drop = useCallback(
    (ids: readonly string[]) =>
      setRows((before) => {
        const after = new Map(before);
        for (const id of ids) after.delete(id);
        return after;
      }),
    [],
  );
  const clear = useCallback(() => setRows(new Map()), []);
  return useMemo(() => ({ rows, toggle, add, drop, clear }), [rows, toggle, add, drop, clear]);
}
