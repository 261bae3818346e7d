import { Tooltip } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps, MouseEvent } from 'react';
import { useId } from 'react';
import styles from './Button.module.css';
import { Icon, type IconName } from './Icon.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

interface Look {
  /** One `main` a screen; `danger` is for loss alone. */
  readonly variant?: 'default' | 'main' | 'quiet' | 'danger';
  readonly size?: 'small' | 'normal' | 'large';
  readonly icon?: IconName;
}

type ButtonProps = ComponentProps<'button'> &
  Look & {
    /** The act is on its way: the button keeps its place and refuses another press. */
    readonly busy?: boolean;
    /** Why it cannot be pressed now, in words. The button stays reachable, so that the words can be. */
    readonly reason?: string | undefined;
  };

/** A button with words. */
export function Button({
  variant = 'default',
  size = 'normal',
  icon,
  busy = false,
  reason,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const blocked = busy || reason !== undefined;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    // The second half of a double click sends no form a second time.
    const again = rest.type === 'submit' && event.detail > 1;
    if (blocked || again) event.preventDefault();
    else onClick?.(event);
  };
  const button = (
    <button
      type="button"
      {...rest}
      className={[styles.button, className].join(' ')}
      data-variant={variant}
      data-size={size}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      aria-describedby={reason ? reasonId : rest['aria-describedby']}
      onClick={press}
    >
      {icon ? <Icon name={icon} size={size === 'small' ? 12 : 16} /> : null}
      {children}
      {reason ? <VisuallyHidden id={reasonId}>{reason}</VisuallyHidden> : null}
    </button>
  );
  return reason ? (
    <Tooltip label={reason} maw={280}>
      {button}
    </Tooltip>
  ) : (
    button
  );
}

type IconButtonProps = ComponentProps<'button'> & {
  readonly icon: IconName;
  /** What it does: its name for screen readers and its tip. */
  readonly label: string;
  readonly size?: 'small' | 'normal';
};

/** A button that is only a drawing; the label is its name and its tip. */
export function IconButton({ icon, label, size = 'normal', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} openDelay={500} disabled={rest['aria-expanded'] === true}>
      <button type="button" aria-label={label} {...rest} className={[styles.icon, className].join(' ')} data-size={size}>
        <Icon name={icon} />
      </button>
    </Tooltip>
  );
}

function Anchor({ variant = 'default', size = 'normal', icon, className, children, ...rest }: ComponentProps<'a'> & Look) {
  return (
    <a {...rest} className={[styles.button, className].join(' ')} data-variant={variant} data-size={size}>
      {icon ? <Icon name={icon} size={size === 'small' ? 12 : 16} /> : null}
      {children}
    </a>
  );
}

/** A link to a page of ours that looks like a button; takes the router's `to`, `params` and `search`. */
export const ButtonLink = createLink(Anchor);

function Word({ className, ...rest }: ComponentProps<'a'>) {
  return <a {...rest} className={[styles.link, className].join(' ')} />;
}

/** A link inside words. */
export const TextLink = createLink(Word);

/** A button that reads as a link: an act inside words. */
export function TextButton({ className, ...rest }: ComponentProps<'button'>) {
  return <button type="button" {...rest} className={[styles.link, className].join(' ')} />;
}
