import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './editable-line.module.css';

interface EditableLineProps {
  /** What it is: the field's name, and the end of the button's. */
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly required?: boolean;
  readonly readOnly: boolean;
  /** Shown, faint, where there are no words yet. */
  readonly placeholder: string;
  readonly className: string | undefined;
  /** Called when the editing begins. */
  readonly onBegin: () => void;
  readonly onSave: (value: string) => void;
}

const oneLine = (words: string) => words.normalize('NFC').replace(/\s+/gu, ' ').trim();

function Field({
  label,
  value,
  maxLength,
  placeholder,
  onClose,
}: Pick<EditableLineProps, 'label' | 'value' | 'maxLength' | 'placeholder'> & {
  readonly onClose: (words: string | null) => void;
}) {
  const [words, setWords] = useState(value);
  const field = useRef<HTMLTextAreaElement>(null);
  const closed = useRef(false);
  const close = (result: string | null) => {
    // Leaving by a key blurs the field as well.
    if (closed.current) return;
    closed.current = true;
    onClose(result);
  };
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(value.length, value.length);
  }, [value.length]);
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    close(event.key === 'Enter' ? words : null);
  };
  return (
    <span className={styles.grow} data-words={`${words} `}>
      <textarea
        ref={field}
        rows={1}
        value={words}
        maxLength={maxLength}
        aria-label={label}
        placeholder={placeholder}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={keys}
        onBlur={() => close(words)}
      />
    </span>
  );
}

/**
 * A heading or sentence that turns into a field of the same face and size. Enter or leaving writes it, Esc does not.
 * While it is open, changes from elsewhere do not touch the words in it; they are said in a line below.
 */
export function EditableLine(props: EditableLineProps) {
  const { t } = useTranslation('recommendations');
  const [began, setBegan] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const returning = useRef(false);
  useEffect(() => {
    if (began === null && returning.current) button.current?.focus();
    returning.current = false;
  }, [began]);
  if (props.readOnly) return <span className={props.className}>{props.value}</span>;
  const close = (words: string | null) => {
    const next = words === null ? props.value : oneLine(words);
    returning.current = document.activeElement instanceof HTMLTextAreaElement;
    setBegan(null);
    if (words !== null && next !== began && (next !== '' || !props.required)) props.onSave(next);
  };
  if (began === null) {
    const begin = () => {
      props.onBegin();
      setBegan(props.value);
    };
    return (
      <button
        ref={button}
        type="button"
        className={`${styles.rest} ${props.className ?? ''}`}
        data-empty={props.value === '' || undefined}
        title={t('text.edit')}
        onClick={begin}
      >
        {props.value || props.placeholder}
      </button>
    );
  }
  return (
    <>
      <span className={props.className}>
        <Field label={props.label} value={began} maxLength={props.maxLength} placeholder={props.placeholder} onClose={close} />
      </span>
      {props.value !== began ? (
        <span className={styles.meanwhile} role="status">
          {t('text.meanwhile', { words: props.value })}
        </span>
      ) : null}
    </>
  );
}
