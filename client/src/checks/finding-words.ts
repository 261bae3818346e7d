import type { CheckCode, Finding } from '@concordance/shared/checks/schema';
import { useTranslation } from 'react-i18next';

/** Values of `words` that are codes, and where their words stand. */
const CODED: Readonly<Record<string, string>> = {
  certainty: 'certainty',
  state: 'state',
  kind: 'kind',
  why: 'why',
  language: 'common:language',
};

export interface FindingWords {
  readonly title: string;
  readonly detail: string;
}

/** What a finding says in the reader's language. */
export function useFindingWords(): (finding: Pick<Finding, 'rule' | 'words'>) => FindingWords {
  const { t } = useTranslation(['checks', 'common']);
  return ({ rule, words }) => {
    const said = Object.fromEntries(
      Object.entries(words).map(([name, value]) => [
        name,
        CODED[name] ? t(`${CODED[name]}.${value}` as 'kind', { defaultValue: String(value) }) : value,
      ]),
    );
    return { title: t(`rule.${rule}.title`, said), detail: t(`rule.${rule}.detail`, said) };
  };
}

/** What a check is called where it found nothing, and where its weight is set. */
export function useRuleWords(): { readonly passed: (rule: CheckCode) => string; readonly named: (rule: CheckCode) => string } {
  const { t } = useTranslation('checks');
  return {
    passed: (rule) => t(`rule.${rule}.pass`),
    named: (rule) => (rule === 'strong-on-low' ? t('settings.strongOnLow') : t(`rule.${rule}.title`, { power: '…' })),
  };
}
