import { LANGUAGES } from '@concordance/shared/programmes/schema';
import type { TranslatedWords } from '@concordance/shared/recommendations/translations';
import { madeFrom, type StoredTranslations } from '../recommendations/stored-translations.ts';
import type { SampleRecord } from './files.ts';
import type { Loading } from './register-rows.ts';

/** Who translates in the demonstration. */
const TRANSLATOR = 'researcher2';

interface SampleTranslation extends TranslatedWords {
  /** The wording it was made from, where that is another than today's. */
  readonly original?: TranslatedWords;
}

/** The translations of a recommendation as they are stored. Throws for a language that no programme has. */
export function translationsColumn({ at, keys }: Loading, record: SampleRecord): string {
  const now = { title: String(record['title']), statement: String(record['statement'] ?? '') };
  const written = Object.entries((record['translations'] ?? {}) as Readonly<Record<string, SampleTranslation>>);
  const stored = written.map(([language, { title, statement, original = now }]) => {
    if (!LANGUAGES.some((one) => one === language)) throw new Error(`${record.key} of the sample is translated into ${language}`);
    return [language, { title, statement, ...madeFrom(original), by: keys.person(TRANSLATOR), at }] as const;
  });
  return JSON.stringify(Object.fromEntries(stored) satisfies StoredTranslations);
}
