import { useTranslation } from 'react-i18next';

/**
 * The second line of something found (`EAEU · threat`), in the reader's language. The server sends the values as they are
 * stored; those that come from a closed list have words, others (a topic that somebody typed) stay as they are.
 */
export function useDetailWords(): (detail: string) => string {
  const { t, i18n } = useTranslation('common');
  return (detail) =>
    detail
      .split(' · ')
      .map((part) => (i18n.exists(`common:detail.${part}`) ? t(`detail.${part}`) : part))
      .join(' · ');
}
