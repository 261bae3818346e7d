import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { useEscape } from '../ui/escape.tsx';
import { ProseField } from '../ui/Field.tsx';
import styles from './JudgeForm.module.css';
import type { SaveOutcome } from './save-outcome.ts';
import { useWords } from './words.ts';

interface JudgeFormProps<Value extends string | number> {
  readonly list: string;
  readonly options: readonly Value[];
  readonly value: Value | null;
  readonly why: string;
  readonly onJudge: (value: Value | null, why: string) => Promise<SaveOutcome>;
  readonly onEnd: () => void;
  /** What the chosen value would lead to, to be read before it is saved. */
  readonly preview?: (chosen: Value | null) => ReactNode;
}

/** A judgement is made with its reason, in one act: every step with its words, so that nobody needs the table by heart. */
export function JudgeForm<Value extends string | number>({ list, options, value, why, onJudge, onEnd, preview }: JudgeFormProps<Value>) {
  const { t } = useTranslation('registers');
  const { word } = useWords();
  const name = useId();
  const [chosen, setChosen] = useState<Value | null>(value);
  const [reason, setReason] = useState(why);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  useEscape(true, onEnd);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input:checked')?.focus(), []);
  const judge = async () => {
    setBusy(true);
    const outcome = await onJudge(chosen, reason);
    setBusy(false);
    if (outcome.kind === 'failed') setProblem(outcome.problem);
    else onEnd();
  };
  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void judge();
      }}
    >
      <fieldset>
        <legend className={styles.legend}>{t(`rating.ask.${list}`)}</legend>
        {[...options, null].map((option) => (
          <label key={option ?? 'none'} className={styles.option}>
            <input type="radio" name={name} checked={chosen === option} onChange={() => setChosen(option)} />
            <b>{option ?? '–'}</b>
            <span>{option === null ? t('rating.notJudged') : word(list, option)}</span>
          </label>
        ))}
      </fieldset>
      <ProseField label={t('rating.why')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {preview?.(chosen)}
      {problem === null ? null : <ErrorLine error={problem} />}
      <div className={styles.acts}>
        <Button type="submit" variant="main" size="small" busy={busy}>
          {t('form.save')}
        </Button>
        <Button variant="quiet" size="small" onClick={onEnd}>
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
}
