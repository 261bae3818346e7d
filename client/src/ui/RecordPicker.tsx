import type { Found } from '@concordance/shared/find/schema';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorLine } from './ErrorLine.tsx';
import { useEscape } from './escape.tsx';
import styles from './RecordPicker.module.css';
import { RefChip } from './RefChip.tsx';
import { useDetailWords } from './use-detail-words.ts';

/** Typing pauses shorter than this are not searched. */
const PAUSE_MS = 120;

interface RecordPickerProps {
  /** What is being picked: the field's name. */
  readonly label: string;
  /** The find request; an empty text asks for the most likely ones. */
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly Found[]>;
  readonly onPick: (found: Found) => void;
  readonly onClose?: () => void;
  /** Ids that are picked already: shown, but not to be picked twice. */
  readonly taken?: readonly string[];
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
}

interface Answer {
  readonly text: string;
  readonly found: readonly Found[];
  readonly error: unknown;
}

function useAnswer(text: string, search: RecordPickerProps['search']): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const ask = useEffectEvent(search);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(
      () => {
        ask(text, stop.signal).then(
          (found) => setAnswer({ text, found, error: null }),
          (error: unknown) => {
            if (!stop.signal.aborted) setAnswer({ text, found: [], error });
          },
        );
      },
      text === '' ? 0 : PAUSE_MS,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  return answer;
}

/** The chosen line is always in sight. */
function showLine(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** A field that finds records of the programme and hands over the one that is picked. */
export function RecordPicker({ label, search, onPick, onClose, taken = [], placeholder, autoFocus = false }: RecordPickerProps) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const detailWords = useDetailWords();
  const answer = useAnswer(text, search);
  const found = answer?.found ?? [];
  useEffect(() => {
    if (autoFocus) input.current?.focus();
  }, [autoFocus]);
  const active = Math.min(chosen, Math.max(found.length - 1, 0));
  useEscape(onClose !== undefined, () => onClose?.());

  const pick = (one: Found | undefined) => {
    if (!one || taken.includes(one.id)) return;
    onPick(one);
    setText('');
    setChosen(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && found.length > 0) setChosen((active + step + found.length) % found.length);
    else if (event.key === 'Enter') pick(found[active]);
    else if (event.key === 'Escape' && onClose) onClose();
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.picker}>
      <input
        ref={input}
        className={styles.input}
        role="combobox"
        aria-label={label}
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={found[active] ? `${id}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder ?? t('picker.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      {answer?.error ? <ErrorLine error={answer.error} /> : null}
      <ul id={`${id}-list`} role="listbox" aria-label={label} className={styles.list}>
        {found.map((one, index) => (
          <li
            key={one.id}
            ref={index === active ? showLine : null}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            aria-disabled={taken.includes(one.id) || undefined}
            onMouseMove={() => setChosen(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(one)}
          >
            <RefChip kind={one.kind} reference={one.ref} />
            <span className={styles.words}>
              <span className={styles.title}>{one.title}</span>
              {one.detail ? <span className={styles.detail}>{detailWords(one.detail)}</span> : null}
            </span>
          </li>
        ))}
      </ul>
      <p role="status" className={styles.none}>
        {answer && !answer.error && found.length === 0 ? t('picker.nothing', { text }) : ''}
      </p>
    </div>
  );
}
