import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProposedWording } from '../../threads/ProposedWording.tsx';
import { GuestButton } from './GuestButton.tsx';
import { Decision } from './GuestThread.tsx';
import styles from './guest.module.css';
import { type AtTable, remarksQuery } from './queries.ts';
import { shown } from './RemarkSheet.tsx';
import { Trouble } from './Trouble.tsx';

/** What became of everything that I said at this table. */
export function MinePage({ at, onBack }: { readonly at: AtTable; readonly onBack: () => void }) {
  const { t } = useTranslation(['roundtables', 'common']);
  const { data, error, refetch } = useQuery(remarksQuery(at));
  return (
    <>
      <div className={styles.body}>
        <h1>{t('remark.mine')}</h1>
        <p className={styles.note}>{t('remark.mineNote')}</p>
        {error ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
        {data || error ? null : <p role="status">{t('common:loading')}</p>}
        {data?.length === 0 ? <p>{t('remark.mineNone')}</p> : null}
        <div className={styles.threads}>
          {data?.map((remark) => (
            <article key={remark.threadId} className={styles.thread} data-own-remark={remark.threadId}>
              <p className={styles.label}>
                {remark.subject.ref} · {remark.subject.title}
              </p>
              {remark.quote && !remark.suggestion ? <blockquote className={styles.quote}>{shown(remark)}</blockquote> : null}
              {remark.suggestion ? (
                <p className={styles.proposal}>
                  <ProposedWording quote={remark.quote} suggestion={remark.suggestion} />
                </p>
              ) : null}
              {remark.text ? <p>{remark.text}</p> : null}
              {remark.answers > 0 ? <p className={styles.label}>{t('remark.answers', { count: remark.answers })}</p> : null}
              <Decision life={remark.life} />
            </article>
          ))}
        </div>
      </div>
      <footer className={styles.foot}>
        <GuestButton onClick={onBack}>{t('rate.back')}</GuestButton>
      </footer>
    </>
  );
}
