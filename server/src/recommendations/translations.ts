import { Problem } from '@concordance/shared/problems';
import type { Language } from '@concordance/shared/programmes/schema';
import { type TranslatedWords, type TranslationDraft, translatedInto } from '@concordance/shared/recommendations/translations';
import { type Act, changeOf, one, type RegisterWorld, saveVersion, stale } from '../registers/actions.ts';
import { type AnyRecord, findRow } from '../registers/store.ts';
import type { Transaction } from '../storage/database.ts';
import { recommendations } from './register.ts';
import { madeFrom, type StoredTranslations, storedTranslations } from './stored-translations.ts';

/**
 * Writes a recommendation's title and statement in another language: made from the original as the version the writer saw
 * has it. Throws `stale-version`, `archived`; `invalid` for a language that the programme does not translate into.
 */
export async function putTranslation(
  world: RegisterWorld,
  act: Act,
  idOrRef: string,
  language: Language,
  { version, ...words }: TranslationDraft,
): Promise<AnyRecord> {
  const outcome = await world.journal.change(async (tx, note) => {
    const row = await findRow(tx, recommendations, act.programmeId, idOrRef);
    if (row.version !== version) return { stale: row };
    if (row.archived_at !== null) throw new Problem('archived');
    const { [language]: _, ...others } = storedTranslations(row['translations']);
    const removes = words.title === '';
    if (!removes) await requireLanguage(tx, act.programmeId, language);
    const original: TranslatedWords = { title: row.title, statement: String(row['statement']) };
    const made = { ...words, ...madeFrom(original), by: act.userId, at: world.now().toISOString() };
    const translations: StoredTranslations = removes ? others : { ...others, [language]: made };
    const columns = { translations: JSON.stringify(translations) };
    if (!(await saveVersion(tx, recommendations, row, columns, act.userId, world.now()))) return { stale: row };
    await note({ ...changeOf(recommendations, act, { ...row, version: version + 1 }, 'changed'), fields: ['translations'] });
    return { row: await findRow(tx, recommendations, act.programmeId, row.id) };
  });
  if (outcome.stale) throw await stale(world, recommendations, act.programmeId, outcome.stale.id);
  return one(world, recommendations, outcome.row);
}

async function requireLanguage(tx: Transaction, programmeId: string, language: Language): Promise<void> {
  const { languages } = await tx.selectFrom('programmes').select('languages').where('id', '=', programmeId).executeTakeFirstOrThrow();
  if (!translatedInto(JSON.parse(languages)).others.includes(language))
    throw new Problem('invalid', { fields: [{ path: 'language', rule: 'not-allowed' }] });
}
