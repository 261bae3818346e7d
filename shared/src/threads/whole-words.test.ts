import { describe, expect, it } from 'vitest';
import { behindWord, wholeWords } from './whole-words.ts';

const meant = (text: string, from: number, to: number) => {
  const range = wholeWords(text, from, to);
  return text.slice(range.from, range.to);
};

describe('a selection as it is meant', () => {
  const text = 'Removing barriers costs little, and serves.';

  it('has whole words at its ends', () => {
    expect(meant(text, 5, 20)).toBe('Removing barriers costs');
    expect(meant('Экспорт әлсіреді', 2, 10)).toBe('Экспорт әлсіреді');
  });

  it('has no blanks and no more signs than were selected at its ends', () => {
    expect(meant(text, 8, 18)).toBe('barriers');
    expect(meant(text, 24, 30)).toBe('little');
    expect(meant(text, 24, 31)).toBe('little,');
  });

  it('is a place when nothing is selected', () => {
    expect(wholeWords(text, 5, 5)).toEqual({ from: 5, to: 5 });
    expect(wholeWords('a  b', 1, 3)).toEqual({ from: 3, to: 3 });
  });
});

describe('a place as it is meant', () => {
  it('is behind the word that was pressed, and stays between two words', () => {
    expect([0, 3, 8, 9, 17].map((at) => behindWord('Removing barriers', at))).toEqual([0, 8, 8, 9, 17]);
    expect(behindWord('Экспорт әлсіреді', 11)).toBe(16);
  });
});
