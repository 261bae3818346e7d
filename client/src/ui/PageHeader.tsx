import { Children, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './Button.tsx';
import { useFrame } from './frame-context.ts';
import styles from './PageHeader.module.css';

interface PageHeaderProps {
  /** From far to near; the last is this page and is not a link. Only the last is shown on narrow screens. */
  readonly crumbs: readonly ReactNode[];
  /** The status of what the page shows. */
  readonly status?: ReactNode;
  /** Who else is here. */
  readonly presence?: ReactNode;
  /** What is saved and what is not. */
  readonly save?: ReactNode;
  readonly actions?: ReactNode;
  /** Name of the page for the browser's tab; the last crumb where it is plain words. */
  readonly title?: string;
}

function Crumbs({ crumbs }: { readonly crumbs: readonly ReactNode[] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('header.here')} className={styles.nav}>
      <ol className={styles.crumbs}>
        {Children.map(crumbs, (crumb, index) => {
          const last = index === crumbs.length - 1;
          return (
            <li className={last ? styles.near : styles.far} aria-current={last ? 'page' : undefined}>
              {crumb}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** The one thin row on top of every page. */
export function PageHeader({ crumbs, status, presence, save, actions, title }: PageHeaderProps) {
  const { t } = useTranslation();
  const { railIsDrawer, openRail } = useFrame();
  const near = crumbs.at(-1);
  const name = title ?? (typeof near === 'string' ? near : '');
  const end = [presence, save, actions].filter((part) => part !== undefined && part !== null && part !== false);
  return (
    <header className={styles.bar}>
      <title>{name ? `${name} · Concordance` : 'Concordance'}</title>
      {railIsDrawer ? <IconButton icon="menu" label={t('nav.open')} onClick={openRail} className={styles.menu} /> : null}
      <Crumbs crumbs={crumbs} />
      {status ? <div className={styles.status}>{status}</div> : null}
      <div className={styles.end}>
        {Children.map(end, (part, index) => (
          <>
            {index > 0 ? <span className={styles.rule} aria-hidden="true" /> : null}
            <div className={styles.part}>{part}</div>
          </>
        ))}
      </div>
    </header>
  );
}
