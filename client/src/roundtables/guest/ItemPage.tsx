import type { SeatView } from '@concordance/shared/roundtables/schema';
import type { Thread } from '@concordance/shared/threads/schema';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type MouseEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { GuestButton } from './GuestButton.tsx';
import styles from './guest.module.css';
import { markRuns, threadRanges } from './mark-runs.ts';
import { type AtTable, threadsKey, threadsQuery } from './queries.ts';
import { draftLines, type RemarkDraft, RemarkSheet, remarkKey } from './RemarkSheet.tsx';
import { TextView } from './TextView.tsx';
import { Trouble } from './Trouble.tsx';
import { NotSent } from './Unsent.tsx';
import { type ItemText, useItemText } from './use-item-text.ts';
import { useKeptDraft } from './use-kept-draft.ts';
import { useSelectedWords } from './use-selected-words.ts';

type Item = SeatView['agenda'][number];

interface ItemWordsProps {
  readonly text: ItemText;
  readonly threads: readonly Thread[];
  readonly active: string | null;
}

/** The wording, with what is said about it marked. */
function ItemWords({ text, threads, active }: ItemWordsProps) {
  const { t } = useTranslation(['roundtables', 'common']);
  const { json, live } = text;
  const marked = useMemo(
    () => (json && live ? markRuns(json, threadRanges(threads, live.doc, live.flat), active) : json),
    [json, live, threads, active],
  );
  if (!marked) return text.error ? <Trouble error={text.error} onRetry={text.again} /> : <p role="status">{t('common:loading')}</p>;
  return (
    <>
      {text.offline ? (
        <p role="status" className={styles.note}>
          {t('guest.offline')}
        </p>
      ) : null}
      <TextView json={marked} cited={text.cited} />
    </>
  );
}

interface ItemPageProps {
  readonly at: AtTable;
  readonly item: Item;
  readonly open: boolean;
  /** Its place on the agenda, from 1. */
  readonly place: number;
  readonly of: number;
  readonly begun: boolean;
  readonly hand: 'down' | 'waiting' | 'speaking';
  /** How the table's rule shows who says something. */
  readonly rule: string;
  /** The thread that was looked at last. */
  readonly active: string | null;
  /** While something is being written the page stays where it is, wherever the chair goes. */
  readonly onHold: (busy: boolean) => void;
  readonly onHand: () => void;
  readonly onRate: (roundId: string) => void;
  readonly onRemarks: (active: string | null) => void;
  readonly onMine: () => void;
  /** A remark on the whole was asked for elsewhere. */
  readonly asked: boolean;
}

const NONE: readonly never[] = [];

