import { BODY_KINDS, bodyFields } from '@concordance/shared/bodies/schema';
import { CONSENT_LEVELS, CREDIBILITIES, EVIDENCE_KINDS, EVIDENCE_STATES, evidenceFields } from '@concordance/shared/evidence/schema';
import { RISK_KINDS, riskFields, TREATMENT_OPTIONS } from '@concordance/shared/risks/schema';
import { RELIABILITIES, SOURCE_KINDS, sourceFields } from '@concordance/shared/sources/schema';
import { CONFIDENCES, HORIZONS, TREND_DIRECTIONS, TREND_SCOPES, trendFields } from '@concordance/shared/trends/schema';
import { describe, expect, test } from 'vitest';
import { CSL_LINES, CSL_TYPES } from '../evidence/csl.ts';
import { KAZAKH_LANGUAGE_NAMES, LANGUAGE_CODES } from './language-codes.ts';

type Tree = { readonly [key: string]: string | Tree };
const files = import.meta.glob<Tree>('./locales/*.json', { eager: true, import: 'default' });
const LANGUAGES = Object.fromEntries(['en', 'ru', 'kk'].map((language) => [language, files[`./locales/${language}.json`] ?? {}]));
const LEVELS = [1, 2, 3, 4, 5];

function keysOf(tree: Tree, before = ''): readonly string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${before}${key}`] : keysOf(value, `${before}${key}.`),
  );
}

function at(tree: Tree, path: string): string | Tree | undefined {
  return path.split('.').reduce<string | Tree | undefined>((branch, key) => (typeof branch === 'object' ? branch[key] : undefined), tree);
}

/** Languages have different numbers of plural forms; a key counts once. */
const stems = (tree: Tree) => [...new Set(keysOf(tree).map((key) => key.replace(/_(one|few|many|other)$/, '')))].sort();

describe.each(Object.keys(LANGUAGES))('the words in %s', (language) => {
  const words = LANGUAGES[language] ?? {};

  test('are there for every key of the others', () => {
    expect(stems(words)).toEqual(stems(LANGUAGES['en'] ?? {}));
    expect(stems(words).length).toBeGreaterThan(300);
  });

  test('have every plural form the language needs', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = stems(words).filter((stem) => at(words, `${stem}_other`) !== undefined);
    const missing = plurals.flatMap((stem) => forms.map((form) => `${stem}_${form}`)).filter((key) => at(words, key) === undefined);
    expect(missing).toEqual([]);
  });

  test.each([
    ['bodyKind', BODY_KINDS],
    ['direction', TREND_DIRECTIONS],
    ['horizon', HORIZONS],
    ['confidence', CONFIDENCES],
    ['scope', TREND_SCOPES],
    ['riskKind', RISK_KINDS],
    ['treatment', TREATMENT_OPTIONS],
    ['likelihood', LEVELS],
    ['impact', LEVELS],
    ['sourceKind', SOURCE_KINDS],
    ['reliability', RELIABILITIES],
    ['reliabilityFull', RELIABILITIES],
    ['evidenceKind', EVIDENCE_KINDS],
    ['credibility', CREDIBILITIES],
    ['evidenceState', EVIDENCE_STATES],
    ['consent', CONSENT_LEVELS],
    ['cslType', CSL_TYPES],
  ])('name every value of %s', (list, values) => {
    expect(Object.keys(at(words, `values.${list}`) ?? {}).sort()).toEqual(values.map(String).sort());
  });

  test.each([
    ['bodies', bodyFields],
    ['trends', trendFields],
    ['risks', riskFields],
    ['sources', sourceFields],
    ['evidence', evidenceFields],
  ])('name every field of %s', (register, schema) => {
    const unnamed = Object.keys(schema.shape).filter(
      (name) => !at(words, `fields.${register}.${name}`) && !at(words, `fields.all.${name}`),
    );
    expect(unnamed).toEqual([]);
  });

  test('name every line of a bibliographic description', () => {
    expect(CSL_LINES.filter((name) => !at(words, `csl.${name}`))).toEqual([]);
  });
});

test('every language that is offered has a Kazakh name', () => {
  expect(LANGUAGE_CODES.filter((code) => !KAZAKH_LANGUAGE_NAMES[code])).toEqual([]);
});
