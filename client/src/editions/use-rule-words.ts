import { CHECK_CODES, type CheckCode } from '@concordance/shared/checks/schema';
import { useTranslation } from 'react-i18next';
import { useFindingWords } from '../checks/finding-words.ts';

/** What a check found, as a sentence; a rule that this program has no words for is named. */
export function useRuleWords(): (rule: string, words: Readonly<Record<string, unknown>>) => string {
  useTranslation('checks');
  const wordsOf = useFindingWords();
  return (rule, words) => {
    const code = CHECK_CODES.find((one) => one === rule);
    return code ? wordsOf({ rule: code as CheckCode, words: words as Readonly<Record<string, string | number>> }).title : rule;
  };
}
