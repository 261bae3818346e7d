import { type KeyboardEvent, useEffect, useRef } from 'react';
import styles from './InlineEdit.module.css';
import type { InlineKind } from './inline-value.ts';

interface InlineFieldProps {
  readonly kind: InlineKind;
  readonly label: string;
  readonly draft: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly none: string | undefined;
  readonly busy: boolean;
  readonly invalid: boolean;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly maxLength: number | undefined;
  readonly onDraft: (draft: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** A choice is made: it needs no Enter. */
  readonly onChoose: (draft: string) => void;
  readonly onLeave: () => void;
}

/** The field of an inline edit: it takes the focus and selects what it holds. */
export function InlineField({
  kind,
  label,
  draft,
  options,
  none,
  busy,
  invalid,
  min,
  max,
  maxLength,
  onDraft,
  onKeyDown,
  onChoose,
  onLeave,
}: InlineFieldProps) {
  const control = useRef<HTMLElement>(null);
  useEffect(() => {
    control.current?.focus();
    if (control.current instanceof HTMLInputElement && control.current.type !== 'date') control.current.select();
  }, []);
  const common = {
    'aria-label': label,
    'aria-invalid': invalid || undefined,
    'aria-busy': busy || undefined,
    className: styles.control,
    value: draft,
    onKeyDown,
    onBlur: onLeave,
  };
  const take = (element: HTMLElement | null) => {
    control.current = element;
  };
  if (kind === 'select') {
    return (
      <select {...common} ref={take} disabled={busy} onChange={(event) => onChoose(event.target.value)}>
        {none === undefined ? null : <option value="">{none}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  if (kind === 'lines') {
    return (
      <textarea {...common} ref={take} readOnly={busy} rows={3} maxLength={maxLength} onChange={(event) => onDraft(event.target.value)} />
    );
  }
  return (
    <input
      {...common}
      ref={take}
      readOnly={busy}
      type={kind === 'date' ? 'date' : 'text'}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      min={min}
      max={max}
      maxLength={maxLength}
      onChange={(event) => onDraft(event.target.value)}
    />
  );
}
