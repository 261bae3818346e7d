import { useTranslation } from 'react-i18next';

/** What a check found, as a sentence; a rule that this program has no words for is named. */
export function useRuleWords(): (rule: string, words: Readonly<Record<string, unknown>>) => string {
  const { t, i18n } = useTranslation(['editions', 'checks']);
  return (rule, words) => (i18n.exists(`checks:found.${rule}`) ? t(`checks:found.${rule}` as never, { ...words }) : rule);
}
