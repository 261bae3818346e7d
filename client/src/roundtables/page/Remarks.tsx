import type { Table } from '@concordance/shared/roundtables/schema';
import { useTranslation } from 'react-i18next';
import { DispositionFiles, DispositionTable } from '../../threads/DispositionTable.tsx';
import { Section } from '../../ui/Section.tsx';

interface RemarksProps {
  readonly programmeId: string;
  readonly table: Table;
}

/** What was said at the table, and what became of it. */
export function Remarks({ programmeId, table }: RemarksProps) {
  const { t } = useTranslation('threads');
  const ask = { roundTable: table.ref };
  return (
    <Section title={t('table.title')} note={<DispositionFiles programmeId={programmeId} ask={ask} />}>
      <DispositionTable programmeId={programmeId} ask={ask} captioned={false} />
    </Section>
  );
}
