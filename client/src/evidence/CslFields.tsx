import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomEditProps, CustomShowProps } from '../registers/definition.ts';
import { useWords } from '../registers/words.ts';
import { ProseField, SelectField, TextField } from '../ui/Field.tsx';
import styles from './CslFields.module.css';
import { CSL_LINES, CSL_TYPES, type CslForm, type Csl as Description, readCsl, writeCsl } from './csl.ts';

const asCsl = (value: unknown): Description | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Description) : null;

/** The bibliographic description as a list of what is known. */
export function CslShow({ value }: CustomShowProps) {
  const { t } = useTranslation('registers');
  const { word } = useWords();
  const form = readCsl(asCsl(value));
  const rows = [
    ['type', form.type === '' ? '' : word('cslType', form.type)],
    ['author', form.authors.split('\n').join('; ')],
    ['title', form.lines.title],
    ['issued', form.issued],
    ...CSL_LINES.filter((name) => name !== 'title').map((name) => [name, form.lines[name]] as const),
  ].filter(([, text]) => text !== '');
  return (
    <dl className={styles.list}>
      {rows.map(([name, text]) => (
        <div key={name}>
          <dt>{t(`csl.${name}`)}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

export function CslEdit({ id, value, onChange }: CustomEditProps) {
  const { t } = useTranslation('registers');
  const { word } = useWords();
  // The description as it was when the form opened: what the form cannot show is carried over from it.
  const [original] = useState(() => asCsl(value));
  const [form, setForm] = useState<CslForm>(() => readCsl(original));
  const set = (next: CslForm) => {
    setForm(next);
    onChange(writeCsl(next, original));
  };
  const types = form.type === '' || (CSL_TYPES as readonly string[]).includes(form.type) ? CSL_TYPES : [form.type, ...CSL_TYPES];
  return (
    <div id={id} className={styles.edit}>
      <SelectField
        label={t('csl.type')}
        none={t('form.notSet')}
        options={types.map((type) => ({ value: type, label: word('cslType', type) }))}
        value={form.type}
        onChange={(event) => set({ ...form, type: event.currentTarget.value })}
      />
      <ProseField
        label={t('csl.author')}
        hint={t('csl.authorHint')}
        value={form.authors}
        onChange={(event) => set({ ...form, authors: event.currentTarget.value })}
      />
      <TextField
        label={t('csl.issued')}
        hint={t('csl.issuedHint')}
        value={form.issued}
        onChange={(event) => set({ ...form, issued: event.currentTarget.value })}
      />
      {CSL_LINES.map((name) => (
        <TextField
          key={name}
          label={t(`csl.${name}`)}
          value={form.lines[name]}
          onChange={(event) => set({ ...form, lines: { ...form.lines, [name]: event.currentTarget.value } })}
        />
      ))}
    </div>
  );
}
