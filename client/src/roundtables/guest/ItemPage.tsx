import type { SeatView } from '@concordance/shared/roundtables/schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { GuestButton } from './GuestButton.tsx';
import styles from './guest.module.css';
import { type AtTable, textQuery } from './queries.ts';
import { readDoc } from './read-doc.ts';
import { TextView } from './TextView.tsx';
import { Trouble } from './Trouble.tsx';
import { useLiveText } from './use-live-text.ts';

type Item = SeatView['agenda'][number];

interface ItemTextProps {
  readonly at: AtTable;
  readonly item: Item;
  readonly open: boolean;
}

/** The wording of an item: live while the table is open, as it stood at the end afterwards. */
function ItemText({ at, item, open }: ItemTextProps) {
  const { t } = useTranslation(['roundtables', 'common']);
  const live = useLiveText(item.documentId, open);
  const stored = useQuery(textQuery(at, item.id));
  const version = live?.version() ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the document holds
  const read = useMemo(() => (live && live.state !== 'loading' ? readDoc(live.doc) : null), [live, version]);
  const json = read?.json ?? stored.data?.text;
  if (!json) {
    return stored.error ? (
      <Trouble error={stored.error} onRetry={() => void stored.refetch()} />
    ) : (
      <p role="status">{t('common:loading')}</p>
    );
  }
  return (
    <>
      {live?.state === 'offline' ? (
        <p role="status" className={styles.note}>
          {t('guest.offline')}
        </p>
      ) : null}
      <TextView json={json} cited={stored.data?.cited ?? {}} />
    </>
  );
}

interface ItemPageProps extends ItemTextProps {
  /** Its place on the agenda, from 1. */
  readonly place: number;
  readonly of: number;
  readonly begun: boolean;
  readonly hand: 'down' | 'waiting' | 'speaking';
  readonly onHand: () => void;
  readonly onRate: (roundId: string) => void;
}

/** One item to read, to speak about and to rate. */
export function ItemPage({ at, item, place, of, open, begun, hand, onHand, onRate }: ItemPageProps) {
  const { t } = useTranslation('roundtables');
  const round = item.rounds.findLast((each) => each.state === 'open') ?? item.rounds.at(-1);
  return (
    <>
      <article className={styles.body}>
        <p className={styles.label}>{t('guest.itemOf', { place, of, ref: item.ref })}</p>
        <h1>{item.title}</h1>
        {item.statement ? <p className={styles.statement}>{item.statement}</p> : null}
        {begun ? <ItemText at={at} item={item} open={open} /> : <p className={styles.note}>{t('guest.notYet')}</p>}
      </article>
      <footer className={styles.foot}>
        {open ? (
          <GuestButton variant="quiet" aria-pressed={hand !== 'down'} onClick={onHand}>
            <Icon name="person" />
            {t(`hand.${hand}`)}
          </GuestButton>
        ) : null}
        {round?.state === 'open' && open ? (
          <GuestButton variant="main" onClick={() => onRate(round.id)}>
            {t('guest.rate')}
          </GuestButton>
        ) : null}
        {round?.state === 'closed' ? <GuestButton onClick={() => onRate(round.id)}>{t('guest.result')}</GuestButton> : null}
      </footer>
    </>
  );
}
