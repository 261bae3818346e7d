const LETTER = /[\p{L}\p{M}\p{N}]/u;

/**
 * The range of a selection as a person means it: without blanks at its ends, and with the whole of a word that the finger
 * or the mouse has cut. An empty range stays as it is.
 */
export function wholeWords(text: string, from: number, to: number): { readonly from: number; readonly to: number } {
  let [start, end] = [from, to];
  while (start < end && /\s/u.test(text[start] ?? '')) start += 1;
  while (end > start && /\s/u.test(text[end - 1] ?? '')) end -= 1;
  if (start === end) return { from: start, to: end };
  while (start > 0 && isLetter(text, start - 1) && isLetter(text, start)) start -= 1;
  while (end < text.length && isLetter(text, end - 1) && isLetter(text, end)) end += 1;
  return { from: start, to: end };
}

/** A place as a finger means it: not inside a word, but behind it. */
export function behindWord(text: string, at: number): number {
  let place = at;
  while (place > 0 && place < text.length && isLetter(text, place - 1) && isLetter(text, place)) place += 1;
  return place;
}

const isLetter = (text: string, at: number) => LETTER.test(text[at] ?? '');
