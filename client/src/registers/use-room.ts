import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Room } from './definition.ts';

/** All columns fit from here on, in pixels of the table's own width; below the second figure a row has two lines. */
const WIDE = 720;
const MEDIUM = 540;

export function roomOf(width: number): Room {
  if (width >= WIDE) return 'wide';
  return width >= MEDIUM ? 'medium' : 'narrow';
}

/** How much room the table has; it shrinks when the panel opens, so the window's width would not do. */
export function useRoom(): readonly [RefObject<HTMLDivElement | null>, Room] {
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<Room>('wide');
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    setRoom(roomOf(element.clientWidth));
    const observer = new ResizeObserver(() => setRoom(roomOf(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [place, room];
}

const ORDER: readonly Room[] = ['narrow', 'medium', 'wide'];

/** Whether a column that asks for `from` is shown in this room. */
export const fits = (from: Room, room: Room): boolean => ORDER.indexOf(room) >= ORDER.indexOf(from);
