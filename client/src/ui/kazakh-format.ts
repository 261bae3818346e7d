import type { Format } from './format.ts';

/*
 * Kazakh written by hand: several browsers carry no Kazakh data and would show `2020 M09 25` or the reader's system
 * language instead. The forms are those of CLDR 48 for `kk`.
 */

const MONTHS = ['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым', 'шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан'];
const SHORT_MONTHS = ['қаң.', 'ақп.', 'нау.', 'сәу.', 'мам.', 'мау.', 'шіл.', 'там.', 'қыр.', 'қаз.', 'қар.', 'жел.'];
const WEEKDAYS = ['жексенбі', 'дүйсенбі', 'сейсенбі', 'сәрсенбі', 'бейсенбі', 'жұма', 'сенбі'];
const UNITS = { minute: 'минут', hour: 'сағат', day: 'күн' } as const;

const two = (value: number) => String(value).padStart(2, '0');
const shortMonth = (date: Date) => SHORT_MONTHS[date.getMonth()] ?? '';

/** `2020 ж. 25 қыр.` */
export function kazakhDay(date: Date): string {
  return `${date.getFullYear()} ж. ${date.getDate()} ${shortMonth(date)}`;
}

/** `2020 ж. 28 қыркүйек, дүйсенбі` */
export function kazakhLongDay(date: Date): string {
  return `${date.getFullYear()} ж. ${date.getDate()} ${MONTHS[date.getMonth()] ?? ''}, ${WEEKDAYS[date.getDay()] ?? ''}`;
}

/** `28 қыр., 14:05` */
export function kazakhTime(date: Date): string {
  return `${date.getDate()} ${shortMonth(date)}, ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `5 минут бұрын`; nouns stay singular after numbers. */
export function kazakhAgo(count: number, unit: keyof typeof UNITS): string {
  if (count === 0) return 'қазір';
  if (unit === 'day' && count === 1) return 'кеше';
  return `${count} ${UNITS[unit]} бұрын`;
}

/** `a, b және c` */
export function kazakhList(values: readonly string[]): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} және ${values.at(-1) ?? ''}`;
}

/** Digits are grouped as in Russian: a no-break space, a decimal comma. */
export const kazakhNumber: Format['number'] = (value) => new Intl.NumberFormat('ru').format(value);
