import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../identity/queries.ts';
import { programmesQuery } from '../programmes/queries.ts';
import { Icon } from '../ui/Icon.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { Frame } from './Frame.tsx';
import { KeysGuide } from './KeysGuide.tsx';
import { MeMenu } from './MeMenu.tsx';
import styles from './Rail.module.css';

function Rail({ onKeys }: { readonly onKeys: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const { data } = useQuery(programmesQuery);
  const mine = (data ?? []).filter((one) => one.role !== null);
  return (
    <div className={styles.rail}>
      <Link to="/" search={{}} className={styles.programme} title="Concordance">
        <span className={styles.letter} aria-hidden="true">
          C
        </span>
        <span>
          <b>Concordance</b>
        </span>
      </Link>
      <nav aria-label={t('nav.label')} className={styles.nav}>
        <ul>
          {mine.map((one) => (
            <li key={one.id}>
              <Link to="/p/$programme" params={{ programme: one.id }} className={styles.link} title={one.shortTitle}>
                <span className={styles.glyph}>
                  <Icon name="right" size={12} />
                </span>
                <span className={styles.word}>{one.shortTitle}</span>
              </Link>
            </li>
          ))}
        </ul>
        {mine.length > 0 ? <hr /> : null}
        <ul>
          <li>
            <Link to="/account" className={styles.link} title={t('me.account')}>
              <span className={styles.glyph}>
                <Icon name="person" />
              </span>
              <span className={styles.word}>{t('me.account')}</span>
            </Link>
          </li>
          {me.administrator ? (
            <li>
              <Link to="/server" className={styles.link} title={t('nav.server')}>
                <span className={styles.glyph}>
                  <Icon name="server" />
                </span>
                <span className={styles.word}>{t('nav.server')}</span>
              </Link>
            </li>
          ) : null}
        </ul>
      </nav>
      <MeMenu role={me.administrator ? t('me.administrator') : ''} onKeys={onKeys} />
    </div>
  );
}

/** The frame of pages that belong to no programme. */
export function HomeFrame({ children }: { readonly children: ReactNode }) {
  const [keys, setKeys] = useState(false);
  useShortcut({ code: 'key:?' }, () => setKeys(true));
  return (
    <Frame rail={<Rail onKeys={() => setKeys(true)} />}>
      {children}
      {keys ? <KeysGuide onClose={() => setKeys(false)} /> : null}
    </Frame>
  );
}
