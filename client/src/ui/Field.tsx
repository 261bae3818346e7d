import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Field.module.css';
import { Icon } from './Icon.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

interface FieldLook {
  readonly label: string;
  /** The rule or an example, in words, under the field. */
  readonly hint?: ReactNode;
  /** What the server refused, in words. */
  readonly error?: string | undefined;
  /** Keep the label for screen readers only: where a column or a heading already says it. */
  readonly hideLabel?: boolean;
}

interface Wiring {
  readonly id: string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

interface FieldProps extends FieldLook {
  readonly children: (wiring: Wiring) => ReactNode;
}

/** Label, control, hint and problem, tied together for screen readers. */
export function Field({ label, hint, error, hideLabel = false, children }: FieldProps) {
  const id = useId();
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}</label>
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': described || undefined })}
      {error ? (
        <p className={styles.error} id={`${id}-error`}>
          <Icon name="warn" size={12} />
          {error}
        </p>
      ) : null}
      {hint ? (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

type Own<Control extends 'input' | 'textarea' | 'select'> = FieldLook & Omit<ComponentProps<Control>, 'id' | 'children'>;

/** One line of text, a number, a date or an e-mail address, by `type`. */
export function TextField({ label, hint, error, hideLabel = false, className, ...rest }: Own<'input'>) {
  return (
    <Field label={label} hint={hint} error={error} hideLabel={hideLabel}>
      {(wiring) => <input type="text" {...rest} {...wiring} className={[styles.control, className].join(' ')} />}
    </Field>
  );
}

/** Several lines; grows with what is written. */
export function ProseField({ label, hint, error, hideLabel = false, className, ...rest }: Own<'textarea'>) {
  return (
    <Field label={label} hint={hint} error={error} hideLabel={hideLabel}>
      {(wiring) => <textarea rows={3} {...rest} {...wiring} className={[styles.control, styles.prose, className].join(' ')} />}
    </Field>
  );
}

type SelectFieldProps = Own<'select'> & {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** The words for "nothing chosen"; where given, nothing may be chosen. */
  readonly none?: string;
};

/** One of a few. The browser's own list: it works with every keyboard, screen reader and phone. */
export function SelectField({ label, hint, error, hideLabel = false, options, none, className, ...rest }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} hideLabel={hideLabel}>
      {(wiring) => (
        <span className={styles.select}>
          <select {...rest} {...wiring} className={[styles.control, className].join(' ')}>
            {none === undefined ? null : <option value="">{none}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="down" size={12} />
        </span>
      )}
    </Field>
  );
}

/** A password, with a way to look at what was typed. */
export function PasswordField({ label, hint, error, className, ...rest }: Own<'input'>) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <span className={styles.password}>
          <input
            {...rest}
            {...wiring}
            type={shown ? 'text' : 'password'}
            spellCheck={false}
            autoCapitalize="off"
            className={[styles.control, className].join(' ')}
          />
          <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {t(shown ? 'password.hide' : 'password.show')}
          </button>
        </span>
      )}
    </Field>
  );
}
