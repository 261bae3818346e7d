import type { VersionSummary } from '@concordance/shared/history/schema';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/use-format.ts';

export interface VersionWords {
  /** What the version is: its name, or why it was kept. */
  readonly title: string;
  readonly when: string;
  /** Those who wrote since the version before. */
  readonly who: string;
}

export function useVersionWords(): (version: VersionSummary) => VersionWords {
  const { t } = useTranslation('history');
  const format = useFormat();
  return (version) => {
    const by = version.by?.name ?? '';
    const titles = {
      named: version.name,
      status: t('cause.status', { status: t(`status.${version.note}`, { defaultValue: version.note }) }),
      restored: t('cause.restored', { number: version.note }),
    } as const;
    return {
      title: version.cause in titles ? titles[version.cause as keyof typeof titles] : t(`cause.${version.cause}`, { note: version.note }),
      when: format.time(version.at),
      who: version.writers.length > 0 ? format.list(version.writers.map((one) => one.name)) : by,
    };
  };
}
