import { Children } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './KeysGuide.module.css';

interface Line {
  readonly word: string;
  readonly keys: readonly (readonly string[])[];
}

/** `Mod` is Ctrl, or ⌘ on a Mac. */
const GROUPS: readonly { readonly word: string; readonly lines: readonly Line[] }[] = [
  {
    word: 'everywhere',
    lines: [
      { word: 'find', keys: [['Mod', 'K']] },
      { word: 'escape', keys: [['Esc']] },
      { word: 'guide', keys: [['?']] },
      { word: 'arrows', keys: [['↑', '↓', '←', '→']] },
    ],
  },
  {
    word: 'lists',
    lines: [
      { word: 'move', keys: [['↑', '↓']] },
      { word: 'open', keys: [['Enter']] },
      { word: 'select', keys: [['Space']] },
      { word: 'all', keys: [['Mod', 'A']] },
      { word: 'edit', keys: [['E']] },
      { word: 'add', keys: [['N']] },
      { word: 'narrow', keys: [['/']] },
    ],
  },
  {
    word: 'fields',
    lines: [
      { word: 'save', keys: [['Enter']] },
      { word: 'saveLong', keys: [['Mod', 'Enter']] },
      { word: 'giveUp', keys: [['Esc']] },
    ],
  },
  {
    word: 'text',
    lines: [
      {
        word: 'bold',
        keys: [
          ['Mod', 'B'],
          ['Mod', 'I'],
          ['Mod', 'U'],
        ],
      },
      { word: 'link', keys: [['Mod', 'K']] },
      { word: 'cite', keys: [['[', '[']] },
      { word: 'person', keys: [['@']] },
      { word: 'remark', keys: [['Mod', 'Alt', 'M']] },
      { word: 'block', keys: [['/']] },
      { word: 'findHere', keys: [['Mod', 'F']] },
      { word: 'undo', keys: [['Mod', 'Z']] },
      { word: 'redo', keys: [['Mod', 'Shift', 'Z']] },
    ],
  },
];

function keyName(key: string): string {
  if (key !== 'Mod') return key;
  return /Mac|iP(hone|ad)/u.test(navigator.userAgent) ? '⌘' : 'Ctrl';
}

/** Every key there is, on one sheet. */
export function KeysGuide({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog label={t('keys.title')} place="sheet" onClose={onClose}>
      <div className={styles.head}>
        <h2>{t('keys.title')}</h2>
        <IconButton icon="close" label={t('action.close')} onClick={onClose} />
      </div>
      <div className={styles.groups}>
        {GROUPS.map((group) => (
          <section key={group.word}>
            <h3>{t(`keys.${group.word}.title`)}</h3>
            <dl>
              {group.lines.map((line) => (
                <div key={line.word}>
                  <dt>{t(`keys.${group.word}.${line.word}`)}</dt>
                  <dd>
                    {line.keys.map((chord) => (
                      <span key={chord.join()}>
                        {Children.map(chord, (key) => (
                          <kbd>{keyName(key)}</kbd>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
