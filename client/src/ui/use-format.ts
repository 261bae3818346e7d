import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Format } from './format.ts';
import { kazakhAgo, kazakhDay, kazakhList, kazakhLongDay, kazakhNumber, kazakhTime } from './kazakh-format.ts';

type Unit = 'day' | 'hour' | 'minute';
type Writing = { readonly [Name in 'day' | 'longDay' | 'time']: (date: Date) => string } & {
  readonly ago: (count: number, unit: Unit) => string;
  readonly number: Format['number'];
  readonly list: Format['list'];
};

const CALENDAR_DAY = /^\d{4}-\d{2}-\d{2}$/u;
const MINUTE = 60_000;
const STEPS: readonly (readonly [Unit, number])[] = [
  ['day', 1440 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
];

const kazakh: Writing = {
  day: kazakhDay,
  longDay: kazakhLongDay,
  time: kazakhTime,
  ago: kazakhAgo,
  number: kazakhNumber,
  list: kazakhList,
};

function byIntl(locale: string): Writing {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const longDay = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const time = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = new Intl.NumberFormat(locale);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    day: (date) => day.format(date),
    longDay: (date) => longDay.format(date),
    time: (date) => time.format(date),
    ago: (count, unit) => relative.format(-count, unit),
    number: (value) => number.format(value),
    list: (values) => list.format(values),
  };
}

/** A calendar day has no zone: read at noon, it stays the same day everywhere. */
function instant(value: string | Date): Date {
  return value instanceof Date ? value : new Date(CALENDAR_DAY.test(value) ? `${value}T12:00:00` : value);
}

/** Dates, numbers and lists as this language writes them. Screens use `useFormat`. */
export function createFormat(language: string): Format {
  const writing = language === 'kk' ? kazakh : byIntl(language === 'en' ? 'en-GB' : language);
  // A short date is one word: a line never breaks inside it.
  const whole = (words: string) => words.replaceAll(' ', '\u00A0');
  const day = (value: string) => whole(writing.day(instant(value)));
  return {
    day,
    longDay: (value) => writing.longDay(instant(value)),
    time: (value) => (instant(value).getFullYear() === new Date().getFullYear() ? whole(writing.time(instant(value))) : day(value)),
    ago: (value, now = Date.now()) => {
      const passed = Math.max(now - instant(value).getTime(), 0);
      if (passed >= 7 * 1440 * MINUTE) return day(value);
      const [unit, size] = STEPS.find(([, each]) => passed >= each) ?? ['minute', MINUTE];
      return writing.ago(Math.floor(passed / size), unit);
    },
    number: writing.number,
    list: writing.list,
  };
}

/** Writes dates, numbers and lists in the language of the interface. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => createFormat(i18n.language), [i18n.language]);
}
