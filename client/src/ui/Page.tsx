import type { ReactNode } from 'react';
import styles from './Page.module.css';

interface PageProps {
  /** A `PageHeader`. */
  readonly header: ReactNode;
  /** A `Panel`, or nothing while it is closed. */
  readonly panel?: ReactNode;
  /** `wide` for tables, `mid` (1180 px) for pages that are read, `bare` where the page sets its own margins. */
  readonly width?: 'wide' | 'mid' | 'bare';
  readonly children: ReactNode;
}

/** One page inside the frame: the header row, the page itself, the panel beside it. */
export function Page({ header, panel, width = 'wide', children }: PageProps) {
  return (
    <div className={styles.grid} data-panel={panel ? true : undefined}>
      {header}
      <main id="main" tabIndex={-1} className={styles.main} data-width={width}>
        {children}
      </main>
      {panel}
    </div>
  );
}

interface PageTitleProps {
  readonly title: ReactNode;
  /** One line under the title. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
}

/** The page's own heading with what can be done about the whole of it. */
export function PageTitle({ title, note, actions }: PageTitleProps) {
  return (
    <div className={styles.title}>
      <div className={styles.words}>
        <h1>{title}</h1>
        {note ? <p>{note}</p> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </div>
  );
}
