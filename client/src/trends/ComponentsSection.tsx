import type { Trend } from '@concordance/shared/trends/schema';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProgramme } from '../programmes/use-programme.ts';
import { Direction } from '../registers/cells.tsx';
import type { FieldSpec, SectionProps } from '../registers/definition.ts';
import { EditableField } from '../registers/EditableField.tsx';
import { listAsk } from '../registers/list-view.ts';
import { pageQuery } from '../registers/queries.ts';
import { PanelSection } from '../ui/Panel.tsx';
import { RecordLink } from '../ui/RecordLink.tsx';
import { RefChip } from '../ui/RefChip.tsx';
import styles from './ComponentsSection.module.css';

const PARENT: FieldSpec = { name: 'parentId', type: 'record', kinds: ['trend'] };

function useComponents(parentId: string): readonly Trend[] {
  const { id: p } = useProgramme();
  const { data } = useQuery(pageQuery<Trend>(p, 'trends', listAsk({}, { parent: [parentId] }), 0));
  return data?.items ?? [];
}

/** A branch of the tree. Four levels are more than any programme has had, and stop a loop should there be one. */
function Branch({ trends, depth }: { readonly trends: readonly Trend[]; readonly depth: number }) {
  const { id: p } = useProgramme();
  return (
    <ul className={styles.tree}>
      {trends.map((trend) => (
        <li key={trend.id}>
          <RecordLink programme={p} kind="trend" reference={trend.ref} className={styles.link}>
            <span className={styles.ref}>
              <RefChip kind="trend" reference={trend.ref} bare />
            </span>
            <span className={styles.title}>{trend.title}</span>
            <span className={styles.direction}>{trend.direction === null ? null : <Direction direction={trend.direction} />}</span>
          </RecordLink>
          {depth < 4 ? <Below parentId={trend.id} depth={depth + 1} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Below({ parentId, depth }: { readonly parentId: string; readonly depth: number }) {
  const trends = useComponents(parentId);
  return trends.length === 0 ? null : <Branch trends={trends} depth={depth} />;
}

/** What the trend is a component of, and the tree of its own components. */
export function ComponentsSection({ item, editable, save }: SectionProps<Trend>) {
  const { t } = useTranslation('registers');
  const components = useComponents(item.id);
  if (!editable && components.length === 0 && item.parentId === null) return null;
  return (
    <PanelSection title={t('section.components')} note={components.length > 0 ? t('trend.components', { count: components.length }) : null}>
      <dl className={styles.parent}>
        <EditableField register="trends" field={PARENT} value={item.parentId} editable={editable} save={save} />
      </dl>
      {components.length > 0 ? <Branch trends={components} depth={1} /> : null}
    </PanelSection>
  );
}
