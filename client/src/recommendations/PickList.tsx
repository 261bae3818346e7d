import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../ui/Icon.tsx';
import styles from './pick-list.module.css';

export interface PickItem {
  readonly id: string;
  readonly mark?: ReactNode;
  /** `RSK-5`; people have none. */
  readonly ref?: string;
  readonly title: string;
  readonly detail?: string;
  /** Already chosen: shown with a tick. */
  readonly chosen?: boolean;
  /** Why it cannot be picked, in words; it stays in the list so that nobody looks for it in vain. */
  readonly closed?: string;
}

interface PickListProps {
  readonly label: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly items: readonly PickItem[];
  readonly onPick: (item: PickItem) => void;
  readonly onCancel?: () => void;
  /** Backspace in an empty field takes the last chosen one away. */
  readonly onTakeLast?: () => void;
  /** One line where nothing is found. */
  readonly empty: string;
  readonly multiple?: boolean;
}

function moved(index: number, key: string, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (index + 1) % Math.max(count, 1);
    case 'ArrowUp':
      return (index - 1 + count) % Math.max(count, 1);
    default:
      return null;
  }
}

function PickRow({
  item,
  id,
  current,
  onPick,
  onPoint,
}: {
  readonly item: PickItem;
  readonly id: string;
  readonly current: boolean;
  readonly onPick: () => void;
  readonly onPoint: () => void;
}) {
  return (
    <div
      tabIndex={-1}
      id={id}
      role="option"
      aria-selected={item.chosen ?? false}
      aria-disabled={item.closed ? true : undefined}
      className={styles.row}
      data-current={current || undefined}
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
      ref={(element) => {
        if (current) element?.scrollIntoView({ block: 'nearest' });
      }}
    >
      <span className={styles.mark}>{item.mark}</span>
      <span className={styles.words}>
        <span>
          {item.ref ? <span className={styles.ref}>{item.ref}</span> : null}
          {item.title}
        </span>
        {item.closed || item.detail ? <span className={styles.detail}>{item.closed ?? item.detail}</span> : null}
      </span>
      {item.chosen ? <Icon name="check" size={14} /> : null}
    </div>
  );
}

/** A search field over a list of what it finds. Arrows move, Enter picks, Esc leaves; the field never loses the focus. */
export function PickList(props: PickListProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [current, setCurrent] = useState(0);
  // It opens because somebody wants to search; the page must not jump for it.
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const at = Math.min(current, Math.max(props.items.length - 1, 0));
  const pick = (item: PickItem | undefined) => {
    if (item && !item.closed) props.onPick(item);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = moved(at, event.key, props.items.length);
    if (next !== null) setCurrent(next);
    else if (event.key === 'Enter') pick(props.items[at]);
    else if (event.key === 'Escape' && props.onCancel) props.onCancel();
    else if (event.key === 'Backspace' && props.query === '' && props.onTakeLast) props.onTakeLast();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.list}>
      <div className={styles.field}>
        <Icon name="find" size={14} />
        <input
          ref={field}
          data-autofocus
          value={props.query}
          onChange={(event) => {
            setCurrent(0);
            props.onQuery(event.currentTarget.value);
          }}
          onKeyDown={keys}
          placeholder={props.label}
          aria-label={props.label}
          role="combobox"
          aria-expanded={props.items.length > 0}
          aria-controls={`${id}-rows`}
          aria-autocomplete="list"
          aria-activedescendant={props.items[at] ? `${id}-${props.items[at].id}` : undefined}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <div
        id={`${id}-rows`}
        role="listbox"
        aria-label={props.label}
        aria-multiselectable={props.multiple || undefined}
        className={styles.rows}
      >
        {props.items.map((item, index) => (
          <PickRow
            key={item.id}
            item={item}
            id={`${id}-${item.id}`}
            current={index === at}
            onPick={() => pick(item)}
            onPoint={() => setCurrent(index)}
          />
        ))}
      </div>
      {props.items.length === 0 ? (
        <p className={styles.none} role="status">
          {props.empty}
        </p>
      ) : null}
    </div>
  );
}
