import { type RefObject, useEffect, useRef, useState } from 'react';

interface AskedMenu {
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  readonly target: RefObject<HTMLButtonElement | null>;
}

/** A menu that came because its button was pressed: it opens at once, and leaves the focus on the button when it closes. */
export function useAskedMenu(): AskedMenu {
  const [opened, onChange] = useState(false);
  const target = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    target.current?.focus();
    onChange(true);
  }, []);
  return { opened, onChange, target };
}
