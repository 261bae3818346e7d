import type { Editor } from '@tiptap/core';
import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorProps } from './contract.ts';
import { showBlock } from './handle.ts';
import { MarginCard } from './MarginCard.tsx';
import { countOf, firstTick, itemsOf, LANES, type MarginRow, nextTick, type Tick, ticksOf } from './margin-rows.ts';
import { SIGNS } from './register-signs.ts';
import { Sign } from './Sign.tsx';
import { type LaidOutRow, useMarginLayout } from './use-margin-layout.ts';

/** The card waits a moment before it goes, so that the mouse can travel into it. */
const LEAVE_MS = 160;

interface MarginProps extends Pick<EditorProps, 'lookup' | 'onOpenRecord'> {
  readonly editor: Editor;
}

/**
 * The concordance margin: beside each block, what it cites, by register; a hollow tick where it claims and cites nothing.
 * One stop for Tab; arrows move, Enter opens, Esc closes.
 */
export function Margin({ editor, lookup, onOpenRecord }: MarginProps) {
  const { t } = useTranslation('editor');
  const [layer, setLayer] = useState<HTMLDivElement | null>(null);
  const { rows, narrow, from, to } = useMarginLayout(editor, layer);
  const [active, setActive] = useState<Tick | null>(null);
  const { card, show, leave, stay, close } = useCard();
  const stop = active && rows.some((row) => row.index === active.index) ? active : firstTick(rows, narrow);
  const drawn = useMemo(
    () => rows.filter((row) => (row.top >= from && row.top <= to) || row.index === stop?.index),
    [rows, from, to, stop?.index],
  );

  const press = (row: MarginRow, tick: Tick) => {
    const items = itemsOf(row, tick.lane);
    const [only] = new Set(items.map((item) => item.record));
    if (tick.lane === 'bare') showBlock(editor, row.index);
    else if (only !== undefined && countOf(row, tick.lane) === 1) onOpenRecord(only);
    else show(tick, true);
  };
  const now: TickActs = {
    show,
    leave,
    focus: (tick) => {
      setActive(tick);
      show(tick, false);
    },
    press: (tick) => {
      const row = rows.find((each) => each.index === tick.index);
      if (row) press(row, tick);
    },
  };
  // Rows are memoised; they reach the newest acts through one stable reference.
  const acts = useRef(now);
  acts.current = now;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && card) {
      event.stopPropagation();
      tickElement(layer, card.tick)?.focus();
      close();
      return;
    }
    if (!stop || !(event.target instanceof Element) || event.target.closest('.margin-card')) return;
    const next = nextTick(rows, stop, event.key, narrow);
    if (!next) return;
    event.preventDefault();
    setActive(next);
    show(next, false);
  };
  useFollowFocus(layer, active);

  const shown = card ? rows.find((row) => row.index === card.tick.index) : undefined;
  return (
    <div
      className={narrow ? 'margin is-narrow' : 'margin'}
      ref={setLayer}
      role="toolbar"
      aria-orientation="vertical"
      aria-label={t('margin.label')}
      onKeyDown={onKeyDown}
      onMouseLeave={leave}
    >
      <LaneHeads />
      {drawn.map((row) => (
        <Row key={row.index} row={row} lookup={lookup} narrow={narrow} stop={stop?.index === row.index ? stop.lane : null} acts={acts} />
      ))}
      {card && shown && card.tick.lane !== 'bare' && (
        <MarginCard
          items={itemsOf(shown, card.tick.lane)}
          top={shown.top}
          focus={card.focus}
          lookup={lookup}
          onOpen={onOpenRecord}
          onMouseEnter={stay}
          onMouseLeave={leave}
        />
      )}
    </div>
  );
}

interface TickActs {
  show(tick: Tick, focus: boolean): void;
  leave(): void;
  focus(tick: Tick): void;
  press(tick: Tick): void;
}

