import type { Found } from '@concordance/shared/find/schema';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProgramme } from '../programmes/use-programme.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Icon } from '../ui/Icon.tsx';
import { recordAddress } from '../ui/RecordLink.tsx';
import { type Command, matchCommands } from './go-to.ts';
import styles from './Palette.module.css';
import { CommandLine, FoundLine } from './PaletteLine.tsx';
import { findEverythingQuery } from './queries.ts';
import { useCommands } from './use-commands.ts';

interface PaletteProps {
  readonly onClose: () => void;
  readonly onKeys: () => void;
}

type Line = { readonly found: Found } | { readonly command: Command };

/** The records first, since they are what most people look for; then places, then acts. */
function useGroups(text: string, onKeys: () => void) {
  const here = useProgramme();
  const { places, acts } = useCommands(onKeys);
  const find = useQuery(findEverythingQuery(here.id, text.trim()));
  const records: readonly Line[] = text.trim() === '' ? [] : (find.data ?? []).map((found) => ({ found }));
  const groups: readonly { readonly word: string; readonly lines: readonly Line[] }[] = [
    { word: 'records', lines: records },
    { word: 'places', lines: matchCommands(places, text).map((command) => ({ command })) },
    { word: 'acts', lines: matchCommands(acts, text).map((command) => ({ command })) },
  ];
  return { groups: groups.filter((group) => group.lines.length > 0), error: find.error, settled: !find.isFetching };
}

/** Ctrl K: find anything with a reference, go anywhere, begin anything. */
export function Palette({ onClose, onKeys }: PaletteProps) {
  const { t } = useTranslation('find');
  const id = useId();
  const navigate = useNavigate();
  const here = useProgramme();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const { groups, error, settled } = useGroups(text, onKeys);
  const lines = groups.flatMap((group) => group.lines);
  const at = Math.min(active, Math.max(lines.length - 1, 0));

  const take = (line: Line | undefined) => {
    if (!line) return;
    onClose();
    if ('command' in line) line.command.run();
    else void navigate(recordAddress(here.id, line.found.kind, line.found.ref));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && lines.length > 0) setActive((at + step + lines.length) % lines.length);
    else if (event.key === 'Enter') take(lines[at]);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog label={t('title')} place="palette" onClose={onClose}>
      <div className={styles.field}>
        <Icon name="find" />
        <input
          // The palette is opened to be typed into; nothing else in it takes the focus.
          autoFocus
          role="combobox"
          aria-label={t('title')}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={lines.length > 0 ? `${id}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {error ? (
        <div className={styles.error}>
          <ErrorLine error={error} />
        </div>
      ) : null}
      <div id={`${id}-list`} role="listbox" aria-label={t('title')} className={styles.list}>
        {groups.map((group) => (
          <div key={group.word} role="group" aria-labelledby={`${id}-${group.word}`}>
            <p id={`${id}-${group.word}`} className={styles.group}>
              {t(`group.${group.word}`)}
            </p>
            {group.lines.map((line) => {
              const index = lines.indexOf(line);
              const wiring = { id: `${id}-${index}`, selected: index === at, onPoint: () => setActive(index), onTake: () => take(line) };
              return 'command' in line ? (
                <CommandLine key={line.command.id} command={line.command} {...wiring} />
              ) : (
                <FoundLine key={line.found.id} found={line.found} {...wiring} />
              );
            })}
          </div>
        ))}
      </div>
      <p role="status" className={styles.nothing}>
        {lines.length === 0 && settled ? t('nothing', { text }) : ''}
      </p>
      <p className={styles.foot} aria-hidden="true">
        <kbd>↑ ↓</kbd> {t('foot.move')} <kbd>Enter</kbd> {t('foot.take')} <kbd>Esc</kbd> {t('foot.close')}
      </p>
    </Dialog>
  );
}
