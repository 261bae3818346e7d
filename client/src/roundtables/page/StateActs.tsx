import type { Table } from '@concordance/shared/roundtables/schema';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { ConfirmInline } from '../../ui/ConfirmInline.tsx';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { moveTable } from '../queries.ts';
import styles from '../tables.module.css';
import { useTable } from './use-table.ts';

interface StateActsProps {
  readonly programmeId: string;
  readonly table: Table;
}

/** Opening and closing, each said in full before it happens: neither can be taken back. */
export function StateActs({ programmeId, table }: StateActsProps) {
  const { t } = useTranslation('roundtables');
  const { show } = useTable(programmeId, table);
  const [asking, setAsking] = useState(false);
  const move = useMutation({
    mutationFn: (to: 'open' | 'closed') => moveTable(programmeId, table.id, table.version, to),
    onSuccess: (next) => {
      setAsking(false);
      show(next);
    },
  });
  const { state } = table.life;
  if (state !== 'planned' && state !== 'open') return null;
  const [to, verb, note] =
    state === 'planned'
      ? (['open', t('page.open'), t('page.openNote')] as const)
      : (['closed', t('page.close'), t('page.closeNote')] as const);
  const reason = state === 'planned' && table.agenda.length === 0 ? t('page.needsItems') : undefined;
  return (
    <div className={styles.act}>
      {move.error ? <ErrorLine error={move.error} /> : null}
      {asking ? (
        <ConfirmInline
          verb={verb}
          danger={to === 'closed'}
          busy={move.isPending}
          onConfirm={() => move.mutate(to)}
          onCancel={() => setAsking(false)}
        >
          {note}
        </ConfirmInline>
      ) : (
        <>
          <Button variant={to === 'open' ? 'main' : 'default'} reason={reason} onClick={() => setAsking(true)}>
            {verb}
          </Button>
          <p className={styles.note}>{note}</p>
        </>
      )}
    </div>
  );
}
