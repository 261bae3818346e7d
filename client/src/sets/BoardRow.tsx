import type { ReadinessLine, SetItem } from '@concordance/shared/sets/schema';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRuleWords } from '../editions/use-rule-words.ts';
import { IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useFormat } from '../ui/use-format.ts';
import styles from './sets.module.css';

interface BoardRowProps {
  readonly programme: string;
  readonly item: SetItem;
  /** How ready it is; undefined while that is on its way. */
  readonly line: ReadinessLine | undefined;
  readonly editable: boolean;
  readonly onRemove: () => void;
}

/** One recommendation of a set: its place, its words, and what stands between it and a signature. */
export function BoardRow({ programme, item, line, editable, onRemove }: BoardRowProps) {
  const { t } = useTranslation('sets');
  const { ago } = useFormat();
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id: item.id, disabled: !editable });
  return (
    <li
      ref={setNodeRef}
      className={styles.row}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Transform.toString(transform), transition }}
    >
      {editable ? (
        <button type="button" className={styles.handle} {...attributes} {...listeners} aria-label={t('move', { ref: item.ref })}>
          <Icon name="menu" size={14} />
        </button>
      ) : (
        <span />
      )}
      <span className={styles.ref}>{item.ref}</span>
      <div>
        <Link className={styles.name} to="/p/$programme/recommendations/$ref" params={{ programme, ref: item.ref }}>
          {item.title}
        </Link>
        {line ? <Standing line={line} /> : null}
        {line ? (
          <p className={styles.fact}>
            {[
              t(`common:status.${line.status as 'draft'}`),
              line.changedBy ? t('changed', { when: ago(line.changedAt), name: line.changedBy }) : '',
              line.soleAuthor ? t('soleAuthor', { name: line.soleAuthor }) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        ) : null}
      </div>
      {editable ? <IconButton icon="close" size="small" label={t('takeOut', { ref: item.ref })} onClick={onRemove} /> : <span />}
    </li>
  );
}

function Standing({ line }: { readonly line: ReadinessLine }) {
  const { t } = useTranslation('sets');
  const ruleWords = useRuleWords();
  const others = [
    line.openThreads > 0 ? t('openThreads', { count: line.openThreads }) : '',
    line.undecided > 0 ? t('undecided', { count: line.undecided }) : '',
    line.suspect > 0 ? t('suspect', { count: line.suspect }) : '',
  ].filter(Boolean);
  if (line.findings.length === 0 && others.length === 0)
    return (
      <p className={styles.ready}>
        <Icon name="check" size={12} />
        {t('ready')}
      </p>
    );
  return (
    <ul className={styles.findings}>
      {line.findings.map((one, index) => (
        <li key={`${one.rule} ${index}`} data-level={one.level}>
          <Icon name={one.level === 'block' ? 'stop' : 'warn'} size={12} />
          {ruleWords(one.rule, one.words)}
        </li>
      ))}
      {others.map((words) => (
        <li key={words}>
          <Icon name="warn" size={12} />
          {words}
        </li>
      ))}
    </ul>
  );
}
