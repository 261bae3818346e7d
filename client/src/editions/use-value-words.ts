import { useTranslation } from 'react-i18next';

/** Which list of words says a field's value. */
const LISTS: Readonly<Record<string, string>> = {
  horizon: 'recommendations:horizon',
  priority: 'recommendations:priority',
  strength: 'recommendations:strength',
  certainty: 'recommendations:certainty',
  confidence: 'recommendations:confidence',
  direction: 'recommendations:direction',
  state: 'recommendations:evidenceState',
  stance: 'recommendations:stance',
  consent: 'registers:values.consent',
};

/** A stored value of a field in the reader's language; words that people wrote stay as they are. */
export function useValueWords(): (field: string, value: string) => string {
  const { t, i18n } = useTranslation(['editions', 'recommendations', 'registers']);
  return (field, value) => {
    const key = `${LISTS[field] ?? ''}.${value}`;
    return LISTS[field] && i18n.exists(key) ? t(key as never) : value;
  };
}