/** One item to read, to speak about and to rate. */
export function ItemPage(props: ItemPageProps) {
  const { at, item, place, of, open, begun, active, onHold, onRemarks } = props;
  const { t } = useTranslation('roundtables');
  const cache = useQueryClient();
  const text = useItemText(at, item, open, begun);
  const { data } = useQuery({ ...threadsQuery(at, item.recommendationId), enabled: begun });
  const threads = data?.threads ?? NONE;
  const words = useRef<HTMLDivElement>(null);
  const [{ words: selected, place: pressed }, unselect] = useSelectedWords(words, open ? text.live : null);
  const kept = useKeptDraft<RemarkDraft>(remarkKey(item.id));
  const [writing, setWriting] = useState(props.asked);
  const [sent, setSent] = useState(false);
  const write = (kind: RemarkDraft['kind']) => {
    const text = kept.draft?.text ?? '';
    if (selected) kept.change({ kind, words: selected, text, wording: selected.quote.replaceAll('\uFFFC', '') });
    else if (kind === 'suggest' && pressed)
      kept.change({ kind, words: null, place: pressed, text, wording: kept.draft?.place ? kept.draft.wording : '' });
    onHold(true);
    setSent(false);
    setWriting(true);
  };
  const stop = () => {
    setWriting(false);
    onHold(false);
  };
  const press = (event: MouseEvent) => {
    const thread = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-thread]')?.dataset['thread'] : undefined;
    if (thread && !selected) onRemarks(thread);
  };
  const draft = kept.draft ?? BLANK;
  return (
    <>
      <article className={styles.body}>
        <p className={styles.label}>{t('guest.itemOf', { place, of, ref: item.ref })}</p>
        <h1>{item.title}</h1>
        {item.statement ? <p className={styles.statement}>{item.statement}</p> : null}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list of remarks has them all for the keyboard */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
        <div ref={words} onClick={press}>
          {begun ? <ItemWords text={text} threads={threads} active={active} /> : <p className={styles.note}>{t('guest.notYet')}</p>}
        </div>
        {open && begun && threads.length === 0 ? <p className={styles.note}>{t('remark.how')}</p> : null}
        {!writing && !open && kept.draft ? <NotSent why={t('remark.closed')} lines={draftLines(kept.draft)} onDrop={kept.drop} /> : null}
      </article>
      <p role="status" className={styles.sent} hidden={!sent}>
        {sent ? t('remark.sent') : null}
      </p>
      {selected && open ? (
        <footer className={styles.foot} data-about-words>
          <GuestButton onMouseDown={keepSelection} onClick={() => write('suggest')}>
            {t('threads:new.suggest')}
          </GuestButton>
          <GuestButton variant="main" onMouseDown={keepSelection} onClick={() => write('comment')}>
            {t('remark.onWords')}
          </GuestButton>
        </footer>
      ) : (
        <ItemFoot
          {...props}
          threads={threads}
          waiting={kept.draft !== null}
          onWrite={() => write('comment')}
          onPutIn={open && pressed ? () => write('suggest') : null}
        />
      )}
      {writing ? (
        <RemarkSheet
          at={at}
          recommendationId={item.recommendationId}
          kept={kept}
          draft={draft}
          open={open}
          rule={props.rule}
          onSent={(thread) => {
            unselect();
            stop();
            setSent(true);
            cache.setQueryData(threadsQuery(at, item.recommendationId).queryKey, (before) =>
              before ? { ...before, threads: [...before.threads.filter(({ id }) => id !== thread.id), thread] } : before,
            );
            void cache.invalidateQueries({ queryKey: threadsKey(at) });
          }}
          onClose={stop}
        />
      ) : null}
    </>
  );
}

const BLANK: RemarkDraft = { kind: 'comment', words: null, text: '', wording: '' };
const keepSelection = (event: MouseEvent) => event.preventDefault();

interface ItemFootProps extends ItemPageProps {
  readonly threads: readonly Thread[];
  /** Something was written and not sent. */
  readonly waiting: boolean;
  readonly onWrite: () => void;
  /** Words are put in where the text was pressed; null where it was not. */
  readonly onPutIn: (() => void) | null;
}

/** What can be done here with a thumb. */
function ItemFoot({ item, open, begun, hand, threads, waiting, onWrite, onPutIn, onHand, onRate, onRemarks, onMine }: ItemFootProps) {
  const { t } = useTranslation(['roundtables', 'threads']);
  const round = item.rounds.findLast((each) => each.state === 'open') ?? item.rounds.at(-1);
  const rates = round?.state === 'open' && open;
  const unread = threads.reduce((sum, thread) => sum + thread.unread, 0);
  return (
    <footer className={styles.foot}>
      {onPutIn ? (
        <GuestButton data-wide onMouseDown={keepSelection} onClick={onPutIn}>
          {t('remark.putInHere')}
        </GuestButton>
      ) : null}
      {begun && (open || threads.length > 0) ? (
        <GuestButton data-unread={unread > 0 || undefined} onClick={() => onRemarks(null)}>
          <Icon name="comment" />
          <span aria-hidden="true">{threads.length}</span>
          <VisuallyHidden>{t('remark.read', { count: threads.length })}</VisuallyHidden>
        </GuestButton>
      ) : null}
      {open ? (
        <GuestButton variant="quiet" aria-pressed={hand !== 'down'} onClick={onHand}>
          <Icon name="person" />
          {t(`hand.${hand}`)}
        </GuestButton>
      ) : null}
      {rates && round ? (
        <GuestButton variant="main" onClick={() => onRate(round.id)}>
          {t('guest.rate')}
        </GuestButton>
      ) : null}
      {open && !rates ? (
        <GuestButton variant="main" onClick={onWrite}>
          {t(waiting ? 'remark.goOn' : 'remark.onWhole')}
        </GuestButton>
      ) : null}
      {begun && !open ? (
        <GuestButton variant="main" onClick={onMine}>
          {t('remark.mine')}
        </GuestButton>
      ) : null}
      {round?.state === 'closed' ? <GuestButton onClick={() => onRate(round.id)}>{t('guest.result')}</GuestButton> : null}
    </footer>
  );
}
