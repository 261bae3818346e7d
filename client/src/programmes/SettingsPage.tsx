import { CITATION_STYLES, LANGUAGES, type Language } from '@concordance/shared/programmes/schema';
import { translatedInto } from '@concordance/shared/recommendations/translations';
import { useTranslation } from 'react-i18next';
import { RuleSettings } from '../checks/RuleSettings.tsx';
import { InlineEdit } from '../ui/InlineEdit.tsx';
import { Page, PageTitle } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import styles from './SettingsPage.module.css';
import { type ProgrammeHere, useProgramme } from './use-programme.ts';
import { type ProgrammeChanges, useSaveProgramme } from './use-save-programme.ts';

interface Row {
  readonly label: string;
  readonly field: string;
  readonly value: string | number | null;
  readonly kind: 'text' | 'lines' | 'number' | 'select';
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly change: (value: string | number | null) => ProgrammeChanges;
  readonly read: (current: ProgrammeHere['programme']) => string | number | null;
}

const text = (value: string | number | null) => String(value ?? '');
const year = (value: string | number | null) => (value === null ? null : Number(value));

function useRows(here: ProgrammeHere): readonly Row[] {
  const { t } = useTranslation(['programmes', 'common']);
  const { programme } = here;
  const styleOptions = CITATION_STYLES.map((value) => ({ value, label: t(`style.${value}`) }));
  const row = (
    field: Exclude<keyof ProgrammeChanges, 'title' | 'languages' | 'rules'>,
    kind: Row['kind'],
    change: Row['change'],
    options?: Row['options'],
  ): Row => ({
    label: t(`settings.${field}`),
    field,
    value: programme[field],
    kind,
    change,
    read: (current) => current[field],
    ...(options ? { options } : {}),
  });
  return [
    ...LANGUAGES.map(
      (language): Row => ({
        label: `${t('settings.title')} · ${t(`common:language.${language}`)}`,
        field: `title.${language}`,
        value: programme.title[language],
        kind: 'lines',
        change: (value) => ({ title: { ...programme.title, [language]: text(value) } }),
        read: (current) => current.title[language],
      }),
    ),
    row('shortTitle', 'text', (value) => ({ shortTitle: text(value) })),
    row('aim', 'lines', (value) => ({ aim: text(value) })),
    row('contractor', 'lines', (value) => ({ contractor: text(value) })),
    row('contract', 'text', (value) => ({ contract: text(value) })),
    row('firstYear', 'number', (value) => ({ firstYear: year(value) })),
    row('lastYear', 'number', (value) => ({ lastYear: year(value) })),
    row(
      'citationStyle',
      'select',
      (value) => ({ citationStyle: CITATION_STYLES.find((style) => style === value) ?? 'plain' }),
      styleOptions,
    ),
  ];
}

interface LanguagesRowProps {
  readonly languages: readonly Language[];
  readonly readOnly: boolean;
  readonly onChange: (languages: Language[]) => void;
}

/** The languages the programme writes in; at least one stays. The first chosen is that of its texts. */
function LanguagesRow({ languages, readOnly, onChange }: LanguagesRowProps) {
  const { t } = useTranslation(['programmes', 'common']);
  return (
    <fieldset className={styles.languages}>
      <legend>{t('settings.languages')}</legend>
      <div>
        {LANGUAGES.map((language) => {
          const on = languages.includes(language);
          return (
            <label key={language}>
              <input
                type="checkbox"
                checked={on}
                disabled={readOnly || (on && languages.length === 1)}
                onChange={() => onChange(on ? languages.filter((each) => each !== language) : [...languages, language])}
              />
              {t(`common:language.${language}`)}
            </label>
          );
        })}
      </div>
      {languages.length > 1 ? (
        <p>{t('settings.original', { language: t(`common:language.${translatedInto(languages).original}`) })}</p>
      ) : null}
    </fieldset>
  );
}

/** The programme's own facts: they head its reports and say how its sources are cited. */
export function SettingsPage() {
  const { t } = useTranslation(['programmes', 'common']);
  const here = useProgramme();
  const { save, takeTheirs } = useSaveProgramme(here);
  const readOnly = !here.may('programme.change');
  return (
    <Page header={<PageHeader crumbs={[t('common:nav.programmeSettings')]} />} width="mid">
      <PageTitle title={t('common:nav.programmeSettings')} note={readOnly ? t('settings.readOnly') : t('settings.note')} />
      <Section title={here.programme.shortTitle}>
        <dl className={styles.facts}>
          {useRows(here).map((row) => (
            <div key={row.field}>
              <dt>{row.label}</dt>
              <dd>
                <InlineEdit
                  label={row.label}
                  field={row.field}
                  kind={row.kind}
                  value={row.value}
                  readOnly={readOnly}
                  {...(row.options ? { options: row.options } : {})}
                  onSave={(value, over) => save(row.change(value), over)}
                  theirs={(current) => text(row.read(current as ProgrammeHere['programme']))}
                  onTakeTheirs={takeTheirs}
                />
              </dd>
            </div>
          ))}
        </dl>
        <LanguagesRow languages={here.programme.languages} readOnly={readOnly} onChange={(languages) => void save({ languages })} />
      </Section>
      <RuleSettings changes={here.programme.rules} readOnly={readOnly} onChange={(rules) => save({ rules })} />
    </Page>
  );
}
