import { describe, expect, it } from 'vitest';
import { findQuery, foldForFind } from './schema.ts';

describe('text folded for find', () => {
  it.each([
    ['Қазақстан', 'қазақстан'],
    ['ҚАЗАҚ', 'қазақ'],
    ['ӘҒҚҢӨҰҮҺІ', 'әғқңөұүһі'],
    ['Ёлка', 'ёлка'],
    ['Café', 'cafe'],
    ['cafe\u0301', 'cafe'],
    ['İstanbul', 'istanbul'],
    ['и\u0306', 'й'],
    ['ﬁnance', 'finance'],
    ['REC-7', 'rec-7'],
    ['', ''],
  ])('%s is %s', (text, folded) => {
    expect(foldForFind(text)).toBe(folded);
  });

  it('keeps Kazakh letters apart from their Russian look-alikes', () => {
    for (const [kazakh, russian] of ['әа', 'ғг', 'қк', 'ңн', 'өо', 'ұу', 'үу', 'іи'])
      expect(foldForFind(kazakh ?? '')).not.toBe(foldForFind(russian ?? ''));
  });

  it('folded again is the same', () => {
    for (const text of ['İẞﬁÅ', 'Ё́', 'Қазақстан']) expect(foldForFind(foldForFind(text))).toBe(foldForFind(text));
  });
});

describe('the query of find', () => {
  it('looks at every kind unless told', () => {
    expect(findQuery.parse({}).kinds).toHaveLength(6);
    expect(findQuery.parse({ kinds: 'trend,risk' }).kinds).toEqual(['trend', 'risk']);
  });

  it.each([{ kinds: 'users' }, { kinds: 'trend,' }, { limit: '51' }, { limit: 'all' }, { q: 'a'.repeat(201) }])('refuses %o', (query) => {
    expect(findQuery.safeParse(query).success).toBe(false);
  });
});
