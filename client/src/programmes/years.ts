import type { Programme } from '@concordance/shared/programmes/schema';

/** `2018–2020`, `2018–`, or nothing where no year is set. */
export function yearsOf(programme: Pick<Programme, 'firstYear' | 'lastYear'>): string {
  const { firstYear, lastYear } = programme;
  if (firstYear === null && lastYear === null) return '';
  return firstYear === lastYear ? String(firstYear) : `${firstYear ?? ''}–${lastYear ?? ''}`;
}

/** The year that a field's text means; null for an empty one. */
export function yearOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text.trim());
}
