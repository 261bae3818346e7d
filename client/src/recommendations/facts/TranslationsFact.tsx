import type { Language } from '@concordance/shared/programmes/schema';
import type { Recommendation } from '@concordance/shared/recommendations/schema';
import type { TranslatedWords, Translation } from '@concordance/shared/recommendations/translations';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextButton } from '../../ui/Button.tsx';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { FactPopover } from './FactPopover.tsx';
import styles from './facts.module.css';
import { Unset } from './Unset.tsx';
import { type Saving, useTranslations } from './use-translations.ts';

/** Compares word by word, which nobody needs before a translation is behind. */
const OriginalSince = lazy(async () => ({ default: (await import('./OriginalSince.tsx')).OriginalSince }));

interface TranslationsProps {
  readonly programmeId: string;
  readonly record: Recommendation;
  /** The languages there are or could be translations into, in the programme's order. */
  readonly languages: readonly Language[];
  readonly readOnly: boolean;
}

/** What a recommendation is called and says in the programme's other languages, each line edited where it stands. */
export function TranslationsFact({ languages, ...rest }: TranslationsProps) {
  return (
    <ul className={styles.translations}>
      {languages.map((language) => (
        <TranslationLine key={language} language={language} {...rest} />
      ))}
    </ul>
  );
}

/** The languages to show: those the programme translates into, and those somebody has translated into all the same. */
export function languagesShown(record: Recommendation, others: readonly Language[], readOnly: boolean): readonly Language[] {
  const made = record.translations.map((one) => one.language);
  // Who may only read is not shown what could be.
  return [...others.filter((one) => !readOnly || made.includes(one)), ...made.filter((one) => !others.includes(one))];
}

const NOTHING: TranslatedWords = { title: '', statement: '' };
const wordsOf = (one: Translation | undefined): TranslatedWords => (one ? { title: one.title, statement: one.statement } : NOTHING);
const oneLine = (words: string) => words.normalize('NFC').replace(/\s+/gu, ' ').trim();

function TranslationLine({
  programmeId,
  record,
  language,
  readOnly,
}: Omit<TranslationsProps, 'languages'> & { readonly language: Language }) {
  const { t } = useTranslation(['recommendations', 'common']);
  const made = record.translations.find((one) => one.language === language);
  const saving = useTranslations(programmeId, record.ref);
  const name = t(`common:language.${language}`);
  return (
    <li lang={language} data-fact={made?.behind ? 'translations' : undefined}>
      <span className={styles.tongue}>{name}</span>
      <div>
        <Words record={record} language={language} made={made} saving={saving} readOnly={readOnly} />
        {saving.trouble ? <Kept saving={saving} /> : null}
        {made?.behind ? <Behind record={record} made={made} saving={saving} readOnly={readOnly} /> : null}
      </div>
    </li>
  );
}

interface LineProps {
  readonly record: Recommendation;
  readonly saving: Saving;
  readonly readOnly: boolean;
}

/** The words, and the two fields they are written in. Words that could not be saved are there again when it opens anew. */
function Words({
  record,
  language,
  made,
  saving,
  readOnly,
}: LineProps & { readonly language: Language; readonly made: Translation | undefined }) {
  const { t, i18n } = useTranslation(['recommendations', 'common']);
  const { time } = useFormat();
  const base = useRef(record);
  const [draft, setDraft] = useState(NOTHING);
  const begin = () => {
    base.current = record;
    setDraft(saving.kept ?? wordsOf(made));
  };
  const keep = (words: TranslatedWords) => {
    const clean = { title: oneLine(words.title), statement: oneLine(words.statement) };
    // A statement without its title is no translation yet: the words wait here until there is one.
    if (clean.title === '' && clean.statement !== '') saving.keep(clean);
    else if (clean.title !== (made?.title ?? '') || clean.statement !== (made?.statement ?? '') || saving.kept)
      saving.save(base.current, language, clean);
  };
  const field = (part: 'title' | 'statement', onEnter: () => void) => (
    <label className={styles.line}>
      <span lang={i18n.language}>{t(`facts.${part}`)}</span>
      <textarea
        {...(part === 'title' && { 'data-autofocus': true })}
        lang={language}
        rows={part === 'title' ? 2 : 4}
        maxLength={part === 'title' ? 300 : 1000}
        value={draft[part]}
        onChange={(event) => setDraft({ ...draft, [part]: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onEnter();
        }}
      />
    </label>
  );
  return (
    <FactPopover
      label={`${t('facts.translations')}, ${t(`common:language.${language}`)}`}
      readOnly={readOnly}
      onBegin={begin}
      onDone={() => keep(draft)}
      width={440}
      shown={
        made ? (
          <span className={styles.translated}>
            {made.title}
            {made.statement ? <small>{made.statement}</small> : null}
          </span>
        ) : (
          <Unset readOnly={readOnly} />
        )
      }
    >
      {({ done }) => (
        <>
          {field('title', done)}
          {field('statement', done)}
          <div className={styles.foot} lang={i18n.language}>
            {made ? <p className={styles.maker}>{t('translation.by', { name: made.by.name, when: time(made.at) })}</p> : null}
            <Button size="small" onClick={done}>
              {t('facts.done')}
            </Button>
          </div>
        </>
      )}
    </FactPopover>
  );
}

/** The sign of a translation that is behind: what has changed since, and one press where that changes nothing for it. */
function Behind({ record, made, saving, readOnly }: LineProps & { readonly made: Translation }) {
  const { t, i18n } = useTranslation('recommendations');
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.behind} lang={i18n.language}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <Icon name="warn" size={14} /> {t('translation.behind')}
        </summary>
        {open ? (
          <Suspense fallback={null}>
            <OriginalSince was={made.original} now={record} />
          </Suspense>
        ) : null}
      </details>
      {readOnly ? null : (
        <TextButton onClick={() => saving.save(record, made.language, wordsOf(made))}>{t('translation.stillRight')}</TextButton>
      )}
    </div>
  );
}

/** Why the words are not saved, and that they are kept. */
function Kept({ saving }: { readonly saving: Saving }) {
  const { t, i18n } = useTranslation('recommendations');
  return (
    <div lang={i18n.language}>
      {saving.trouble?.kind === 'failed' ? (
        <ErrorLine error={saving.trouble.error} onRetry={saving.again} />
      ) : (
        <p role="alert" className={styles.keptWords}>
          {t(`translation.${saving.trouble?.kind === 'untitled' ? 'untitled' : 'meanwhile'}`)}{' '}
          <TextButton onClick={saving.forget}>{t('translation.forget')}</TextButton>
        </p>
      )}
    </div>
  );
}
