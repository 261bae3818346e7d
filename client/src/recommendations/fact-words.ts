import type { Recommendation } from '@concordance/shared/recommendations/schema';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Format } from '../ui/format.ts';
import { useFormat } from '../ui/use-format.ts';

type Words = Partial<Recommendation>;

/** A fact in words, as the screen would show it; a dash where it is empty. */
export function factWords(t: TFunction<'recommendations'>, format: Format, field: string, record: Words): string {
  switch (field) {
    case 'addresseeIds':
      return record.addressees?.map((body) => body.short || body.title).join(', ') || '–';
    case 'responsibleId':
      return record.responsible?.short || record.responsible?.title || '–';
    case 'ownerId':
      return record.ownerName ?? '–';
    case 'dueOn':
      return record.dueOn ? format.day(record.dueOn) : '–';
    case 'indicators':
      return record.indicators?.join('; ') || '–';
    case 'horizon':
      return record.horizon ? t(`horizon.${record.horizon}`) : '–';
    case 'priority':
      return record.priority ? t(`priority.${record.priority}`) : '–';
    case 'strength':
      return record.strength ? t(`strength.${record.strength}`) : '–';
    case 'certainty':
      return record.certainty ? t(`certainty.${record.certainty}`) : '–';
    default: {
      const value = record[field as keyof Words];
      return typeof value === 'string' && value !== '' ? value : '–';
    }
  }
}

/** `factWords` in the language of the interface. */
export function useFactWords(): (field: string, record: Words) => string {
  const { t } = useTranslation('recommendations');
  const format = useFormat();
  return (field, record) => factWords(t, format, field, record);
}
