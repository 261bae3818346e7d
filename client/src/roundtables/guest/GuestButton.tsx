import type { ComponentProps } from 'react';
import styles from './guest.module.css';

type GuestButtonProps = ComponentProps<'button'> & {
  readonly variant?: 'main' | 'quiet' | 'plain';
  /** Why it cannot be pressed now: said on the button itself, since a phone has no tips. */
  readonly reason?: string | undefined;
  readonly busy?: boolean;
};

/** A button large enough for a thumb. */
export function GuestButton({ variant = 'plain', reason, busy = false, children, onClick, className, ...rest }: GuestButtonProps) {
  const blocked = busy || reason !== undefined;
  return (
    <button
      type="button"
      {...rest}
      className={[styles.button, className].join(' ')}
      data-variant={variant}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (blocked) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {reason ?? children}
    </button>
  );
}
