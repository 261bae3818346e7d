import { type FocusEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldWords, useProblemWords } from '../ui/problem-words.ts';
import { RefChip } from '../ui/RefChip.tsx';
import { UsedBar } from './cells.tsx';
import { type Fields, sameValue } from './conflict.ts';
import { KIND_OF, type RegisterDefinition, type RegisterItem } from './definition.ts';
import { FieldControl } from './FieldControl.tsx';
import styles from './RegisterTable.module.css';
import { columnsOf } from './tracks.ts';
import type { Room } from './use-room.ts';
import type { Save } from './use-save.ts';
import { useWords } from './words.ts';

interface RowEditorProps<Item extends RegisterItem> {
  readonly definition: RegisterDefinition<Item>;
  readonly item: Item;
  readonly room: Room;
  readonly save: Save<Item>;
  /** `back` is false where the person has gone elsewhere already. */
  readonly onEnd: (back: boolean) => void;
}

/** The cells of a row while it is being edited. Enter or leaving the row saves what changed, in one write; Esc gives it up. */
export function RowEditor<Item extends RegisterItem>({ definition, item, room, save, onEnd }: RowEditorProps<Item>) {
  const { t } = useTranslation('registers');
  const words = useWords();
  const id = useId();
  // As this person read it: a write against what somebody else has made of it meanwhile would overwrite that unseen.
  const [read] = useState(item);
  const [draft, setDraft] = useState<Fields>({});
  const [problem, setProblem] = useState<unknown>(null);
  const problemWords = useProblemWords();
  const fieldWords = useFieldWords(problem);
  const over = useRef(false);

  const finish = async (back: boolean) => {
    if (over.current) return;
    over.current = true;
    const changes = Object.fromEntries(Object.entries(draft).filter(([name, value]) => !sameValue(value, read[name])));
    if (Object.keys(changes).length === 0) return onEnd(back);
    const outcome = await save(read, changes);
    if (outcome.kind !== 'failed') return onEnd(back);
    over.current = false;
    setProblem(outcome.problem);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      void finish(true);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      over.current = true;
      onEnd(true);
    }
  };
  const onBlur = (event: FocusEvent<HTMLDivElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) void finish(false);
  };
  const acts = { onKeyDown, onBlur };
  const control = (name: string, first = false) => {
    const field = definition.fields.find((each) => each.name === name);
    return field ? (
      <FieldControl
        key={name}
        id={`${id}-${name}`}
        field={field}
        label={words.field(definition.name, name)}
        value={name in draft ? draft[name] : item[name]}
        autoFocus={first}
        onChange={(value) => setDraft((before) => ({ ...before, [name]: value }))}
      />
    ) : null;
  };

  const refused = Object.keys(draft)
    .map((name) => [words.field(definition.name, name), fieldWords(name)])
    .filter(([, why]) => why !== undefined);
  const said = refused.length > 0 ? refused.map(([name, why]) => `${name}: ${why}`).join(' ') : problemWords(problem);

  return (
    <div className={styles.editor} {...acts}>
      {room.narrow ? null : (
        <div role="gridcell">
          <RefChip kind={KIND_OF[definition.name]} reference={item.ref} bare />
        </div>
      )}
      <div role="gridcell" className={styles.title}>
        {control('title', true)}
        {problem === null ? (
          <p className={styles.editHint}>{t('table.editHint')}</p>
        ) : (
          <p className={styles.editHint} role="alert" data-problem>
            {said}
          </p>
        )}
      </div>
      {columnsOf(definition, room).map((column) => (
        <div role="gridcell" key={column.id} className={styles.editCell} data-end={column.align === 'end' || undefined}>
          {column.edits ? column.edits.map((name) => control(name)) : column.render(item)}
        </div>
      ))}
      {room.narrow ? null : (
        <div role="gridcell" data-end>
          <UsedBar count={item.usedIn} />
        </div>
      )}
    </div>
  );
}
