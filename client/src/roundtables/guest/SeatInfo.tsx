import type { SeatView } from '@concordance/shared/roundtables/schema';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GuestButton } from './GuestButton.tsx';
import { GuestLanguages } from './GuestLanguages.tsx';
import styles from './guest.module.css';
import { ownLink } from './own-link.ts';

interface SeatInfoProps {
  readonly view: SeatView;
  readonly onBack: () => void;
  readonly onItem: (index: number) => void;
  readonly onMine: () => void;
}

/** About the table: its rule in plain words, its items, one's own number, and the link to come back by. */
export function SeatInfo({ view, onBack, onItem, onMine }: SeatInfoProps) {
  const { t } = useTranslation(['roundtables', 'common']);
  const [copied, setCopied] = useState(false);
  const link = ownLink(view.table.id);
  const copy = () => void navigator.clipboard?.writeText(link ?? '').then(() => setCopied(true));
  return (
    <>
      <div className={styles.body}>
        <p className={styles.label}>{view.programme}</p>
        <h1>{view.table.title}</h1>
        {view.table.description ? <p className={styles.lead}>{view.table.description}</p> : null}
        <p>{t('guest.youAre', { name: view.seat.name, number: view.seat.number })}</p>
        <p className={styles.note}>{t(`guest.ruleAtTable.${view.table.rule}`, { shownAs: view.seat.shownAs ?? '' })}</p>
        <ol className={styles.list}>
          {view.agenda.map((item, index) => (
            <li key={item.id}>
              <button type="button" onClick={() => onItem(index)}>
                {item.title}
              </button>
            </li>
          ))}
        </ol>
        <div>
          <GuestButton onClick={onMine}>{t('remark.mine')}</GuestButton>
        </div>
        {link ? (
          <div className={styles.own}>
            <p>{t('guest.ownLink')}</p>
            <code>{link}</code>
            <GuestButton variant="quiet" onClick={copy}>
              <span aria-live="polite">{t(copied ? 'common:action.copied' : 'common:action.copy')}</span>
            </GuestButton>
          </div>
        ) : null}
        <GuestLanguages />
      </div>
      <footer className={styles.foot}>
        <GuestButton onClick={onBack}>{t('rate.back')}</GuestButton>
      </footer>
    </>
  );
}
