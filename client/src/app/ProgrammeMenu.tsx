import { lazy, Suspense, useState } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { MenuButton } from './MenuButton.tsx';
import styles from './Rail.module.css';

const load = () => import('./ProgrammeMenuOpen.tsx');
const ProgrammeMenuOpen = lazy(async () => ({ default: (await load()).ProgrammeMenuOpen }));

/** The programme's first letter stands for it where there is no room for its name. */
function letterOf(title: string): string {
  return ([...title.trim()][0] ?? '·').toLocaleUpperCase();
}

interface ProgrammeMenuProps {
  readonly id: string;
  readonly title: string;
  readonly years: string;
}

/** Which programme this is, and the way to another. The menu itself is fetched when somebody reaches for it. */
export function ProgrammeMenu({ id, title, years }: ProgrammeMenuProps) {
  const [asked, setAsked] = useState(false);
  const face = (
    <>
      <span className={styles.letter} aria-hidden="true">
        {letterOf(title)}
      </span>
      <span>
        <b>{title}</b>
        <small>{years}</small>
      </span>
      <Icon name="down" size={12} />
    </>
  );
  const button = (
    <MenuButton className={styles.programme} title={title} onLikely={() => void load()} onClick={() => setAsked(true)}>
      {face}
    </MenuButton>
  );
  return asked ? (
    <Suspense fallback={button}>
      <ProgrammeMenuOpen id={id} title={title} face={face} />
    </Suspense>
  ) : (
    button
  );
}
