import { describe, expect, it } from 'vitest';
import { createFormat } from './use-format.ts';

const now = new Date('2020-09-28T12:00:00Z').getTime();
/** No-break spaces read as spaces. */
const plain = (words: string) => words.replace(/\s/gu, ' ');
const earlier = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

describe('dates for the reader', () => {
  it.each([
    ['en', '25 Sept 2020'],
    ['ru', '25 сент. 2020 г.'],
    ['kk', '2020 ж. 25 қыр.'],
  ])('a day in %s is %s', (language, words) => {
    expect(plain(createFormat(language).day('2020-09-25'))).toBe(words);
  });

  it.each([
    ['ru', 'понедельник, 28 сентября 2020 г.'],
    ['kk', '2020 ж. 28 қыркүйек, дүйсенбі'],
  ])('a long day in %s is %s', (language, words) => {
    expect(createFormat(language).longDay('2020-09-28')).toBe(words);
  });

  it.each([
    ['en', 0, 'this minute'],
    ['en', 5, '5 minutes ago'],
    ['ru', 130, '2 часа назад'],
    ['kk', 0, 'қазір'],
    ['kk', 5, '5 минут бұрын'],
    ['kk', 26 * 60, 'кеше'],
    ['kk', 3 * 1440, '3 күн бұрын'],
  ])('in %s, %i minutes back is "%s"', (language, minutes, words) => {
    expect(createFormat(language).ago(earlier(minutes), now)).toBe(words);
  });

  it('a short date is never broken over two lines', () => {
    expect(createFormat('ru').day('2020-09-25')).not.toContain(' ');
  });

  it('more than a week back is a day', () => {
    expect(plain(createFormat('kk').ago(earlier(10 * 1440), now))).toBe('2020 ж. 18 қыр.');
  });

  it('a clock that runs ahead never writes of the future', () => {
    expect(createFormat('en').ago(earlier(-3), now)).toBe('this minute');
  });
});

describe('numbers and lists for the reader', () => {
  it('Kazakh groups digits by spaces', () => {
    expect(plain(createFormat('kk').number(10_500))).toBe('10 500');
  });

  it.each([
    ['en', 'a, b and c'],
    ['ru', 'a, b и c'],
    ['kk', 'a, b және c'],
  ])('a list in %s is "%s"', (language, words) => {
    expect(createFormat(language).list(['a', 'b', 'c'])).toBe(words);
  });
});
