import { type ReactNode, useEffect, useRef } from 'react';
import styles from './Dialog.module.css';

interface DialogProps {
  /** Its name for screen readers. */
  readonly label: string;
  /** `drawer` comes from the left edge, `palette` hangs near the top, `sheet` stands in the middle. */
  readonly place: 'drawer' | 'palette' | 'sheet';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus inside, answers Esc and returns the focus where it was. */
export function Dialog({ label, place, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      className={styles.dialog}
      data-place={place}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={styles.inside}>{children}</div>
    </dialog>
  );
}
