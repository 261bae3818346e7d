import { LINK_KINDS, type Table, type TableLink } from '@concordance/shared/roundtables/schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readForm } from '../../identity/form-text.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/Section.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { type LinkWish, linksQuery, makeLink, revokeLink } from '../queries.ts';
import styles from '../tables.module.css';

interface LinksProps {
  readonly programmeId: string;
  readonly table: Table;
}

function LinkRow({ programmeId, table, link }: LinksProps & { readonly link: TableLink }) {
  const { t } = useTranslation('roundtables');
  const { day } = useFormat();
  const cache = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeLink(programmeId, table.id, link.id),
    onSettled: () => cache.invalidateQueries({ queryKey: linksQuery(programmeId, table.id).queryKey }),
  });
  const over = link.revoked ? t('links.revoked') : new Date(link.expiresAt) <= new Date() ? t('links.over') : null;
  const name = [link.name, link.organisation].filter(Boolean).join(', ');
  return (
    <li>
      <div className={rows.what}>
        <p className={rows.name}>{name || t(`links.${link.kind}`)}</p>
        <p className={rows.fact}>
          {[t('links.taken', { taken: link.taken, seats: link.seats }), over ?? t('links.until', { day: day(link.expiresAt) })].join(' · ')}
        </p>
      </div>
      <div className={rows.end}>
        {over === null ? (
          <Button size="small" busy={revoke.isPending} onClick={() => revoke.mutate()}>
            {t('links.revoke')}
          </Button>
        ) : null}
      </div>
      {revoke.error ? (
        <div className={rows.below}>
          <ErrorLine error={revoke.error} />
        </div>
      ) : null}
    </li>
  );
}

/** Links that bring guests to this table and nowhere else. A link is shown once: the server keeps only its hash. */
export function Links({ programmeId, table }: LinksProps) {
  const { t } = useTranslation('roundtables');
  const cache = useQueryClient();
  const [kind, setKind] = useState<TableLink['kind']>('shared');
  const links = useQuery(linksQuery(programmeId, table.id));
  const make = useMutation({
    mutationFn: (wish: LinkWish) => makeLink(programmeId, table.id, wish),
    onSuccess: () => cache.invalidateQueries({ queryKey: linksQuery(programmeId, table.id).queryKey }),
  });
  const link = make.data ? `${window.location.origin}/join#${make.data.token}` : '';
  return (
    <Section title={t('links.title')} lead={t('links.note')}>
      <form
        className={rows.line}
        onSubmit={(event) => {
          const text = readForm(event);
          make.mutate({ kind, name: text('name'), organisation: text('organisation'), days: Number(text('days')) });
        }}
      >
        <SelectField
          label={t('links.kind')}
          value={kind}
          onChange={(event) => setKind(event.target.value as TableLink['kind'])}
          options={[...LINK_KINDS].reverse().map((each) => ({ value: each, label: t(`links.${each}`) }))}
        />
        {kind === 'personal' ? (
          <>
            <TextField label={t('links.name')} name="name" maxLength={120} />
            <TextField label={t('links.organisation')} name="organisation" maxLength={200} />
          </>
        ) : null}
        <SelectField
          label={t('links.days')}
          name="days"
          defaultValue="30"
          options={[1, 7, 14, 30, 90].map((days) => ({ value: String(days), label: t('links.day', { count: days }) }))}
        />
        <Button type="submit" variant="main" busy={make.isPending}>
          {t('links.make')}
        </Button>
      </form>
      {make.error ? <ErrorLine error={make.error} /> : null}
      {make.data ? (
        <div className={styles.link} role="status">
          <p>{t('links.made')}</p>
          <code>{link}</code>
          <CopyButton text={link} />
        </div>
      ) : null}
      {links.error ? <ErrorLine error={links.error} onRetry={() => void links.refetch()} /> : null}
      {links.data?.length === 0 ? <p className={`${rows.fact} ${rows.after}`}>{t('links.none')}</p> : null}
      <ul className={`${rows.rows} ${rows.after}`}>
        {(links.data ?? []).map((one) => (
          <LinkRow key={one.id} programmeId={programmeId} table={table} link={one} />
        ))}
      </ul>
    </Section>
  );
}
