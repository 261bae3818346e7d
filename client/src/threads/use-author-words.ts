import type { Author } from '@concordance/shared/threads/schema';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Who said something, as far as it may be told, in the reader's language. */
export function useAuthorWords(): (author: Pick<Author, 'kind' | 'label'>) => string {
  const { t } = useTranslation('threads');
  return useCallback(({ kind, label }) => label ?? t(kind === 'team' ? 'author.team' : 'author.participant'), [t]);
}
