import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export interface Format {
  /** `25 Sep 2020`, from a calendar day `2020-09-25` or an instant. */
  readonly day: (value: string) => string;
  /** `Monday, 28 September 2020`. */
  readonly longDay: (value: string | Date) => string;
  /** `28 Sep, 14:05`; with the year where it is not this one. */
  readonly time: (value: string) => string;
  /** `5 minutes ago`, up to a week back; then the day. `now` in milliseconds. */
  readonly ago: (value: string, now?: number) => string;
  readonly number: (value: number) => string;
  /** `a, b and c`. */
  readonly list: (values: readonly string[]) => string;
}

const CALENDAR_DAY = /^\d{4}-\d{2}-\d{2}$/u;
const MINUTE = 60_000;
const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [['day', 1440 * MINUTE], ['hour', 60 * MINUTE], ['minute', MINUTE]];

/** A calendar day has no zone: read at noon, it stays the same day everywhere. */
function instant(value: string): Date {
  return new Date(CALENDAR_DAY.test(value) ? `${value}T12:00:00` : value);
}

/** Dates, numbers and lists as this language writes them. Exported for tests; screens use `useFormat`. */
export function createFormat(language: string): Format {
  const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { day: 'numeric', month: 'short', year: 'numeric' });
  const longDay = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const near = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const number = new Intl.NumberFormat(language);
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const ago = (value: string, now = Date.now()) => {
    const passed = now - instant(value).getTime();
    if (passed >= 7 * 1440 * MINUTE) return day.format(instant(value));
    const [unit, size] = STEPS.find(([, each]) => passed >= each) ?? ['minute', MINUTE];
    return relative.format(-Math.floor(Math.max(passed, 0) / size), unit);
  };
  return {
    day: (value) => day.format(instant(value)),
    longDay: (value) => longDay.format(typeof value === 'string' ? instant(value) : value),
    time: (value) => (instant(value).getFullYear() === new Date().getFullYear() ? near.format(instant(value)) : day.format(instant(value))),
    ago,
    number: (value) => number.format(value),
    list: (values) => list.format(values),
  };
}

/** Writes dates, numbers and lists in the language of the interface. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => createFormat(i18n.language), [i18n.language]);
}
