import type { RecordId } from '@concordance/shared/ids';
import type { Table } from '@concordance/shared/roundtables/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findQuery } from '../../registers/queries.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { RecordPicker } from '../../ui/RecordPicker.tsx';
import { RefChip } from '../../ui/RefChip.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/Section.tsx';
import styles from '../tables.module.css';
import { useTable } from './use-table.ts';

type Draft = readonly { readonly recommendationId: RecordId; readonly minutes: number | null }[];

interface AgendaProps {
  readonly programmeId: string;
  readonly table: Table;
  readonly mayManage: boolean;
}

/** The recommendations to be spoken about, in their order, with the minutes for each. */
export function Agenda({ programmeId, table, mayManage }: AgendaProps) {
  const { t } = useTranslation('roundtables');
  const cache = useQueryClient();
  const [adding, setAdding] = useState(false);
  const { save } = useTable(programmeId, table);
  const change = useMutation({ mutationFn: (agenda: Draft) => save({ agenda: [...agenda] }) });
  const items: Draft = table.agenda.map(({ recommendationId, minutes }) => ({ recommendationId, minutes }));
  const editable = mayManage && table.life.state === 'planned';
  const swap = (from: number, to: number) => {
    const next = [...items];
    const [moved] = next.splice(from, 1);
    if (moved) next.splice(to, 0, moved);
    change.mutate(next);
  };
  const setMinutes = (index: number, text: string) => {
    const minutes = text === '' ? null : Math.min(600, Math.max(1, Math.round(Number(text))));
    if (minutes !== items[index]?.minutes) change.mutate(items.map((item, place) => (place === index ? { ...item, minutes } : item)));
  };
  const begin = editable ? (
    <Button icon="plus" onClick={() => setAdding(true)}>
      {t('page.add')}
    </Button>
  ) : null;
  return (
    <Section title={t('page.agenda')} lead={mayManage && !editable ? t('page.agendaFixed') : undefined}>
      {change.error ? <ErrorLine error={change.error} /> : null}
      {items.length === 0 ? <EmptyState action={adding ? null : begin}>{t('page.agendaEmpty')}</EmptyState> : null}
      <ol className={`${rows.rows} ${styles.agenda}`}>
        {table.agenda.map((item, index) => (
          <li key={item.id}>
            <div className={styles.item}>
              <p>
                <RefChip kind="recommendation" reference={item.ref} />
                <Link to="/p/$programme/recommendations/$ref" params={{ programme: programmeId, ref: item.ref }}>
                  {item.title}
                </Link>
              </p>
              {item.statement ? <p className={rows.fact}>{item.statement}</p> : null}
            </div>
            <div className={rows.end}>
              {editable ? (
                <>
                  <input
                    type="number"
                    className={styles.minutes}
                    min={1}
                    max={600}
                    defaultValue={item.minutes ?? ''}
                    placeholder={t('page.minutes')}
                    aria-label={`${t('page.minutes')}: ${item.title}`}
                    onBlur={(event) => setMinutes(index, event.target.value)}
                  />
                  <IconButton
                    icon="up"
                    label={t('page.up', { title: item.title })}
                    disabled={index === 0}
                    onClick={() => swap(index, index - 1)}
                  />
                  <IconButton
                    icon="down"
                    label={t('page.down', { title: item.title })}
                    disabled={index === items.length - 1}
                    onClick={() => swap(index, index + 1)}
                  />
                  <IconButton
                    icon="close"
                    label={t('page.remove', { title: item.title })}
                    onClick={() => change.mutate(items.filter((_, place) => place !== index))}
                  />
                </>
              ) : item.minutes ? (
                <span className={rows.when}>{t('session.slot', { count: item.minutes })}</span>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      {adding ? (
        <RecordPicker
          label={t('page.add')}
          search={(text) => cache.fetchQuery(findQuery(programmeId, text, ['recommendation']))}
          taken={items.map((item) => item.recommendationId)}
          onPick={(found) => change.mutate([...items, { recommendationId: found.id as RecordId, minutes: null }])}
          onClose={() => setAdding(false)}
          autoFocus
        />
      ) : items.length > 0 ? (
        <div className={rows.after}>{begin}</div>
      ) : null}
    </Section>
  );
}
