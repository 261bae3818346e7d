import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import styles from './FindBox.module.css';
import { Icon } from './Icon.tsx';
import { useShortcut } from './use-shortcut.ts';

/** Pauses of typing shorter than this, in milliseconds, do not ask the server. */
const PAUSE_MS = 180;

interface FindBoxProps {
  /** Says what is looked through. */
  readonly label: string;
  /** What the list is narrowed to now. */
  readonly find: string;
  /** Called when typing pauses, and at once when the words are cleared. */
  readonly onFind: (find: string) => void;
}

/** Narrows the list below it while one types; `/` leads here, Escape clears. */
export function FindBox({ label, find, onFind }: FindBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(find);
  const send = useDebouncedCallback(onFind, PAUSE_MS);
  // The address may change by itself (a link, the back button); a box that is being typed in is not pulled away.
  useEffect(() => {
    if (document.activeElement !== box.current) setTyped(find);
  }, [find]);
  useShortcut({ code: 'key:/' }, () => box.current?.focus());
  return (
    <label className={styles.find}>
      <Icon name="find" size={14} />
      <input
        ref={box}
        type="search"
        value={typed}
        placeholder={label}
        aria-label={label}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          send(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && typed !== '') {
            event.stopPropagation();
            setTyped('');
            onFind('');
          }
        }}
      />
      <kbd>/</kbd>
    </label>
  );
}
