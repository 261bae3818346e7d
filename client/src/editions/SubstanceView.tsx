import type { EditionRecommendation, EditionRecord, EditionSubstance, ReadableSubstance } from '@concordance/shared/editions/schema';
import { openRecord } from '@concordance/shared/editions/schema';
import type { EditorJson } from '@concordance/shared/editor/json';
import { blocks } from '@concordance/shared/editor/read';
import { useTranslation } from 'react-i18next';
import { RegisterMark } from '../ui/RegisterMark.tsx';
import styles from './sheet.module.css';
import { TextView } from './TextView.tsx';
import { useValueWords } from './use-value-words.ts';

type Disclosures = ReadableSubstance['disclosures'];

/** The spoken references of the records that the texts cite. */
export const refsOf = (substance: EditionSubstance) => {
  const refs = new Map(substance.records.map((record) => [record.id, record.ref]));
  return (id: string) => refs.get(id);
};

const isEmpty = (text: EditorJson) => blocks(text).every((block) => block.text.trim() === '');

/** Each recommendation on one line: what it says and what it is tied to. */
export function ItemLines({ substance }: { readonly substance: EditionSubstance }) {
  const kinds = new Map(substance.records.map((record) => [record.ref, record.kind]));
  return (
    <ol className={styles.items}>
      {substance.recommendations.map((one) => (
        <li key={one.id}>
          <span className={styles.ref}>{one.ref}</span>
          <span className={styles.statement}>{one.title}</span>
          <span className={styles.ties}>
            {(['trend', 'risk', 'evidence'] as const).map((kind) => {
              const count = new Set(one.links.filter((link) => kinds.get(link.target) === kind).map((link) => link.target)).size;
              return count === 0 ? null : (
                <span key={kind}>
                  <RegisterMark kind={kind} size={13} />
                  {count}
                </span>
              );
            })}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The whole text in full: preface, every recommendation with its facts and ties, and the records as they stand. */
export function SubstanceView({ substance, disclosures }: { readonly substance: EditionSubstance; readonly disclosures: Disclosures }) {
  const { t } = useTranslation('editions');
  const refOf = refsOf(substance);
  const titles = new Map(
    substance.records.map((record) => [record.ref, titleOf(record, openRecord(record, disclosures), disclosures, t('withheld'))]),
  );
  const preface = substance.preface as unknown as EditorJson;
  return (
    <>
      {isEmpty(preface) ? null : (
        <section className={styles.part}>
          <div className={styles.head}>
            <h2>{t('preface')}</h2>
          </div>
          <TextView text={preface} refOf={refOf} />
        </section>
      )}
      <section className={styles.part}>
        <div className={styles.head}>
          <h2>{t('texts')}</h2>
          <small>{t('count.texts', { count: substance.recommendations.length })}</small>
        </div>
        {substance.recommendations.map((one) => (
          <Recommendation key={one.id} one={one} refOf={refOf} titles={titles} />
        ))}
      </section>
      {substance.records.length === 0 ? null : (
        <section className={styles.part}>
          <div className={styles.head}>
            <h2>{t('records')}</h2>
            <small>{t('count.records', { count: substance.records.length })}</small>
          </div>
          <ul className={styles.records}>
            {substance.records.map((record) => (
              <Record key={record.id} record={record} disclosures={disclosures} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const FACTS = ['horizon', 'priority', 'strength', 'certainty'] as const;

/** What a record is called, as far as this reader may know it. */
function titleOf(record: EditionRecord, open: ReturnType<typeof openRecord>, disclosures: Disclosures, withheld: string): string {
  const word = (field: string) => (typeof open[field] === 'string' ? (open[field] as string) : '');
  const hidden = record.sealed !== null && disclosures[record.sealed] === undefined;
  return hidden ? [withheld, word('affiliation')].filter(Boolean).join(', ') : word('title');
}

interface RecommendationProps {
  readonly one: EditionRecommendation;
  readonly refOf: (id: string) => string | undefined;
  readonly titles: ReadonlyMap<string, string>;
}

/** Ties by the record they go to: a record that is both linked and cited stands once. */
function Ties({ links, titles }: { readonly links: EditionRecommendation['links']; readonly titles: RecommendationProps['titles'] }) {
  const { t } = useTranslation('editions');
  const value = useValueWords();
  const tie = (link: EditionRecommendation['links'][number]) =>
    [link.stance === null ? t(`ties.${link.kind}`) : value('stance', link.stance), link.locator, link.note].filter(Boolean).join(' · ');
  const targets = [...new Set(links.map((link) => link.target))];
  if (targets.length === 0) return null;
  return (
    <ul className={styles.links}>
      {targets.map((target) => (
        <li key={target}>
          <span className={styles.ref}>{target}</span>
          <span>
            {titles.get(target)}
            <small>
              {links
                .filter((link) => link.target === target)
                .map(tie)
                .join('; ')}
            </small>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What the recommendation is called and says in other languages. */
function Translations({ all }: { readonly all: NonNullable<EditionRecommendation['translations']> }) {
  const { t } = useTranslation('common');
  const languages = Object.entries(all).sort(([left], [right]) => (left < right ? -1 : 1));
  if (languages.length === 0) return null;
  return (
    <ul className={styles.translations}>
      {languages.map(([language, { title, statement }]) => (
        <li key={language} lang={language}>
          <small>{t(`language.${language as 'en'}`, { defaultValue: language })}</small>
          <span>
            <b>{title}</b>
            {statement === '' ? null : <span>{statement}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Recommendation({ one, refOf, titles }: RecommendationProps) {
  const { t } = useTranslation(['editions', 'recommendations']);
  const value = useValueWords();
  const facts: readonly (readonly [string, string])[] = [
    ['addressees', one.addressees.map((body) => body.title).join('; ')],
    ['responsible', one.responsible?.title ?? ''],
    ...FACTS.map((field) => [field, one[field] === null ? '' : value(field, one[field])] as const),
    ['strengthWhy', one.strengthWhy],
    ['instrument', one.instrument],
    ['indicators', one.indicators.join('; ')],
  ];
  return (
    <article className={styles.rec}>
      <span className={styles.ref}>{one.ref}</span>
      <h3>{one.title}</h3>
      {one.statement === '' ? null : <p className={styles.said}>{one.statement}</p>}
      <Translations all={one.translations ?? {}} />
      <dl className={styles.facts}>
        {facts
          .filter(([, words]) => words !== '')
          .map(([field, words]) => (
            <div key={field} style={{ display: 'contents' }}>
              <dt>{t(`recommendations:facts.${field as 'title'}`)}</dt>
              <dd>{words}</dd>
            </div>
          ))}
      </dl>
      <TextView text={one.text as unknown as EditorJson} refOf={refOf} />
      <Ties links={one.links} titles={titles} />
    </article>
  );
}

function Record({ record, disclosures }: { readonly record: EditionRecord; readonly disclosures: Disclosures }) {
  const { t } = useTranslation(['editions', 'recommendations']);
  const value = useValueWords();
  const open = openRecord(record, disclosures);
  const hidden = record.sealed !== null && disclosures[record.sealed] === undefined;
  const word = (field: string) => (typeof open[field] === 'string' ? (open[field] as string) : '');
  const rating = record.kind === 'evidence' ? [word('reliability') || '–', String(open['credibility'] ?? '–')].join(' | ') : '';
  const facts = [hidden ? '' : word('source'), word('date'), rating, open['state'] === 'active' ? '' : value('state', word('state'))];
  return (
    <li>
      <span className={styles.ref}>{record.ref}</span>
      <div>
        <p>{titleOf(record, open, disclosures, t('withheld'))}</p>
        <p className={styles.fact}>{facts.filter(Boolean).join(' · ')}</p>
        {word('summary') === '' ? null : <p className={styles.fact}>{word('summary')}</p>}
      </div>
    </li>
  );
}
