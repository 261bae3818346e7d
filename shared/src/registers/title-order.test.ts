import { describe, expect, it } from 'vitest';
import { titleOrder } from './title-order.ts';

/** As a database compares: by code points. */
const sorted = (titles: readonly string[]) => [...titles].sort((one, other) => (titleOrder(one) < titleOrder(other) ? -1 : 1));
const shuffled = (titles: readonly string[]) => [...titles].sort((one, other) => other.length - one.length || (one < other ? 1 : -1));

describe('the order of titles', () => {
  it.each([
    ['Kazakh', 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя'],
    ['Russian', 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'],
    ['English', 'abcdefghijklmnopqrstuvwxyz'],
  ])('is the %s alphabet, in either case', (_, alphabet) => {
    const letters = [...alphabet];
    expect(sorted(shuffled(letters))).toEqual(letters);
    const capitals = letters.map((letter) => letter.toUpperCase());
    expect(sorted(shuffled(capitals))).toEqual(capitals);
  });

  it.each([
    [
      'kk',
      [
        'Әділет',
        'Бюджет',
        'Ғылым',
        'Еңбек',
        'Қазақстан',
        'Кеден',
        'Мұнай',
        'Ңұсқа',
        'Өнеркәсіп',
        'Облыс',
        'Ұлт',
        'Үкімет',
        'Уран',
        'Һарип',
        'Індет',
        'Ішкі',
        'Ынтымақ',
      ],
    ],
    ['ru', ['Яблоко', 'Йод', 'Интеграция', 'щит', 'Энергия', 'ЕАЭС', 'жизнь', 'Экспорт', 'импорт']],
    ['en', ['trade', 'Transit', 'energy', 'Éclair', 'Energy market', 'corridor']],
  ])('is that of a reader of %s', (language, titles) => {
    const reader = new Intl.Collator(language, { numeric: true, ignorePunctuation: true });
    expect(sorted(titles)).toEqual([...titles].sort(reader.compare));
  });

  it('is by value for numbers, and blind to quotation marks, accents and case', () => {
    expect(sorted(['Stage 10', 'Stage 9', 'stage 2'])).toEqual(['stage 2', 'Stage 9', 'Stage 10']);
    expect(titleOrder('«Один пояс, один путь»')).toBe(titleOrder('один пояс один путь'));
    expect(titleOrder('Économie')).toBe(titleOrder('economie'));
  });

  it('has letters of no alphabet of ours behind those, and nothing where a title is only signs', () => {
    expect(sorted(['Їжак', 'Яма', 'Zone'])).toEqual(['Zone', 'Яма', 'Їжак']);
    expect(titleOrder('—!?')).toBe('');
  });
});
