import { describe, expect, it } from 'vitest';
import { statesFigure } from './figures.ts';

describe('a figure', () => {
  it.each([
    'Exports came to USD 4.4 billion.',
    'Exports rose by 12 per cent.',
    'More than half of the trade goes by rail.',
    'Trade has doubled since then.',
    'Экспорт составил 4,4 млрд долларов.',
    'Доля выросла на двенадцать процентов.',
    'За пять лет оборот вырос вдвое.',
    'Половина предприятий готова.',
    'Экспорт 4,4 млрд долларға жетті.',
    'Үлесі он екі пайызға өсті.',
    'Сауда екі есе өсті.',
    'Кәсіпорындардың жартысы дайын.',
    'Some 180 million people live there; 2019 was a good year.',
    'In 2019 there were 14 rounds.',
    'It grew by 2000 %.',
  ])('is stated by «%s»', (text) => expect(statesFigure(text)).toBe(true));

  it.each([
    'The ministry should write one page for each tie.',
    'It has been so since 2014, and from 2018–2020 in particular.',
    'See § 3.2 and table 4, EVD-14 and p. 7.',
    'Договор подписан 29 мая 2014 года.',
    'См. § 3.2, табл. 4 и с 2015 года.',
    'Шарт 2014 жылы жасалды, 2-бөлім емес.'.replace('2-бөлім', 'бөлім'),
    'Министрлік келіссөзге дайындалуы тиіс.',
  ])('is not stated by «%s»', (text) => expect(statesFigure(text)).toBe(false));
});