const LaneHeads = memo(function LaneHeads() {
  const { t } = useTranslation('editor');
  return (
    <div className="margin-heads" aria-hidden="true">
      <div className="margin-names">
        {LANES.map((lane) => (
          <span key={lane} className={`is-${lane}`}>
            {t(`kinds.${lane}`)}
          </span>
        ))}
      </div>
      <div className="margin-letters">
        {LANES.map((lane) => (
          <span key={lane} className={`is-${lane}`}>
            {SIGNS[lane].letter}
          </span>
        ))}
      </div>
    </div>
  );
});

interface RowProps {
  readonly row: LaidOutRow;
  readonly lookup: EditorProps['lookup'];
  readonly narrow: boolean;
  /** The lane that Tab stops at, when it is in this row. */
  readonly stop: Tick['lane'] | null;
  readonly acts: { readonly current: TickActs };
}

const Row = memo(function Row({ row, lookup, narrow, stop, acts }: RowProps) {
  const { t } = useTranslation('editor');
  return (
    <div className="margin-row" style={{ top: row.top }}>
      {ticksOf(row, narrow).map((tick) => {
        const count = countOf(row, tick.lane);
        const suspect = itemsOf(row, tick.lane).some((item) => lookup(item.record)?.suspect);
        const label =
          tick.lane === 'bare'
            ? t('margin.bare')
            : tick.lane === 'all'
              ? LANES.filter((lane) => countOf(row, lane) > 0)
                  .map((lane) => t(`margin.${lane}`, { count: countOf(row, lane) }))
                  .join(', ')
              : t(`margin.${tick.lane}`, { count });
        return (
          <button
            key={tick.lane}
            type="button"
            className={`margin-tick is-${tick.lane}`}
            data-tick={`${tick.index} ${tick.lane}`}
            // Drawn by the style sheet: the number is in the button's name already.
            data-count={count > 1 ? count : undefined}
            data-suspect={suspect || undefined}
            aria-label={suspect ? `${label}, ${t('margin.suspect')}` : label}
            tabIndex={stop === tick.lane ? 0 : -1}
            onMouseEnter={() => acts.current.show(tick, false)}
            onFocus={() => acts.current.focus(tick)}
            onBlur={() => acts.current.leave()}
            onClick={() => acts.current.press(tick)}
          >
            <TickFace row={row} lane={tick.lane} />
          </button>
        );
      })}
      {row.bare && !narrow && (
        <span className="margin-none" aria-hidden="true">
          {t('margin.bare')}
        </span>
      )}
    </div>
  );
});

function TickFace({ row, lane }: { readonly row: MarginRow; readonly lane: Tick['lane'] }) {
  if (lane === 'bare') return <Sign kind={null} />;
  if (lane !== 'all') return <Sign kind={lane} />;
  return (
    <span className="margin-stack">
      {LANES.filter((each) => countOf(row, each) > 0).map((each) => (
        <Sign key={each} kind={each} />
      ))}
    </span>
  );
}

interface OpenCard {
  readonly tick: Tick;
  /** The first item takes the focus: the card was opened by a key or a press, not by passing over. */
  readonly focus: boolean;
}

function useCard() {
  const [card, setCard] = useState<OpenCard | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const acts = useMemo(() => {
    const stay = () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    };
    const show = (tick: Tick, focus: boolean) => {
      stay();
      setCard({ tick, focus });
    };
    const leave = () => {
      stay();
      timer.current = setTimeout(() => setCard((open) => (document.activeElement?.closest('.margin-card') ? open : null)), LEAVE_MS);
    };
    const close = () => {
      stay();
      setCard(null);
    };
    return { stay, show, leave, close };
  }, []);
  return { card, ...acts };
}

/** Puts the focus on the tick that the arrows have reached; a row out of view is drawn first, so this follows the render. */
function useFollowFocus(layer: HTMLElement | null, active: Tick | null): void {
  useEffect(() => {
    if (!layer || !active || !layer.contains(document.activeElement) || document.activeElement?.closest('.margin-card')) return;
    const tick = tickElement(layer, active);
    if (tick === document.activeElement) return;
    tick?.focus({ preventScroll: true });
    tick?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }, [layer, active]);
}

function tickElement(layer: HTMLElement | null, tick: Tick): HTMLElement | null {
  return layer?.querySelector<HTMLElement>(`[data-tick="${tick.index} ${tick.lane}"]`) ?? null;
}
