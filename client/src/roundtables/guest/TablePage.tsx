import type { SeatView } from '@concordance/shared/roundtables/schema';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import { GuestButton } from './GuestButton.tsx';
import styles from './guest.module.css';
import { ItemPage } from './ItemPage.tsx';
import { MinePage } from './MinePage.tsx';
import { type AtTable, raiseHand, seatQuery } from './queries.ts';
import { RatePage } from './RatePage.tsx';
import { RemarksPage } from './RemarksPage.tsx';
import { SeatInfo } from './SeatInfo.tsx';
import { Trouble } from './Trouble.tsx';
import { useClock } from './use-clock.ts';
import { useGuestFeed } from './use-guest-feed.ts';

type Shown =
  | { readonly kind: 'item'; readonly asked?: true }
  | { readonly kind: 'rate'; readonly roundId: string }
  | { readonly kind: 'remarks'; readonly active: string | null }
  | { readonly kind: 'mine' }
  | { readonly kind: 'seat' };

/** How the table stands, in a word or two. */
function useStanding(view: SeatView): string {
  const { t } = useTranslation('roundtables');
  const { time } = useFormat();
  if (view.table.life.state === 'planned') return t('guest.state.planned');
  if (!view.open) return t('guest.state.closed');
  return view.table.closesAt ? t('guest.state.until', { time: time(view.table.closesAt) }) : t('guest.state.open');
}

interface HeadProps {
  readonly view: SeatView;
  readonly current: number;
  readonly onItem: (index: number) => void;
  readonly onSeat: () => void;
}

/** The table's name and state, and the way through its items. */
function Head({ view, current, onItem, onSeat }: HeadProps) {
  const { t } = useTranslation('roundtables');
  const standing = useStanding(view);
  return (
    <header className={styles.top}>
      <div className={styles.row}>
        <button type="button" className={styles.tableName} onClick={onSeat}>
          {view.table.title}
        </button>
        <span role="status">{standing}</span>
      </div>
      <nav aria-label={t('guest.items')} className={styles.steps}>
        {view.agenda.map((item, index) => (
          <button
            key={item.id}
            type="button"
            aria-current={index === current ? 'step' : undefined}
            data-past={index < current || undefined}
            aria-label={t('guest.goTo', { place: index + 1, title: item.title })}
            onClick={() => onItem(index)}
          />
        ))}
      </nav>
    </header>
  );
}

interface ChairProps {
  readonly view: SeatView;
  readonly following: boolean;
  readonly place: number;
  readonly onFollow: (following: boolean) => void;
}

/** Where the chair is, with the clock of the item, and whether this screen goes along. */
function Chair({ view, following, place, onFollow }: ChairProps) {
  const { t } = useTranslation('roundtables');
  const item = view.agenda[place];
  const left = useClock(view.session.itemSince, item?.minutes ?? null);
  const speaking = view.session.speakers.find((one) => one.state === 'speaking');
  return (
    <div className={styles.chair}>
      <p>
        {t(following ? 'chair.following' : 'chair.elsewhere', { place: place + 1 })}
        {left ? <span data-over={left.over || undefined}> · {left.text}</span> : null}
        {speaking ? <span> · {t('chair.speaks', { who: speaking.label ?? t('chair.number', { number: speaking.number }) })}</span> : null}
      </p>
      <GuestButton variant="quiet" onClick={() => onFollow(!following)}>
        {t(following ? 'chair.leave' : 'chair.follow')}
      </GuestButton>
    </div>
  );
}

