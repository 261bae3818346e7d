import { Popover } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import styles from './facts.module.css';

export interface FactEditing {
  /** Closes and keeps what was chosen. */
  readonly done: () => void;
  /** Closes and forgets it. */
  readonly cancel: () => void;
}

interface FactPopoverProps {
  /** What the fact is called: the popover's name, and the beginning of the button's. */
  readonly label: string;
  /** The fact as it reads. */
  readonly shown: ReactNode;
  readonly readOnly: boolean;
  /** Called when the popover opens: remember what the fact was. */
  readonly onBegin?: () => void;
  /** Called when it closes with its choice kept. */
  readonly onDone?: () => void;
  readonly width?: number;
  readonly children: (editing: FactEditing) => ReactNode;
}

/**
 * A fact that opens a small sheet under itself. Enter and a press outside keep what was chosen, Esc does not; either way
 * the focus returns to the fact.
 */
export function FactPopover({ label, shown, readOnly, onBegin, onDone, width = 280, children }: FactPopoverProps) {
  const [open, setOpen] = useState(false);
  if (readOnly) return <div className={styles.still}>{shown}</div>;
  const close = (keep: boolean) => {
    setOpen(false);
    if (keep) onDone?.();
  };
  const toggle = () => {
    if (open) return close(true);
    onBegin?.();
    setOpen(true);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    close(false);
  };
  return (
    <Popover
      opened={open}
      onChange={(next) => {
        if (!next) close(true);
      }}
      closeOnEscape={false}
      trapFocus
      returnFocus
      width={width}
      position="bottom-start"
    >
      <Popover.Target>
        <button type="button" className={styles.value} onClick={toggle} aria-haspopup="dialog" aria-expanded={open}>
          <span className={styles.spoken}>{label}: </span>
          {shown}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.sheet ?? ''} aria-label={label} onKeyDown={keys}>
        {children({ done: () => close(true), cancel: () => close(false) })}
      </Popover.Dropdown>
    </Popover>
  );
}
