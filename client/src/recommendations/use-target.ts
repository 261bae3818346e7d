import { useCallback, useEffect, useRef, useState } from 'react';
import type { Target } from './links/item-facts.ts';

/**
 * The record that is looked at closely in the panel, and the way back: when it is left, the focus returns to where it was
 * opened from, or, where that is gone, to its line in the panel.
 */
export function useTarget(): readonly [Target | null, (target: Target) => void, () => void] {
  const [target, setTarget] = useState<Target | null>(null);
  const opener = useRef<Element | null>(null);
  const left = useRef<Target | null>(null);
  const open = useCallback((next: Target) => {
    opener.current = document.activeElement;
    setTarget(next);
  }, []);
  const close = useCallback(() => {
    left.current = target;
    setTarget(null);
  }, [target]);
  useEffect(() => {
    const was = left.current;
    if (target || !was) return;
    left.current = null;
    const from = opener.current;
    const place = from?.isConnected && from !== document.body ? from : document.querySelector(`[data-record="${was.id}"] button`);
    if (place instanceof HTMLElement) place.focus();
  }, [target]);
  return [target, open, close];
}
