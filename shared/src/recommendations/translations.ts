import { z } from 'zod';
import type { JsonValue } from '../fingerprints/canonical.ts';
import { LANGUAGES, type Language } from '../programmes/schema.ts';
import { line, seenVersion } from '../registers/schema.ts';

/** What of a recommendation is translated: what is read first, and by those who do not read the language of its text. */
export const translatedWords = z.object({ title: z.string(), statement: z.string() });
export type TranslatedWords = z.infer<typeof translatedWords>;

/** A recommendation's title and statement in another language of the programme. */
export const translationSchema = translatedWords.extend({
  language: z.enum(LANGUAGES),
  /** Fingerprint of the original it was made from, or was last said to fit still. */
  madeFrom: z.string(),
  /** That original, so that one sees what has changed since. */
  original: translatedWords,
  /** The original reads otherwise now. Derived: an exact undo makes it fit again. */
  behind: z.boolean(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.string(),
});
export type Translation = z.infer<typeof translationSchema>;

/**
 * A translation as somebody writes it, made from the original as it stands in the version they saw. The same words once
 * more say that it fits still; none at all take it away.
 */
export const translationDraft = z
  .object({ version: seenVersion, title: line(), statement: line(1000) })
  .refine(({ title, statement }) => title !== '' || statement === '', { path: ['title'], message: 'required' });
export type TranslationDraft = z.output<typeof translationDraft>;

/** The language a programme's texts are written in, and those they are translated into. */
export function translatedInto(languages: readonly Language[]): { readonly original: Language; readonly others: readonly Language[] } {
  const [original = 'en', ...others] = languages;
  return { original, others };
}

/** What the fingerprint of an original is made of. */
export function originalSubstance({ title, statement }: TranslatedWords): JsonValue {
  return { rule: 1, kind: 'recommendation', fields: { title, statement } };
}
