import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Below this width, in pixels of the table itself, a row has two lines. */
const NARROW = 520;
/** Resizing redraws in steps of this many pixels, not at every one of them. */
const STEP = 16;

/** How much room the table has; it shrinks when the panel opens, so the window's width would not do. */
export interface Room {
  /** Pixels. */
  readonly width: number;
  readonly narrow: boolean;
}

export const roomOf = (width: number): Room => ({ width, narrow: width < NARROW });

export function useRoom(): readonly [RefObject<HTMLDivElement | null>, Room] {
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<Room>(roomOf(960));
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const measure = () => {
      const style = getComputedStyle(element);
      const inner = element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      const width = Math.floor(inner / STEP) * STEP;
      setRoom((before) => (before.width === width ? before : roomOf(width)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [place, room];
}
