import { useLayoutEffect, useRef } from 'react';

export interface Anchor {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const EDGE = 8;

/** Where a floating box goes: beside the anchor on the preferred side, on the other where there is no room, inside the window always. */
export function placeBeside(
  anchor: Anchor,
  box: { readonly width: number; readonly height: number },
  window: { readonly width: number; readonly height: number },
  side: 'above' | 'below',
  gap: number,
): { readonly left: number; readonly top: number } {
  const above = anchor.top - gap - box.height;
  const below = anchor.bottom + gap;
  const fitsAbove = above >= EDGE;
  const fitsBelow = below + box.height <= window.height - EDGE;
  const top = side === 'above' ? (fitsAbove || !fitsBelow ? above : below) : fitsBelow || !fitsAbove ? below : above;
  const most = Math.max(EDGE, window.width - EDGE - box.width);
  return { left: Math.min(Math.max(anchor.left, EDGE), most), top: Math.max(EDGE, Math.min(top, window.height - EDGE - box.height)) };
}

/**
 * Keeps a fixed box beside a place in the text: on every render, on scrolling and on resizing. `anchor` gives the place in
 * window coordinates, or null to hide the box.
 */
export function useFloating(anchor: () => Anchor | null, side: 'above' | 'below', gap = 6) {
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(anchor);
  latest.current = anchor;
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const place = () => {
      const at = latest.current();
      element.style.visibility = at ? 'visible' : 'hidden';
      if (!at) return;
      const { left, top } = placeBeside(
        at,
        { width: element.offsetWidth, height: element.offsetHeight },
        { width: document.documentElement.clientWidth, height: window.innerHeight },
        side,
        gap,
      );
      element.style.left = `${left}px`;
      element.style.top = `${top}px`;
    };
    place();
    const watched = new ResizeObserver(place);
    watched.observe(element);
    window.addEventListener('scroll', place, { capture: true, passive: true });
    window.addEventListener('resize', place);
    return () => {
      watched.disconnect();
      window.removeEventListener('scroll', place, { capture: true });
      window.removeEventListener('resize', place);
    };
  });
  return box;
}
