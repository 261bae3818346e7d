import { describe, expect, test } from 'vitest';
import { type Csl, readCsl, writeCsl } from './csl.ts';

const article: Csl = {
  type: 'article-journal',
  title: 'Еуразиялық интеграция',
  author: [{ family: 'Қасымова', given: 'Әйгерім' }, { literal: 'Комитет по статистике' }, { family: 'Abe' }],
  issued: { 'date-parts': [[2019, 5, 3]] },
  'container-title': 'Central Asia',
  page: '12-31',
  language: 'kk',
  ISSN: '1234-5678',
};

describe('the form of a bibliographic description', () => {
  test('shows names a line each and the date as written in a calendar', () => {
    const form = readCsl(article);
    expect(form.type).toBe('article-journal');
    expect(form.authors).toBe('Қасымова, Әйгерім\nКомитет по статистике\nAbe');
    expect(form.issued).toBe('2019-05-03');
    expect(form.lines['container-title']).toBe('Central Asia');
    expect(form.lines.DOI).toBe('');
  });

  test('written back unchanged is the same description, hidden fields included', () => {
    expect(writeCsl(readCsl(article), article)).toEqual(article);
  });

  test('keeps what the form cannot show of a field that was not touched', () => {
    const odd: Csl = {
      type: 'book',
      author: [{ family: 'Beauvoir', 'non-dropping-particle': 'de', given: 'S.', suffix: 'Jr' }],
      issued: { 'date-parts': [[2001]], season: 2 },
    };
    const form = readCsl(odd);
    expect(form.authors).toBe('de Beauvoir, S.');
    const written = writeCsl({ ...form, lines: { ...form.lines, title: 'Essays' } }, odd);
    expect(written).toEqual({ ...odd, title: 'Essays' });
  });

  test('of nothing is empty, and an empty form is no description', () => {
    const form = readCsl(null);
    expect(form.type).toBe('');
    expect(writeCsl(form, null)).toBeNull();
  });

  test('a cleared field leaves the description', () => {
    const form = readCsl(article);
    const written = writeCsl({ ...form, authors: ' \n', issued: '', lines: { ...form.lines, page: '' } }, article);
    expect(written).not.toHaveProperty('author');
    expect(written).not.toHaveProperty('issued');
    expect(written).not.toHaveProperty('page');
    expect(written).toHaveProperty('ISSN');
  });

  test('takes a name with a comma as family and given, any other as it is', () => {
    const written = writeCsl({ ...readCsl(null), type: 'report', authors: ' Назарбаев, Н. А. \nSupreme Council' }, null);
    expect(written).toEqual({ type: 'report', author: [{ family: 'Назарбаев', given: 'Н. А.' }, { literal: 'Supreme Council' }] });
  });

  test.each([
    ['2019', [[2019]]],
    ['2019-05', [[2019, 5]]],
    ['2020-09-25', [[2020, 9, 25]]],
    ['2017/2019', [[2017], [2019]]],
  ])('reads the date %s as a date', (issued, parts) => {
    expect(writeCsl({ ...readCsl(null), type: 'book', issued }, null)).toEqual({ type: 'book', issued: { 'date-parts': parts } });
  });

  test.each(['осень 2019', '2019-13', '2019-05-40', '1/2/3'])('keeps %s as words', (issued) => {
    expect(writeCsl({ ...readCsl(null), type: 'book', issued }, null)).toEqual({ type: 'book', issued: { literal: issued } });
  });

  test('has a type as soon as it has anything', () => {
    const form = readCsl(null);
    expect(writeCsl({ ...form, lines: { ...form.lines, title: 'Note' } }, null)).toEqual({ type: 'document', title: 'Note' });
  });
});
