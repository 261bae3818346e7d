import { ATTRIBUTION_RULES, type AttributionRule } from '@concordance/shared/roundtables/rules';
import type { Table } from '@concordance/shared/roundtables/schema';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { InlineEdit } from '../../ui/InlineEdit.tsx';
import { Section } from '../../ui/Section.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from '../tables.module.css';
import { useTable } from './use-table.ts';

interface SetUpProps {
  readonly programmeId: string;
  readonly table: Table;
  readonly mayManage: boolean;
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A local time as `datetime-local` fields want it. */
function localTime(at: string | null): string {
  if (at === null) return '';
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What the table is about, when it is, and what may be said outside. */
export function SetUp({ programmeId, table, mayManage }: SetUpProps) {
  const { t } = useTranslation('roundtables');
  const { longDay, time } = useFormat();
  const { save, show } = useTable(programmeId, table);
  const takeTheirs = (current: unknown) => show(current as Table);
  const over = table.life.state === 'closed' || table.life.state === 'minuted';
  const readOnly = !mayManage || over;
  const text = (field: 'title' | 'description', kind: 'text' | 'lines') => (
    <Fact label={t(`page.${field}`)}>
      <InlineEdit
        label={t(`page.${field}`)}
        field={field}
        kind={kind}
        value={table[field]}
        readOnly={readOnly}
        onSave={(value, before) => save({ [field]: value }, before)}
        theirs={(current) => (current as Table)[field]}
        onTakeTheirs={takeTheirs}
      />
    </Fact>
  );
  return (
    <Section title={t('page.setUp')}>
      <dl className={styles.facts}>
        {text('title', 'text')}
        {text('description', 'lines')}
        <Fact label={t('page.heldOn')}>
          <InlineEdit
            label={t('page.heldOn')}
            field="heldOn"
            kind="date"
            value={table.heldOn}
            readOnly={readOnly}
            onSave={(value, before) => save({ heldOn: value || null }, before)}
            theirs={(current) => (current as Table).heldOn ?? ''}
            onTakeTheirs={takeTheirs}
            {...(table.heldOn ? { children: longDay(table.heldOn) } : {})}
          />
        </Fact>
        <Fact label={t('page.closesAt')}>
          {readOnly ? (
            table.closesAt ? (
              time(table.closesAt)
            ) : (
              t('page.closesNever')
            )
          ) : (
            <input
              type="datetime-local"
              aria-label={t('page.closesAt')}
              defaultValue={localTime(table.closesAt)}
              key={table.closesAt}
              onBlur={(event) => {
                const { value } = event.target;
                const next = value === '' ? null : new Date(value).toISOString();
                if (value !== localTime(table.closesAt)) void save({ closesAt: next });
              }}
            />
          )}
        </Fact>
        <Fact label={t('page.rule')}>
          <InlineEdit
            label={t('page.rule')}
            field="rule"
            kind="select"
            value={table.rule as string}
            options={ATTRIBUTION_RULES.map((rule) => ({ value: rule, label: t(`rule.${rule}`) }))}
            readOnly={readOnly || table.life.state !== 'planned'}
            onSave={(value, before) => save({ rule: value as AttributionRule }, before)}
            theirs={(current) => t(`rule.${(current as Table).rule}`)}
            onTakeTheirs={takeTheirs}
          >
            {t(`rule.${table.rule}`)}
          </InlineEdit>
          <p className={styles.note}>{t(`ruleNote.${table.rule}`)}</p>
        </Fact>
      </dl>
    </Section>
  );
}