function OpenTable({ at, view }: { readonly at: AtTable; readonly view: SeatView }) {
  const { t } = useTranslation('roundtables');
  const [index, setIndex] = useState(0);
  const [following, setFollowing] = useState(true);
  const [shown, setShown] = useState<Shown>({ kind: 'item' });
  const led = view.agenda.findIndex((item) => item.id === view.session.itemId);
  // Whoever writes, or reads what others said, is not carried away by the chair until they are done.
  const [held, setHeld] = useState<number | null>(null);
  const current = held ?? (following && led >= 0 ? led : Math.min(index, view.agenda.length - 1));
  const item = view.agenda[current];
  const mine = view.session.speakers.find((one) => one.number === view.seat.number);
  const hand = useMutation({ mutationFn: (up: boolean) => raiseHand(at, up) });
  const go = (next: number) => {
    setIndex(next);
    setHeld(null);
    if (next !== led) setFollowing(false);
    setShown({ kind: 'item' });
    window.scrollTo({ top: 0 });
  };
  const follow = (next: boolean) => {
    if (!next) setIndex(current);
    setHeld(null);
    setFollowing(next);
    if (next) setShown({ kind: 'item' });
  };
  if (!item) return <p className={styles.note}>{t('guest.noItems')}</p>;
  const label = t('guest.itemOf', { place: current + 1, of: view.agenda.length, ref: item.ref });
  return (
    <div className={styles.page}>
      <title>{`${view.table.title} · Concordance`}</title>
      <Head
        view={view}
        current={current}
        onItem={go}
        onSeat={() => setShown(shown.kind === 'seat' ? { kind: 'item' } : { kind: 'seat' })}
      />
      {led >= 0 ? <Chair view={view} following={following} place={led} onFollow={follow} /> : null}
      <main id="main" className={styles.main}>
        {hand.error ? <Trouble error={hand.error} /> : null}
        {shown.kind === 'seat' ? (
          <SeatInfo view={view} onBack={() => setShown({ kind: 'item' })} onItem={go} onMine={() => setShown({ kind: 'mine' })} />
        ) : null}
        {shown.kind === 'rate' ? (
          <RatePage
            at={at}
            roundId={shown.roundId}
            label={`${label} · ${t('rate.round', { number: roundNumber(view, shown.roundId) })}`}
            title={titleOf(view, shown.roundId)}
            open={view.open}
            onBack={() => setShown({ kind: 'item' })}
          />
        ) : null}
        {shown.kind === 'mine' ? <MinePage at={at} onBack={() => setShown({ kind: 'item' })} /> : null}
        {shown.kind === 'remarks' ? (
          <RemarksPage
            at={at}
            recommendationId={item.recommendationId}
            label={label}
            title={item.title}
            open={view.open}
            active={shown.active}
            onNew={() => setShown({ kind: 'item', asked: true })}
            onBack={() => {
              setHeld(null);
              setShown({ kind: 'item' });
            }}
          />
        ) : null}
        {shown.kind === 'item' ? (
          <ItemPage
            key={item.id}
            at={at}
            item={item}
            place={current + 1}
            of={view.agenda.length}
            open={view.open}
            begun={view.table.life.state !== 'planned'}
            hand={mine?.state ?? 'down'}
            onHand={() => hand.mutate(mine === undefined)}
            rule={t(`guest.ruleAtTable.${view.table.rule}`, { shownAs: view.seat.shownAs ?? '' })}
            active={null}
            asked={shown.asked ?? false}
            onHold={(busy) => setHeld(busy ? current : null)}
            onRemarks={(active) => {
              setHeld(current);
              setShown({ kind: 'remarks', active });
              window.scrollTo({ top: 0 });
            }}
            onMine={() => setShown({ kind: 'mine' })}
            onRate={(roundId) => setShown({ kind: 'rate', roundId })}
          />
        ) : null}
      </main>
    </div>
  );
}

const itemOf = (view: SeatView, roundId: string) => view.agenda.find((item) => item.rounds.some((round) => round.id === roundId));
const titleOf = (view: SeatView, roundId: string) => itemOf(view, roundId)?.title ?? '';
const roundNumber = (view: SeatView, roundId: string) => itemOf(view, roundId)?.rounds.find((round) => round.id === roundId)?.number ?? 1;

/** A guest's table: everything they need, and nothing else. */
export function TablePage(at: AtTable) {
  const { t } = useTranslation(['roundtables', 'common']);
  const [out, setOut] = useState(false);
  useGuestFeed(
    at,
    useCallback(() => setOut(true), []),
  );
  const seat = useQuery({ ...seatQuery(at), enabled: !out });
  if (out) {
    return (
      <div className={styles.door}>
        <main id="main">
          <h1>{t('guest.out')}</h1>
          <p>{t('guest.outNote')}</p>
        </main>
      </div>
    );
  }
  if (seat.data) return <OpenTable at={at} view={seat.data} />;
  return (
    <div className={styles.door}>
      <main id="main">
        {seat.error ? <Trouble error={seat.error} onRetry={() => void seat.refetch()} /> : <p role="status">{t('common:loading')}</p>}
      </main>
    </div>
  );
}
