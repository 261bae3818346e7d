import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { FrameContext } from '../ui/frame-context.ts';
import { useNarrow } from '../ui/use-width.ts';
import styles from './Frame.module.css';

/** A new page takes the focus, so that the next Tab and the screen reader begin in it; a field that took it already keeps it. */
function useFocusOnArrival(path: string | undefined): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    const first = before.current === undefined;
    before.current = path;
    const main = document.getElementById('main');
    if (!first && main && !main.contains(document.activeElement)) main.focus({ preventScroll: true });
  }, [path]);
}

interface FrameProps {
  /** Null for a page that stands by itself. */
  readonly rail: ReactNode;
  readonly children: ReactNode;
}

/** The rail on the left, the page on the right; below 900 px the rail is a drawer that the page's header opens. */
export function Frame({ rail, children }: FrameProps) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const place = useRouterState({ select: (state) => state.location.href });
  const alone = rail === null;
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  // The drawer is open at one place: going somewhere is what it was opened for.
  const [openAt, setOpenAt] = useState<string | null>(null);
  useFocusOnArrival(path);
  const here = useMemo(() => ({ railIsDrawer: narrow && !alone, openRail: () => setOpenAt(place) }), [narrow, alone, place]);
  return (
    <FrameContext value={here}>
      <div className={styles.shell} data-alone={alone || undefined}>
        <a className={styles.skip} href="#main">
          {t('nav.skip')}
        </a>
        {narrow || alone ? null : (
          <aside aria-label={t('nav.rail')} className={styles.side}>
            {rail}
          </aside>
        )}
        {narrow && openAt === place ? (
          <Dialog label={t('nav.label')} place="drawer" onClose={() => setOpenAt(null)}>
            {rail}
          </Dialog>
        ) : null}
        <div className={styles.page}>{children}</div>
      </div>
    </FrameContext>
  );
}
