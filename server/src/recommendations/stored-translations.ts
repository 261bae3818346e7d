import { LANGUAGES, type Language } from '@concordance/shared/programmes/schema';
import { originalSubstance, type TranslatedWords, type Translation } from '@concordance/shared/recommendations/translations';
import { fingerprint } from '../fingerprint.ts';

interface StoredTranslation extends TranslatedWords {
  readonly madeFrom: string;
  readonly original: TranslatedWords;
  readonly by: string;
  readonly at: string;
}
export type StoredTranslations = { readonly [language in Language]?: StoredTranslation };

/** What the column of a recommendation's translations says. */
export function storedTranslations(column: unknown): StoredTranslations {
  return JSON.parse(typeof column === 'string' ? column : '{}') as StoredTranslations;
}

/** What a translation keeps of the wording it was made from. */
export function madeFrom(original: TranslatedWords): Pick<StoredTranslation, 'madeFrom' | 'original'> {
  return { madeFrom: fingerprint(originalSubstance(original)), original };
}

/** Translations beside their original, in the order of languages; those who made them by id. */
export function translationsOf(column: unknown, original: TranslatedWords): readonly (Omit<Translation, 'by'> & { readonly by: string })[] {
  const stored = storedTranslations(column);
  const languages = LANGUAGES.filter((language) => stored[language] !== undefined);
  if (languages.length === 0) return [];
  const now = madeFrom(original).madeFrom;
  return languages.flatMap((language) => {
    const one = stored[language];
    return one ? [{ language, ...one, behind: one.madeFrom !== now }] : [];
  });
}
