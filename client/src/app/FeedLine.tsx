import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedState } from '../events/event-feed.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './FeedLine.module.css';

/** A short break is nobody's business; a longer one is. */
const PATIENCE_MS = 4_000;

/** Says that what is on the screen may be old, while the connection is away. */
export function FeedLine({ state }: { readonly state: FeedState }) {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  const away = state === 'waiting' || state === 'connecting';
  useEffect(() => {
    if (!away) return setLate(false);
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [away]);
  return (
    <div role="status" className={styles.line} data-shown={late || undefined}>
      {late ? (
        <>
          <Icon name="offline" />
          {t('feed.offline')}
        </>
      ) : null}
    </div>
  );
}
