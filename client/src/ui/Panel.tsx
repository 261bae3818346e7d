import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './Button.tsx';
import { useEscape } from './escape.tsx';
import styles from './Panel.module.css';
import { useRoving } from './use-roving.ts';
import { useNarrow } from './use-width.ts';

export interface PanelTab {
  readonly id: string;
  readonly label: string;
  readonly count?: number | undefined;
  readonly content: ReactNode;
}

interface PanelProps {
  /** What the panel is about: its name for screen readers. */
  readonly label: string;
  readonly tabs?: readonly PanelTab[];
  /** Id of the tab that is shown. */
  readonly active?: string;
  readonly onActive?: (id: string) => void;
  /** Closing: the button below 900 px and Esc everywhere. */
  readonly onClose?: () => void;
  /** The panel's content where it has no tabs. */
  readonly children?: ReactNode;
}

interface TabRowProps {
  readonly id: string;
  readonly tabs: readonly PanelTab[];
  readonly active: string;
  readonly label: string;
  readonly onActive: (id: string) => void;
}

function TabRow({ id, tabs, active, label, onActive }: TabRowProps) {
  const roving = useRoving('horizontal', (index) => {
    const tab = tabs[index];
    if (tab) onActive(tab.id);
  });
  return (
    <div role="tablist" aria-label={label} className={styles.tabs} {...roving}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          data-roving
          id={`${id}-${tab.id}`}
          aria-selected={tab.id === active}
          aria-controls={`${id}-pane`}
          tabIndex={tab.id === active ? 0 : -1}
          onClick={() => onActive(tab.id)}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className={styles.count}>{tab.count}</span>}
        </button>
      ))}
    </div>
  );
}

/** The one context panel: a column on the right, a sheet at the bottom below 900 px. */
export function Panel({ label, tabs, active, onActive, onClose, children }: PanelProps) {
  const { t } = useTranslation();
  const id = useId();
  const narrow = useNarrow();
  const [tall, setTall] = useState(false);
  useEscape(onClose !== undefined, () => onClose?.());
  const shown = tabs?.find((tab) => tab.id === active) ?? tabs?.[0];
  return (
    <aside className={styles.panel} aria-label={label} data-tall={tall || undefined}>
      {narrow ? (
        <div className={styles.grip}>
          <IconButton icon={tall ? 'down' : 'up'} label={t(tall ? 'panel.lower' : 'panel.raise')} onClick={() => setTall(!tall)} />
          {onClose ? <IconButton icon="close" label={t('action.close')} onClick={onClose} /> : null}
        </div>
      ) : null}
      {tabs && shown ? <TabRow id={id} tabs={tabs} active={shown.id} label={label} onActive={(each) => onActive?.(each)} /> : null}
      {shown ? (
        <div role="tabpanel" id={`${id}-pane`} aria-labelledby={`${id}-${shown.id}`} tabIndex={0}>
          {shown.content}
        </div>
      ) : (
        children
      )}
    </aside>
  );
}

interface PanelSectionProps {
  readonly title: ReactNode;
  /** A few quiet words after the title: how many, what the order means. */
  readonly note?: ReactNode;
  /** A `TextButton` at the end of the heading's line. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One part of a panel, under a hairline. */
export function PanelSection({ title, note, action, children }: PanelSectionProps) {
  return (
    <section className={styles.section}>
      <div className={styles.heading}>
        <h3>{title}</h3>
        {note ? <span className={styles.note}>{note}</span> : null}
        {action ? <span className={styles.action}>{action}</span> : null}
      </div>
      {children}
    </section>
  );
}
