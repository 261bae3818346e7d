import { Popover } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton, TextButton } from '../ui/Button.tsx';
import { ConfirmInline } from '../ui/ConfirmInline.tsx';
import { useEscape } from '../ui/escape.tsx';
import { useProblemWords } from '../ui/problem-words.ts';
import styles from './BulkBar.module.css';
import type { BulkFailure, BulkProgress } from './bulk.ts';
import type { FieldSpec, RegisterDefinition, RegisterItem } from './definition.ts';
import { FieldControl } from './FieldControl.tsx';
import { RefusalPlaces } from './RefusalPlaces.tsx';
import { type BulkAct, useBulk } from './use-bulk.ts';
import type { Selection } from './use-selection.ts';
import { useWords } from './words.ts';

interface BulkBarProps<Item extends RegisterItem> {
  readonly definition: RegisterDefinition<Item>;
  readonly selection: Selection<Item>;
  /** Rows of the whole view, to offer them all. */
  readonly total: number;
  readonly onSelectAll: () => void;
}

function SetField<Item extends RegisterItem>({
  definition,
  onSet,
}: {
  readonly definition: RegisterDefinition<Item>;
  readonly onSet: (field: FieldSpec, value: unknown) => void;
}) {
  const { t } = useTranslation('registers');
  const words = useWords();
  const id = useId();
  const fields = definition.fields.filter((field) => field.bulk);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(fields[0]?.name ?? '');
  const [value, setValue] = useState<unknown>(null);
  const field = fields.find((each) => each.name === chosen);
  const initial =
    field?.type === 'choice' && !field.nullable ? field.options[0] : field?.type === 'flag' ? false : field?.type === 'line' ? '' : null;
  return (
    <Popover opened={open} onChange={setOpen} position="top-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button size="small" icon="edit" aria-expanded={open} aria-haspopup="dialog" onClick={() => setOpen(!open)}>
          {t('bulk.set')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('bulk.set')} className={styles.drop}>
        <label htmlFor={`${id}-field`}>{t('bulk.field')}</label>
        <select
          id={`${id}-field`}
          className={styles.select}
          value={chosen}
          onChange={(event) => {
            setChosen(event.currentTarget.value);
            setValue(null);
          }}
        >
          {fields.map((each) => (
            <option key={each.name} value={each.name}>
              {words.field(definition.name, each.name)}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}-value`}>{t('bulk.value')}</label>
        {field ? <FieldControl id={`${id}-value`} field={field} value={value ?? initial} onChange={setValue} /> : null}
        <Button
          variant="main"
          size="small"
          onClick={() => {
            if (field) onSet(field, value ?? initial);
            setOpen(false);
          }}
        >
          {t('bulk.apply')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function Failures<Item extends RegisterItem>({ failures }: { readonly failures: readonly BulkFailure<Item>[] }) {
  const words = useProblemWords();
  return (
    <ul className={styles.failures}>
      {failures.map(({ row, error }) => (
        <li key={row.id}>
          <b>{row.ref}</b> {words(error)}
          <RefusalPlaces error={error} />
        </li>
      ))}
    </ul>
  );
}

function Running<Item>({ progress, onStop }: { readonly progress: BulkProgress<Item>; readonly onStop: () => void }) {
  const { t } = useTranslation('registers');
  return (
    <div className={styles.line}>
      <progress max={progress.total} value={progress.done} aria-label={t('bulk.progress')} />
      <span role="status">{t('count.some', { shown: progress.done, total: progress.total })}</span>
      <Button size="small" icon="stop" onClick={onStop}>
        {t('bulk.stop')}
      </Button>
    </div>
  );
}

/** What can be done to all picked rows at once, how far it is, and which rows refused. */
export function BulkBar<Item extends RegisterItem>({ definition, selection, total, onSelectAll }: BulkBarProps<Item>) {
  const { t } = useTranslation('registers');
  const bulk = useBulk<Item>(definition.name);
  const [asking, setAsking] = useState(false);
  const rows = [...selection.rows.values()];
  const leaving = rows.filter((row) => row.archivedAt === null).length;
  useEscape(rows.length > 0 && bulk.state.at === 'still', selection.clear);
  const run = async (act: BulkAct) => {
    const result = await bulk.run(rows, act);
    const kept = new Set([...result.failures.map(({ row }) => row.id), ...result.untouched.map((row) => row.id)]);
    selection.drop(rows.map((row) => row.id).filter((id) => !kept.has(id as Item['id'])));
  };
  if (rows.length === 0 && bulk.state.at === 'still') return null;
  const { state } = bulk;
  return (
    <section className={styles.bar} aria-label={t('bulk.label')}>
      {state.at === 'running' ? <Running progress={state.progress} onStop={bulk.stop} /> : null}
      {state.at === 'done' ? (
        <div className={styles.line}>
          <span role="status" className={styles.told}>
            {t('bulk.done', { count: state.result.done - state.result.failures.length })}
            {state.result.untouched.length > 0 ? ` ${t('bulk.untouched', { count: state.result.untouched.length })}` : ''}
            {state.result.failures.length > 0 ? ` ${t('bulk.failed', { count: state.result.failures.length })}` : ''}
          </span>
          <IconButton icon="close" size="small" label={t('bulk.close')} onClick={bulk.reset} />
        </div>
      ) : null}
      {state.at === 'done' && state.result.failures.length > 0 ? <Failures failures={state.result.failures} /> : null}
      {state.at === 'still' && asking && leaving > 0 ? (
        <ConfirmInline
          verb={t('archive.do')}
          onConfirm={() => {
            setAsking(false);
            void run({ kind: 'archive' });
          }}
          onCancel={() => setAsking(false)}
        >
          {t('bulk.ask', { number: leaving })}
        </ConfirmInline>
      ) : state.at === 'still' ? (
        <div className={styles.line}>
          <span role="status" className={styles.told}>
            {t('bulk.selected', { count: rows.length })}
          </span>
          {rows.length < total ? <TextButton onClick={onSelectAll}>{t('bulk.selectAll', { count: total })}</TextButton> : null}
          <span className={styles.acts}>
            <SetField definition={definition} onSet={(field, value) => void run({ kind: 'set', changes: { [field.name]: value } })} />
            {leaving > 0 ? (
              <Button size="small" icon="archive" onClick={() => setAsking(true)}>
                {t('archive.do')}
              </Button>
            ) : null}
            {rows.some((row) => row.archivedAt !== null) ? (
              <Button size="small" icon="restore" onClick={() => void run({ kind: 'restore' })}>
                {t('archive.restore')}
              </Button>
            ) : null}
            <IconButton icon="close" size="small" label={t('bulk.clear')} onClick={selection.clear} />
          </span>
        </div>
      ) : null}
    </section>
  );
}
