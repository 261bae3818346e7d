import { type KeyboardEvent, useRef } from 'react';

interface Roving {
  readonly ref: (element: HTMLElement | null) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const STEP: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

/**
 * One tab stop for a group: arrows, Home and End move the focus among the elements marked `data-roving` inside the
 * container. The caller gives `tabIndex` 0 to the one that is current and -1 to the others.
 */
export function useRoving(axis: 'vertical' | 'horizontal', onReach?: (index: number) => void): Roving {
  const container = useRef<HTMLElement | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(container.current?.querySelectorAll<HTMLElement>('[data-roving]') ?? [])];
    const here = items.indexOf(document.activeElement as HTMLElement);
    if (here < 0) return;
    const across = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
    const step = across === (axis === 'horizontal') ? STEP[event.key] : undefined;
    const to =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? items.length - 1
          : step === undefined
            ? -1
            : (here + step + items.length) % items.length;
    if (to < 0) return;
    event.preventDefault();
    items[to]?.focus();
    onReach?.(to);
  };
  return {
    ref: (element) => {
      container.current = element;
    },
    onKeyDown,
  };
}
