import { describe, expect, it } from 'vitest';
import { withEveryPlural } from './plural-words.ts';

describe('words with plurals', () => {
  it('answer every form that a browser may ask for', () => {
    expect(withEveryPlural({ texts: { words_one: '1 сөз', words_other: '{{count}} сөз' } })).toEqual({
      texts: {
        words_one: '1 сөз',
        words_other: '{{count}} сөз',
        words_zero: '{{count}} сөз',
        words_two: '{{count}} сөз',
        words_few: '{{count}} сөз',
        words_many: '{{count}} сөз',
      },
    });
  });

  it('leave other words as they are', () => {
    expect(withEveryPlural({ title: 'Атауы', list: { a: 'b' } })).toEqual({ title: 'Атауы', list: { a: 'b' } });
  });
});
