import { useEffect, useEffectEvent } from 'react';

export interface Shortcut {
  /** The physical key (`KeyK`), so that it works in every keyboard layout; or `key:?` for the character itself. */
  readonly code: string;
  /** With Ctrl, or Cmd on a Mac. */
  readonly mod?: boolean;
}

/** Whether the person is writing: single characters are then text, not commands. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select'))
  );
}

/** Whether this key press is that shortcut. */
export function matches(event: KeyboardEvent, shortcut: Shortcut): boolean {
  if (shortcut.mod ? !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey : event.ctrlKey || event.metaKey || event.altKey)
    return false;
  return shortcut.code.startsWith('key:') ? event.key === shortcut.code.slice(4) : event.code === shortcut.code;
}

/**
 * Calls `act` when the shortcut is pressed anywhere on the page. Shortcuts without Ctrl or Cmd are silent while the
 * person writes. A part that has used the key itself (`preventDefault`) keeps it: the editor's Ctrl K is its link.
 */
export function useShortcut(shortcut: Shortcut, act: () => void): void {
  const onPress = useEffectEvent(act);
  const { code, mod = false } = shortcut;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !matches(event, { code, mod })) return;
      if (!mod && isWriting(event.target)) return;
      event.preventDefault();
      onPress();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [code, mod]);
}
