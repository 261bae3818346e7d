import type { Attendee, Table } from '@concordance/shared/roundtables/schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/Button.tsx';
import { ConfirmInline } from '../../ui/ConfirmInline.tsx';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/Section.tsx';
import { guestsQuery, showOut, tableKey } from '../queries.ts';

interface GuestsProps {
  readonly programmeId: string;
  readonly table: Table;
}

function GuestRow({ programmeId, table, guest }: GuestsProps & { readonly guest: Attendee }) {
  const { t } = useTranslation('roundtables');
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const out = useMutation({
    mutationFn: () => showOut(programmeId, table.id, guest.seatId),
    onSuccess: () => setAsking(false),
    onSettled: () => cache.invalidateQueries({ queryKey: tableKey(programmeId) }),
  });
  return (
    <li>
      <div className={rows.what}>
        <p className={rows.name}>{guest.name}</p>
        {guest.organisation ? <p className={rows.fact}>{guest.organisation}</p> : null}
      </div>
      <div className={rows.end}>
        {guest.present && !guest.revoked ? <span className={rows.done}>{t('guests.present')}</span> : null}
        {guest.revoked ? (
          <span className={rows.fact}>{t('guests.revoked')}</span>
        ) : (
          <IconButton icon="out" label={`${t('guests.showOut')}: ${guest.name}`} onClick={() => setAsking(true)} />
        )}
      </div>
      {asking ? (
        <div className={rows.below}>
          <ConfirmInline verb={t('guests.showOut')} busy={out.isPending} onConfirm={() => out.mutate()} onCancel={() => setAsking(false)}>
            {t('guests.showOutNote', { name: guest.name })}
          </ConfirmInline>
        </div>
      ) : null}
      {out.error ? (
        <div className={rows.below}>
          <ErrorLine error={out.error} />
        </div>
      ) : null}
    </li>
  );
}

/** Who came, by name, and who is here now. */
export function Guests({ programmeId, table }: GuestsProps) {
  const { t } = useTranslation('roundtables');
  const guests = useQuery(guestsQuery(programmeId, table.id));
  return (
    <Section title={t('guests.title')} note={t('guests.count', { present: table.present, guests: table.guests })} lead={t('guests.note')}>
      {guests.error ? <ErrorLine error={guests.error} onRetry={() => void guests.refetch()} /> : null}
      {guests.data?.length === 0 ? <p className={rows.fact}>{t('guests.none')}</p> : null}
      <ul className={rows.rows}>
        {(guests.data ?? []).map((guest) => (
          <GuestRow key={guest.seatId} programmeId={programmeId} table={table} guest={guest} />
        ))}
      </ul>
    </Section>
  );
}
