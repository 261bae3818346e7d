import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import styles from './facts.module.css';

interface ChoicesProps<Value extends string> {
  readonly legend: string;
  /** Shown above the choices; otherwise the legend is for screen readers alone. */
  readonly titled?: boolean;
  readonly options: readonly { readonly value: Value | null; readonly label: ReactNode }[];
  readonly value: Value | null;
  readonly onChange: (value: Value | null) => void;
  /** A press with the pointer, or Enter, settles it at once; arrows only move. */
  readonly onSettle?: (value: Value | null) => void;
  readonly autoFocus?: boolean;
}

/** One of a few, as a short list of rows: native radio buttons underneath, so the arrows work as people expect. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const name = useId();
  const settleOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !props.onSettle) return;
    event.preventDefault();
    props.onSettle(props.value);
  };
  return (
    <fieldset className={styles.choices} onKeyDown={settleOnEnter}>
      <legend className={props.titled ? styles.legend : styles.spoken}>{props.legend}</legend>
      {props.options.map((option) => {
        const checked = option.value === props.value;
        return (
          <label key={option.value ?? 'none'} className={styles.choice} data-none={option.value === null || undefined}>
            <input
              type="radio"
              name={name}
              checked={checked}
              {...(props.autoFocus && checked ? { 'data-autofocus': true } : {})}
              onChange={() => props.onChange(option.value)}
              // Arrow keys make clicks too, without a pointer: those have no detail.
              onClick={(event) => {
                if (event.detail > 0) props.onSettle?.(option.value);
              }}
            />
            <span>{option.label}</span>
            {checked ? <Icon name="check" size={14} /> : null}
          </label>
        );
      })}
    </fieldset>
  );
}
