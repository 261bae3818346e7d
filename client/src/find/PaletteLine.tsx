import type { Found } from '@concordance/shared/find/schema';
import type { ReactNode } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { RefChip } from '../ui/RefChip.tsx';
import { useDetailWords } from '../ui/use-detail-words.ts';
import type { Command } from './go-to.ts';
import styles from './Palette.module.css';

interface Wiring {
  readonly id: string;
  readonly selected: boolean;
  readonly onPoint: () => void;
  readonly onTake: () => void;
}

/** The chosen line is always in sight. */
function showLine(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

function Option({ id, selected, onPoint, onTake, children }: Wiring & { readonly children: ReactNode }) {
  return (
    // The keyboard is the input's: it names the chosen option by `aria-activedescendant`.
    <div
      ref={selected ? showLine : null}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className={styles.option}
      onMouseMove={onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      {children}
    </div>
  );
}

/** A record in the palette: reference, title, one quiet fact. */
export function FoundLine({ found, ...wiring }: Wiring & { readonly found: Found }) {
  const detailWords = useDetailWords();
  return (
    <Option {...wiring}>
      <span className={styles.ref}>
        <RefChip kind={found.kind} reference={found.ref} />
      </span>
      <span className={styles.title} data-gone={found.state !== 'active' || undefined}>
        {found.title}
      </span>
      {found.detail ? <span className={styles.note}>{detailWords(found.detail)}</span> : null}
    </Option>
  );
}

/** A place or an act in the palette. */
export function CommandLine({ command, ...wiring }: Wiring & { readonly command: Command }) {
  return (
    <Option {...wiring}>
      <Icon name={command.icon} />
      <span className={styles.title}>{command.label}</span>
      {command.note ? <span className={styles.note}>{command.note}</span> : null}
    </Option>
  );
}
