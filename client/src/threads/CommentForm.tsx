import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { useEscape } from '../ui/escape.tsx';
import { type MentionedPerson, mentionAsked, mentionsIn, peopleFor } from './mention-text.ts';
import styles from './threads.module.css';

interface CommentFormProps {
  readonly label: string;
  readonly verb: string;
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly people: readonly MentionedPerson[];
  /** People who are named in the words already. */
  readonly mentioned?: readonly MentionedPerson[];
  /** Nothing need be said: a proposal speaks for itself. */
  readonly mayBeEmpty?: boolean;
  /** Why it cannot be sent, besides being empty. */
  readonly reason?: string | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: (text: string, mentions: readonly string[]) => void;
  readonly onCancel: () => void;
  readonly focus?: boolean;
}

/** Words to be said; `@` offers the people of the programme. Ctrl Enter sends. */
export function CommentForm(props: CommentFormProps) {
  const { words, people, mentioned = [], busy, mayBeEmpty = false } = props;
  const { t } = useTranslation('threads');
  const [chosen, setChosen] = useState(mentioned);
  useEscape(true, props.onCancel);
  const text = words.trim();
  const reason = props.reason ?? (text === '' && !mayBeEmpty ? t('form.empty') : undefined);
  const send = () => {
    if (!busy && reason === undefined) props.onSend(text, mentionsIn(text, chosen));
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <MentionField
        label={props.label}
        words={words}
        onWords={props.onWords}
        people={people}
        onChoose={(person) => setChosen((before) => [...before, person])}
        onSend={send}
        focus={props.focus ?? true}
      />
      {props.error ? <ErrorLine error={props.error} /> : null}
      <div className={styles.acts}>
        <Button type="submit" size="small" variant="main" busy={busy} reason={reason}>
          {props.verb}
        </Button>
        <Button size="small" variant="quiet" onClick={props.onCancel}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}

interface MentionFieldProps extends Pick<CommentFormProps, 'label' | 'words' | 'onWords' | 'people'> {
  readonly onChoose: (person: MentionedPerson) => void;
  readonly onSend: () => void;
  readonly focus: boolean;
}

function MentionField({ label, words, onWords, people, onChoose, onSend, focus }: MentionFieldProps) {
  const { t } = useTranslation('threads');
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [asked, setAsked] = useState<ReturnType<typeof mentionAsked>>(null);
  const [at, setAt] = useState(0);
  const offered = asked ? peopleFor(people, asked.query) : [];
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const look = () => {
    const element = field.current;
    setAsked(element ? mentionAsked(element.value, element.selectionStart) : null);
    setAt(0);
  };
  const choose = (person: MentionedPerson | undefined) => {
    if (!asked || !person) return;
    const end = field.current?.selectionStart ?? words.length;
    const caret = asked.from + person.name.length + 2;
    onWords(`${words.slice(0, asked.from)}@${person.name} ${words.slice(end)}`);
    onChoose(person);
    setAsked(null);
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend();
      return;
    }
    if (offered.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((at + step + offered.length) % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(offered[at]);
    else if (event.key === 'Escape') setAsked(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.field}>
      <textarea
        ref={field}
        rows={2}
        maxLength={5000}
        aria-label={label}
        placeholder={label}
        value={words}
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? `${id}-people` : undefined}
        aria-activedescendant={offered.length > 0 ? `${id}-${at}` : undefined}
        onChange={(event) => {
          onWords(event.currentTarget.value);
          look();
        }}
        onClick={look}
        onBlur={() => setAsked(null)}
        onKeyDown={onKeyDown}
      />
      {offered.length > 0 ? (
        <ul id={`${id}-people`} role="listbox" aria-label={t('form.people')} className={styles.people}>
          {offered.map((person, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are pressed in the field, which names the chosen one
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            <li
              key={person.id}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
            >
              {person.name}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
