import type { ApprovalPage } from '@concordance/shared/approvals/schema';
import { useTranslation } from 'react-i18next';
import { ChangeList } from '../editions/ChangeList.tsx';
import styles from '../editions/sheet.module.css';
import { useFormat } from '../ui/use-format.ts';

/** One line an approver: their signature, whether it covers the text as it is, or that it is waited for. */
export function SignOffs({ page, me }: { readonly page: ApprovalPage; readonly me: string }) {
  const { t } = useTranslation('approvals');
  const { time } = useFormat();
  const { set, signOffs } = page;
  const covering = signOffs.filter((one) => one.covers);
  const dissents = signOffs.filter((one) => one.dissent !== '');
  return (
    <section className={styles.part}>
      <div className={styles.head}>
        <h2>{t('editions:signOffs')}</h2>
        <small>{t('signedOf', { count: covering.length, quorum: set.quorum })}</small>
      </div>
      <ul className={styles.signs}>
        {set.approvers.map((approver) => {
          const mine = signOffs.filter((one) => one.userId === approver.id);
          const last = mine.find((one) => one.covers) ?? mine.at(-1);
          return (
            <li key={approver.id} data-open={last ? undefined : true}>
              <p className={styles.hand} data-open={last ? undefined : true}>
                {last ? last.name : t(approver.id === me ? 'waitsForYou' : 'waits')}
              </p>
              <p className={styles.who}>{approver.name}</p>
              <p className={styles.when}>
                {last
                  ? [time(last.at), last.dissent === '' ? '' : t('editions:withDissent'), last.covers ? '' : t('olderText')]
                      .filter(Boolean)
                      .join(' · ')
                  : approver.leads
                    ? t('common:role.lead')
                    : t('leadsNoMore')}
              </p>
            </li>
          );
        })}
      </ul>
      {page.sinceSigned.map((one, index) => (
        <div key={index} className={styles.dissent}>
          <h3>{t('coveredOlder', { name: one.since.kind === 'signed' ? one.since.name : '', count: one.changes.length })}</h3>
          <ChangeList changes={one.changes} />
        </div>
      ))}
      {dissents.map((one) => (
        <div key={`${one.userId} ${one.hash}`} className={styles.dissent}>
          <h3>
            {one.dissentOn === null
              ? t('editions:dissent', { name: one.name })
              : t('editions:dissentOn', { name: one.name, ref: one.dissentOn })}
          </h3>
          <p>{one.dissent}</p>
        </div>
      ))}
    </section>
  );
}
