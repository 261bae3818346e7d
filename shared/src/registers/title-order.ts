import { foldForFind } from '../find/schema.ts';

/** The Kazakh alphabet, which holds the Russian one in its own order. */
const ALPHABET = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя';
/** Where the letters are moved to: in a row, behind Latin and before every other Cyrillic letter. */
const FIRST = 0x0400;
const PLACES: ReadonlyMap<string, string> = new Map([...ALPHABET].map((letter, place) => [letter, String.fromCodePoint(FIRST + place)]));
/** Longer runs of digits are no numbers that people count by. */
const DIGITS = 12;
/** In characters of the title; what comes later decides no order that a person sees. */
const LONGEST = 120;

/**
 * What titles are sorted by: comparing two of these by code points, as both databases do alike, puts titles in the order
 * of the Kazakh, Russian and English alphabets, without regard to case, accents and punctuation, numbers by their value.
 */
export function titleOrder(title: string): string {
  const plain = foldForFind(title.slice(0, LONGEST))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\d+/g, (digits) => digits.padStart(DIGITS, '0'));
  return [...plain].map((letter) => PLACES.get(letter) ?? letter).join('');
}
