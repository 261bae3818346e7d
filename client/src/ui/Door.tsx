import type { ReactNode } from 'react';
import styles from './Door.module.css';

interface DoorProps {
  readonly title: string;
  readonly note?: ReactNode;
  /** Below everything, quietly: the languages. */
  readonly foot?: ReactNode;
  readonly children?: ReactNode;
}

/** A page outside the frame: one calm column with one thing to do. */
export function Door({ title, note, foot, children }: DoorProps) {
  return (
    <div className={styles.door}>
      <title>{title ? `${title} · Concordance` : 'Concordance'}</title>
      <header className={styles.brand}>
        <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="6" fill="var(--ink)" />
          <path d="M8 9v14M13 9v14" stroke="var(--paper)" strokeWidth="2" strokeLinecap="round" />
          <path d="M18 11h6M18 16h6M18 21h4" stroke="var(--paper)" strokeWidth="2" strokeLinecap="round" />
        </svg>
        Concordance
      </header>
      <main id="main" className={styles.column}>
        <h1>{title}</h1>
        {note ? <p className={styles.note}>{note}</p> : null}
        {children}
      </main>
      {foot ? <footer className={styles.foot}>{foot}</footer> : null}
    </div>
  );
}
