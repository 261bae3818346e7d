import { useRef } from 'react';

/**
 * Keys for the rows of a list whose entries have no identity of their own. They belong to the rows, not to their
 * places: when one is taken out, the others keep what is being typed in them.
 */
export function useRowKeys(count: number): { readonly keys: readonly number[]; readonly drop: (index: number) => void } {
  const keys = useRef<number[]>([]);
  const next = useRef(0);
  while (keys.current.length < count) {
    keys.current.push(next.current);
    next.current += 1;
  }
  return { keys: keys.current, drop: (index) => keys.current.splice(index, 1) };
}
