import type { ReadableEdition } from '@concordance/shared/editions/schema';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';
import { useFormat } from '../ui/use-format.ts';
import { Fingerprint } from './Fingerprint.tsx';
import { ItemLines, SubstanceView } from './SubstanceView.tsx';
import styles from './sheet.module.css';
import { useRuleWords } from './use-rule-words.ts';

/** The document itself: what was approved, by whom, with whose dissent, what was open, and the fingerprint of it all. */
export function EditionSheet({ readable }: { readonly readable: ReadableEdition }) {
  const { t } = useTranslation('editions');
  const { time } = useFormat();
  const ruleWords = useRuleWords();
  const { edition, disclosures, sha256 } = readable;
  const { substance, approval } = edition;
  const { set, programme } = substance;
  const dissents = approval.signOffs.filter((one) => one.dissent !== '');
  return (
    <>
      <p className={styles.over}>{`${set.ref} · ${t('edition', { number: substance.edition })}`}</p>
      <h1>{set.title}</h1>
      <p className={styles.to}>
        {t('to', { count: substance.recommendations.length, to: set.addressees.map((body) => body.title).join('; ') || '–' })}
      </p>
      <dl className={styles.meta}>
        <div>
          <dt>{t('preparedBy')}</dt>
          <dd>{programme.contractor || programme.shortTitle}</dd>
        </div>
        <div>
          <dt>{t('programme')}</dt>
          <dd>{programme.contract || programme.shortTitle}</dd>
        </div>
        <div>
          <dt>{t('approvedAt')}</dt>
          <dd>{time(approval.at)}</dd>
        </div>
      </dl>
      <section className={styles.part}>
        <div className={styles.head}>
          <h2>{t('contents')}</h2>
        </div>
        <ItemLines substance={substance} />
      </section>
      <SubstanceView substance={substance} disclosures={disclosures} />
      {edition.open.length === 0 ? null : (
        <section className={styles.part}>
          <div className={styles.head}>
            <h2>{t('openThen')}</h2>
          </div>
          {edition.open.map((point, index) => (
            <div key={`${point.ref} ${point.rule} ${index}`} className={styles.point}>
              <Icon name="warn" />
              <p>
                <b>{point.ref}</b> {ruleWords(point.rule, point.words)}
              </p>
            </div>
          ))}
        </section>
      )}
      {edition.threads.length === 0 ? null : (
        <section className={styles.part}>
          <div className={styles.head}>
            <h2>{t('threads')}</h2>
          </div>
          <ul className={styles.records}>
            {edition.threads.map((thread, index) => (
              <li key={`${thread.ref} ${index}`}>
                <span className={styles.ref}>{thread.ref}</span>
                <div>
                  <p>{thread.remark}</p>
                  <p className={styles.fact}>{[thread.author, thread.disposition, thread.reason].filter(Boolean).join(' · ')}</p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.part}>
        <div className={styles.head}>
          <h2>{t('signOffs')}</h2>
          <small>{t('quorum', { count: approval.quorum })}</small>
        </div>
        <ul className={styles.signs}>
          {approval.signOffs.map((one) => (
            <li key={one.userId}>
              <p className={styles.hand}>{one.name}</p>
              <p className={styles.when}>{[time(one.at), one.dissent === '' ? '' : t('withDissent')].filter(Boolean).join(' · ')}</p>
            </li>
          ))}
        </ul>
        {approval.alone ? <p className={styles.notice}>{t('alone')}</p> : null}
        {dissents.map((one) => (
          <div key={one.userId} className={styles.dissent}>
            <h3>{one.dissentOn === null ? t('dissent', { name: one.name }) : t('dissentOn', { name: one.name, ref: one.dissentOn })}</h3>
            <p>{one.dissent}</p>
          </div>
        ))}
      </section>
      <div className={styles.print}>
        <div>
          <p className={styles.label}>{t('fingerprint')}</p>
          <Fingerprint hash={sha256} />
        </div>
        <p className={styles.label}>{t('anyone')}</p>
      </div>
    </>
  );
}
