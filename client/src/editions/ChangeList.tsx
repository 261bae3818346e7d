import type { ShownChange } from '@concordance/shared/approvals/schema';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../ui/Button.tsx';
import styles from './sheet.module.css';
import { useValueWords } from './use-value-words.ts';

/** So many are shown before one asks for the rest. */
const AT_FIRST = 12;

/** Changes between two texts, in reading order: what went is struck, what came is underlined. */
export function ChangeList({ changes }: { readonly changes: readonly ShownChange[] }) {
  const { t } = useTranslation('editions');
  const [all, setAll] = useState(false);
  const shown = all ? changes : changes.slice(0, AT_FIRST);
  return (
    <>
      <ul className={styles.changes}>
        {shown.map((change, index) => (
          <li key={`${change.ref} ${index}`}>
            <span className={styles.ref}>{change.ref}</span>
            <div>
              <Words change={change} />
              <p className={styles.place}>
                <Place change={change} />
              </p>
            </div>
          </li>
        ))}
      </ul>
      {shown.length < changes.length ? (
        <p className={styles.more}>
          <TextButton onClick={() => setAll(true)}>{t('changes.rest', { count: changes.length - shown.length })}</TextButton>
        </p>
      ) : null}
    </>
  );
}

function Words({ change }: { readonly change: ShownChange }) {
  const { t } = useTranslation('editions');
  const value = useValueWords();
  const { kind, field = '' } = change.place;
  if (kind === 'form') return <p className={styles.quiet}>{t('changes.formOnly')}</p>;
  if (kind === 'record' && field === 'sealed') return <p className={styles.quiet}>{t('changes.sealed')}</p>;
  const say = (text: string) => (kind === 'field' || kind === 'record' ? value(field, text) : text);
  return (
    <p className={styles.words}>
      {change.words.map((run, index) =>
        run.op === 'added' ? (
          <ins key={index}>{say(run.text)}</ins>
        ) : run.op === 'removed' ? (
          <del key={index}>{say(run.text)}</del>
        ) : (
          <span key={index}>{run.text}</span>
        ),
      )}
    </p>
  );
}

function Place({ change }: { readonly change: ShownChange }) {
  const { t } = useTranslation(['editions', 'recommendations', 'registers', 'common']);
  const { kind, field = '', number = 0, target = '', link = '' } = change.place;
  switch (kind) {
    case 'paragraph':
      return t('changes.paragraph', { number });
    case 'link':
      return t(`changes.link.${link as 'rests'}`, { target });
    case 'field':
      if (field.startsWith('translations.'))
        return t('changes.translation', { language: t(`common:language.${field.slice('translations.'.length) as 'en'}`) });
      return field.startsWith('programme.') ? t('changes.programme') : t(`recommendations:facts.${field as 'title'}`);
    case 'record':
      return field === 'sealed' ? t('changes.expert') : t(`changes.record.${field as 'title'}`, { defaultValue: t('changes.recordOther') });
    default:
      return t(`changes.${kind}`);
  }
}
