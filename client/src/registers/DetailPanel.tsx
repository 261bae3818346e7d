import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { WatchButton } from '../notices/WatchButton.tsx';
import { useProgramme } from '../programmes/use-programme.ts';
import { RecordThreads } from '../threads/RecordThreads.tsx';
import { IconButton } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Panel, PanelSection } from '../ui/Panel.tsx';
import { RefChip } from '../ui/RefChip.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useNarrow } from '../ui/use-width.ts';
import { isBlank } from './blank.ts';
import { findShown } from './cache.ts';
import styles from './DetailPanel.module.css';
import { KIND_OF, type RegisterDefinition, type RegisterItem, type SaveFields, type SectionSpec } from './definition.ts';
import { EditableField } from './EditableField.tsx';
import { recordQuery } from './queries.ts';
import { RecordFooter } from './RecordFooter.tsx';
import { UsedInList } from './UsedInList.tsx';
import type { Save } from './use-save.ts';

interface DetailPanelProps<Item extends RegisterItem> {
  readonly definition: RegisterDefinition<Item>;
  readonly reference: string;
  readonly editable: boolean;
  readonly save: Save<Item>;
  readonly onClose: () => void;
}

interface PartProps<Item extends RegisterItem> {
  readonly definition: RegisterDefinition<Item>;
  readonly item: Item;
  readonly editable: boolean;
  readonly save: SaveFields;
}

function Section<Item extends RegisterItem>({
  definition,
  item,
  editable,
  save,
  section,
}: PartProps<Item> & { readonly section: SectionSpec<Item> }) {
  const { t } = useTranslation('registers');
  if ('Section' in section) return <section.Section item={item} editable={editable} save={save} />;
  const fields = definition.fields.filter((field) => section.fields.includes(field.name));
  if (!editable && fields.every((field) => isBlank(item[field.name]))) return null;
  const [only, ...others] = fields;
  // The heading of a section with one field is that field's label.
  if (only && others.length === 0) {
    return (
      <PanelSection title={t(`section.${section.id}`)}>
        <EditableField register={definition.name} field={only} value={item[only.name]} editable={editable} save={save} look="bare" />
      </PanelSection>
    );
  }
  return (
    <PanelSection title={t(`section.${section.id}`)}>
      <dl className={styles.fields}>
        {fields.map((field) => (
          <EditableField
            key={field.name}
            register={definition.name}
            field={field}
            value={item[field.name]}
            editable={editable}
            save={save}
          />
        ))}
      </dl>
    </PanelSection>
  );
}

function Head<Item extends RegisterItem>({
  definition,
  item,
  editable,
  save,
  onClose,
}: PartProps<Item> & { readonly onClose: () => void }) {
  const { t } = useTranslation('registers');
  const narrow = useNarrow();
  const title = definition.fields.find((field) => field.name === 'title');
  const summary = definition.fields.find((field) => field.name === 'summary');
  const part = { register: definition.name, editable, save, look: 'bare' } as const;
  return (
    <div className={styles.head}>
      <div className={styles.top}>
        <RefChip kind={KIND_OF[definition.name]} reference={item.ref} />
        {item.archivedAt === null ? null : <span className={styles.archived}>{t('archived')}</span>}
        <span className={styles.tools}>
          <IconButton
            icon="link"
            size="small"
            label={t('panel.copyLink')}
            onClick={() => void navigator.clipboard.writeText(window.location.href)}
          />
          {narrow ? null : <IconButton icon="close" size="small" label={t('panel.close')} onClick={onClose} />}
        </span>
      </div>
      <h2 className={styles.title}>{title ? <EditableField {...part} field={title} value={item.title} /> : item.title}</h2>
      {summary ? (
        <div className={styles.summary}>
          <EditableField {...part} field={summary} value={item['summary']} />
        </div>
      ) : null}
    </div>
  );
}

/** What is said about the record, and how much of it I am told. */
function Talk<Item extends RegisterItem>({ definition, item }: Pick<PartProps<Item>, 'definition' | 'item'>) {
  const { id: p, may } = useProgramme();
  const { thread } = useSearch({ strict: false }) as { readonly thread?: string };
  const { name } = definition;
  const kind = KIND_OF[name];
  const linkTo = useCallback((id: string) => `${window.location.origin}/p/${p}/${name}?open=${item.ref}&thread=${id}`, [p, name, item.ref]);
  return (
    <>
      <RecordThreads
        programmeId={p}
        subject={{ kind, id: item.id }}
        mayWrite={may('thread.write') && item.archivedAt === null}
        asked={thread}
        linkTo={linkTo}
      />
      {may('notice.read') ? (
        <p className={styles.watch}>
          <WatchButton programmeId={p} kind={kind} id={item.id} />
        </p>
      ) : null}
    </>
  );
}

/** Everything a register knows of one record, editable in place by those who may write. */
export function DetailPanel<Item extends RegisterItem>({ definition, reference, editable, save, onClose }: DetailPanelProps<Item>) {
  const { t } = useTranslation('registers');
  const { id: p } = useProgramme();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(recordQuery<Item>(p, definition.name, reference));
  // What the table shows of the record is all of it, so the panel opens without waiting.
  const item = data ?? findShown<Item>(client, p, definition.name, reference);
  const part = item
    ? {
        definition,
        item,
        editable: editable && item.archivedAt === null,
        save: (changes: Readonly<Record<string, unknown>>) => save(item, changes),
      }
    : null;
  return (
    <Panel label={t('panel.label', { ref: reference })} onClose={onClose}>
      {error ? (
        <div className={styles.head}>
          <ErrorLine error={error} onRetry={() => void refetch()} />
        </div>
      ) : null}
      {part === null ? (
        error ? null : (
          <div className={styles.head}>
            <Skeleton />
          </div>
        )
      ) : (
        <div key={part.item.id} className={styles.body}>
          <Head {...part} onClose={onClose} />
          {definition.sections.map((section) => (
            <Section key={section.id} {...part} section={section} />
          ))}
          <Talk definition={definition} item={part.item} />
          <UsedInList register={definition.name} item={part.item} />
          <RecordFooter register={definition.name} item={part.item} editable={editable} />
        </div>
      )}
    </Panel>
  );
}
