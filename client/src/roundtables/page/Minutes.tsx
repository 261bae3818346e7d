import { MINUTES_LANGUAGES, type Table } from '@concordance/shared/roundtables/schema';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Section } from '../../ui/Section.tsx';
import { beginMinutes, minutesFile } from '../queries.ts';
import styles from '../tables.module.css';
import { useTable } from './use-table.ts';

interface MinutesProps {
  readonly programmeId: string;
  readonly table: Table;
  readonly mayManage: boolean;
}

/** Beginning the minutes of a closed table, and the way to them afterwards. */
export function Minutes({ programmeId, table, mayManage }: MinutesProps) {
  const { t, i18n } = useTranslation(['roundtables', 'common']);
  const { show } = useTable(programmeId, table);
  const [language, setLanguage] = useState(i18n.language);
  const begin = useMutation({ mutationFn: () => beginMinutes(programmeId, table.id, language), onSuccess: show });
  if (table.life.state === 'minuted') {
    return (
      <Section title={t('minutes.title')}>
        <div className={styles.acts}>
          <ButtonLink to="/p/$programme/round-tables/$ref/minutes" params={{ programme: programmeId, ref: table.ref }} icon="edit">
            {t('minutes.open')}
          </ButtonLink>
          <a className={styles.file} href={minutesFile(programmeId, table.id)} download>
            <Icon name="download" size={12} /> {t('minutes.docx')}
          </a>
        </div>
      </Section>
    );
  }
  if (!mayManage) return null;
  return (
    <Section title={t('minutes.title')} lead={t('page.minuteNote')}>
      {begin.error ? <ErrorLine error={begin.error} /> : null}
      <div className={styles.new}>
        <SelectField
          label={t('minutes.language')}
          value={language}
          onChange={(event) => setLanguage(event.target.value)}
          options={MINUTES_LANGUAGES.map((each) => ({ value: each, label: t(`common:language.${each}`) }))}
        />
        <Button variant="main" busy={begin.isPending} onClick={() => begin.mutate()}>
          {t('page.minute')}
        </Button>
      </div>
    </Section>
  );
}
