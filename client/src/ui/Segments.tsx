import styles from './Segments.module.css';

interface SegmentsProps<Choice extends string> {
  /** What is chosen here, for those who do not see the row. */
  readonly label: string;
  readonly choices: readonly { readonly value: Choice; readonly label: string }[];
  readonly value: Choice;
  readonly onValue: (value: Choice) => void;
}

/** A row of two or three choices, one of which holds. */
export function Segments<Choice extends string>({ label, choices, value, onValue }: SegmentsProps<Choice>) {
  return (
    <div role="group" aria-label={label} className={styles.segments}>
      {choices.map((choice) => (
        <button key={choice.value} type="button" aria-pressed={choice.value === value} onClick={() => onValue(choice.value)}>
          {choice.label}
        </button>
      ))}
    </div>
  );
}
