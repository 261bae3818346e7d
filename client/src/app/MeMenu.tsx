import { lazy, Suspense, useState } from 'react';
import { useMe } from '../identity/queries.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { MenuButton } from './MenuButton.tsx';
import styles from './Rail.module.css';

const load = () => import('./MeMenuOpen.tsx');
const MeMenuOpen = lazy(async () => ({ default: (await load()).MeMenuOpen }));

export interface MeMenuProps {
  /** My role here, in words; nothing outside a programme. */
  readonly role: string;
  readonly onKeys: () => void;
}

/** Me, at the foot of the rail. The menu itself is fetched when somebody reaches for it. */
export function MeMenu({ role, onKeys }: MeMenuProps) {
  const me = useMe();
  const [asked, setAsked] = useState(false);
  const face = (
    <>
      <Avatar name={me.name} colour={me.colour} />
      <span>
        <b>{me.name}</b>
        <small>{role}</small>
      </span>
    </>
  );
  const button = (
    <MenuButton className={styles.me} title={me.name} onLikely={() => void load()} onClick={() => setAsked(true)}>
      {face}
    </MenuButton>
  );
  return asked ? (
    <Suspense fallback={button}>
      <MeMenuOpen face={face} onKeys={onKeys} />
    </Suspense>
  ) : (
    button
  );
}
