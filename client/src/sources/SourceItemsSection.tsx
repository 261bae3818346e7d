import type { Evidence } from '@concordance/shared/evidence/schema';
import type { Source } from '@concordance/shared/sources/schema';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProgramme } from '../programmes/use-programme.ts';
import type { SectionProps } from '../registers/definition.ts';
import { listAsk } from '../registers/list-view.ts';
import { pageQuery } from '../registers/queries.ts';
import { PanelSection } from '../ui/Panel.tsx';
import styles from './SourceItemsSection.module.css';

/** What the source gave: how many items, and the way to them. */
export function SourceItemsSection({ item }: SectionProps<Source>) {
  const { t } = useTranslation('registers');
  const { id: p } = useProgramme();
  const { data } = useQuery(pageQuery<Evidence>(p, 'evidence', listAsk({}, { source: [item.id] }), 0));
  if (!data || data.total === 0) return null;
  return (
    <PanelSection title={t('section.items')}>
      <Link to="/p/$programme/evidence" params={{ programme: p }} search={{ filter: [`source:${item.id}`] }} className={styles.link}>
        {t('source.items', { count: data.total })}
      </Link>
    </PanelSection>
  );
}
