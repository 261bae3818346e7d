import type { Language } from '@concordance/shared/programmes/schema';
import type { Recommendation } from '@concordance/shared/recommendations/schema';
import type { TranslatedWords } from '@concordance/shared/recommendations/translations';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../../api/client.ts';
import { sameValue } from '../../registers/conflict.ts';
import { putTranslation, recommendationQuery } from '../queries.ts';

type Trouble =
  | { readonly kind: 'failed'; readonly error: ApiProblem }
  /** Somebody changed the original, or this translation, since it was opened. */
  | { readonly kind: 'meanwhile' }
  | { readonly kind: 'untitled' };

export interface Saving {
  readonly save: (base: Recommendation, language: Language, words: TranslatedWords) => void;
  /** Words that could not be saved as they are. */
  readonly kept: TranslatedWords | null;
  readonly keep: (words: TranslatedWords) => void;
  readonly trouble: Trouble | null;
  readonly again: () => void;
  readonly forget: () => void;
}

interface Attempt {
  readonly base: Recommendation;
  readonly language: Language;
  readonly words: TranslatedWords;
}

/**
 * Writes one translation against the original that the writer saw. A change of anything else in between does not matter;
 * a change of the original does, because the translation would be said to be made from words nobody has looked at.
 */
export function useTranslations(programmeId: string, ref: string): Saving {
  const cache = useQueryClient();
  const [state, setState] = useState<{ kept: TranslatedWords; trouble: Trouble; attempt: Attempt | null } | null>(null);
  const save = async (attempt: Attempt) => {
    const key = recommendationQuery(programmeId, ref).queryKey;
    setState(null);
    try {
      const saved = await write(programmeId, attempt);
      if (saved) cache.setQueryData(key, (now) => (now && now.version > saved.version ? now : saved));
      else setState({ kept: attempt.words, trouble: { kind: 'meanwhile' }, attempt: null });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setState({ kept: attempt.words, trouble: { kind: 'failed', error }, attempt });
    }
    await cache.invalidateQueries({ queryKey: key });
  };
  return {
    save: (base, language, words) => void save({ base, language, words }),
    kept: state?.kept ?? null,
    keep: (kept) => setState({ kept, trouble: { kind: 'untitled' }, attempt: null }),
    trouble: state?.trouble ?? null,
    again: () => {
      if (state?.attempt) void save(state.attempt);
    },
    forget: () => setState(null),
  };
}

/** More writers in between than this, and a person looks at it. */
const MAX_TRIES = 4;

/** Null where somebody changed what was translated, or the translation, in between. */
async function write(programmeId: string, { base, language, words }: Attempt): Promise<Recommendation | null> {
  let version = base.version;
  for (let tries = 1; ; tries += 1) {
    try {
      return await putTranslation(programmeId, base.id, language, { version, ...words });
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'stale-version' || !error.current) throw error;
      const current = error.current as Recommendation;
      if (!sameValue(looked(base, language), looked(current, language))) return null;
      if (tries === MAX_TRIES) throw error;
      version = current.version;
    }
  }
}

/** What of a recommendation a translator has before their eyes. */
function looked({ title, statement, translations }: Recommendation, language: Language) {
  const made = translations.find((one) => one.language === language);
  return { title, statement, made: made ? { title: made.title, statement: made.statement } : null };
}
