import type { Found } from '@concordance/shared/find/schema';
import type { RecordKind } from '@concordance/shared/ids';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProgramme } from '../programmes/use-programme.ts';
import { Icon } from '../ui/Icon.tsx';
import { RefChip } from '../ui/RefChip.tsx';
import control from './FieldControl.module.css';
import { findQuery } from './queries.ts';
import styles from './RecordsControl.module.css';
import { useNames } from './use-names.ts';

interface RecordsControlProps {
  readonly id: string;
  readonly label?: string | undefined;
  readonly kinds: readonly RecordKind[];
  /** Ids of the records picked so far. */
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  /** At most one record; a new pick replaces the old one. */
  readonly single?: boolean;
  readonly autoFocus?: boolean;
}

function Picked({
  id,
  found,
  onRemove,
}: {
  readonly id: string;
  readonly found: Found | undefined;
  readonly onRemove: (id: string) => void;
}) {
  const { t } = useTranslation('registers');
  return (
    <li className={styles.picked}>
      {found ? <RefChip kind={found.kind} reference={found.ref} /> : null}
      <span className={styles.pickedTitle}>{found?.title ?? '…'}</span>
      <button
        type="button"
        className={styles.remove}
        aria-label={t('picker.remove', { title: found?.title ?? '' })}
        onClick={() => onRemove(id)}
      >
        <Icon name="close" size={12} />
      </button>
    </li>
  );
}

/** Finds records as one types and keeps the picked ones as a list; a combobox by the book of WAI-ARIA. */
export function RecordsControl({ id, label, kinds, value, onChange, single = false, autoFocus = false }: RecordsControlProps) {
  const { t } = useTranslation('registers');
  const { id: p } = useProgramme();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autoFocus) input.current?.focus();
  }, [autoFocus]);
  const [asked] = useDebouncedValue(typed.trim(), 120);
  const names = useNames(value);
  const { data = [] } = useQuery({ ...findQuery(p, asked, kinds), enabled: open });
  const offered = data.filter((found) => !value.includes(found.id));
  const current = offered[Math.min(active, offered.length - 1)];

  const pick = (found: Found) => {
    onChange(single ? [found.id] : [...value, found.id]);
    setTyped('');
    setActive(0);
    if (single) setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (offered.length > 0) setActive((active + step + offered.length) % offered.length);
    } else if (event.key === 'Enter' && open && current) {
      event.preventDefault();
      event.stopPropagation();
      pick(current);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Backspace' && typed === '' && value.length > 0) {
      onChange(value.slice(0, -1));
    }
  };

  return (
    <div className={styles.picker}>
      {value.length === 0 ? null : (
        <ul className={styles.list}>
          {value.map((each) => (
            <Picked key={each} id={each} found={names.get(each)} onRemove={(gone) => onChange(value.filter((other) => other !== gone))} />
          ))}
        </ul>
      )}
      <input
        id={id}
        type="text"
        role="combobox"
        className={control.control}
        autoComplete="off"
        spellCheck={false}
        ref={input}
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && current ? `${listId}-${current.id}` : undefined}
        placeholder={t(single && value.length > 0 ? 'picker.replace' : 'picker.find')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {open ? (
        <div id={listId} role="listbox" aria-label={label ?? t('picker.find')} className={styles.options}>
          {offered.map((found) => (
            <div
              key={found.id}
              id={`${listId}-${found.id}`}
              role="option"
              aria-selected={found === current}
              className={styles.option}
              data-active={found === current || undefined}
              tabIndex={-1}
              // The input must keep the focus, or the list would close before the click arrives.
              onMouseDown={(event) => {
                event.preventDefault();
                pick(found);
              }}
            >
              <RefChip kind={found.kind} reference={found.ref} />
              <span className={styles.optionTitle}>{found.title}</span>
            </div>
          ))}
          {offered.length === 0 ? (
            <div role="option" tabIndex={-1} aria-selected={false} aria-disabled="true" className={styles.none}>
              {t('picker.none')}
            </div>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
