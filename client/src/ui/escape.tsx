import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useState } from 'react';

/** Things that Esc closes, the nearest last. */
class EscapeStack {
  readonly #open: (() => void)[] = [];

  push(close: () => void): () => void {
    this.#open.push(close);
    return () => {
      const at = this.#open.lastIndexOf(close);
      if (at >= 0) this.#open.splice(at, 1);
    };
  }

  /** Closes the nearest thing; false when nothing is open. */
  closeNearest(): boolean {
    const close = this.#open.at(-1);
    close?.();
    return close !== undefined;
  }
}

const EscapeContext = createContext<EscapeStack | null>(null);

/** Menus, open lists and dialogs answer Esc themselves; what lies behind them then stays. */
function answersItself(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'dialog[open], [role="menu"], [role="listbox"], [role="dialog"], [aria-expanded="true"][role="combobox"], [aria-expanded="true"][aria-haspopup]',
    ) !== null
  );
}

/** Listens for Esc once for the whole page. */
export function EscapeProvider({ children }: { readonly children: ReactNode }) {
  const [stack] = useState(() => new EscapeStack());
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || answersItself(event.target)) return;
      if (stack.closeNearest()) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [stack]);
  return <EscapeContext value={stack}>{children}</EscapeContext>;
}

/** While `open`, Esc calls `close` unless something opened later is nearer. */
export function useEscape(open: boolean, close: () => void): void {
  const stack = useContext(EscapeContext);
  const onEscape = useEffectEvent(close);
  useEffect(() => (open && stack ? stack.push(() => onEscape()) : undefined), [open, stack]);
}
