import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { GuestButton } from './GuestButton.tsx';
import { GuestThread } from './GuestThread.tsx';
import styles from './guest.module.css';
import { type AtTable, markSeen, threadsQuery } from './queries.ts';
import { Trouble } from './Trouble.tsx';

/** Long enough to have been looked at. */
const SEEN_MS = 2_000;

interface RemarksPageProps {
  readonly at: AtTable;
  readonly recommendationId: string;
  readonly title: string;
  readonly label: string;
  readonly open: boolean;
  /** The thread that was pressed in the text. */
  readonly active: string | null;
  readonly onNew: () => void;
  readonly onBack: () => void;
}

/** What is said at this table about one item. */
export function RemarksPage({ at, recommendationId, title, label, open, active, onNew, onBack }: RemarksPageProps) {
  const { t } = useTranslation(['roundtables', 'common']);
  const query = useQuery(threadsQuery(at, recommendationId));
  const threads = query.data?.threads ?? [];
  const unread = threads.filter((thread) => thread.unread > 0).map(({ id }) => id);
  const key = unread.join(' ');
  const tell = useEffectEvent(() => void markSeen(at, unread).catch(() => {}));
  useEffect(() => {
    if (key === '') return;
    const timer = setTimeout(tell, SEEN_MS);
    return () => clearTimeout(timer);
  }, [key]);
  useEffect(() => {
    if (active !== null && key !== null) document.querySelector(`[data-thread-card="${active}"]`)?.scrollIntoView({ block: 'center' });
  }, [active, key]);
  return (
    <>
      <div className={styles.body}>
        <p className={styles.label}>{label}</p>
        <h1>{title}</h1>
        {query.error ? <Trouble error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? <p role="status">{t('common:loading')}</p> : null}
        {query.data && threads.length === 0 ? <p className={styles.note}>{t(open ? 'remark.noneOpen' : 'remark.none')}</p> : null}
        <div className={styles.threads}>
          {threads.map((thread) => (
            <GuestThread key={thread.id} at={at} thread={thread} active={thread.id === active} />
          ))}
        </div>
      </div>
      <footer className={styles.foot}>
        <GuestButton onClick={onBack}>{t('rate.back')}</GuestButton>
        {open ? (
          <GuestButton variant="main" onClick={onNew}>
            {t('remark.onWhole')}
          </GuestButton>
        ) : null}
      </footer>
    </>
  );
}
