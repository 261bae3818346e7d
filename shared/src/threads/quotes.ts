import { CONTEXT_LENGTH } from './schema.ts';

/** From so many letters on, a quote that occurs once is found by itself; a shorter one needs what stood around it. */
const LONG_QUOTE = 16;
/** So many letters of what stood around have to be there again. */
const CONTEXT_NEEDED = 8;

export interface Quoted {
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Both ends of a quote that was written into have to be there, each so long. */
const END_LENGTH = 8;

/**
 * The place in a text where a quote stands again, whatever blanks and breaks were made of it; null where none is likely
 * to be the same words. The best surroundings win, and among equals the first place.
 */
export function findQuote(text: string, { quote, prefix, suffix }: Quoted): { readonly from: number; readonly to: number } | null {
  const wanted = squash(quote).text;
  if (wanted === '') return null;
  const { text: squashed, places } = squash(text);
  const [before, behind] = [squash(prefix).text, squash(suffix).text];
  const needed = Math.min(CONTEXT_NEEDED, before.length + behind.length);
  let best: { readonly at: number; readonly score: number } | null = null;
  let count = 0;
  for (let at = squashed.indexOf(wanted); at >= 0; at = squashed.indexOf(wanted, at + 1)) {
    count += 1;
    const score = sameBefore(squashed, at, before) + sameBehind(squashed, at + wanted.length, behind);
    if (best === null || score > best.score) best = { at, score };
  }
  const alone = count === 1 && wanted.length >= LONG_QUOTE;
  const sure = best !== null && (alone || best.score >= needed);
  const range = best !== null && sure ? ([best.at, best.at + wanted.length] as const) : count === 0 ? findEnds(squashed, wanted) : null;
  return range === null ? null : { from: places[range[0]] ?? 0, to: (places[range[1] - 1] ?? 0) + 1 };
}

/** A long quote that was written into, and then made anew: its beginning, and its end not much further on than it was. */
function findEnds(text: string, wanted: string): readonly [number, number] | null {
  if (wanted.length < 2 * END_LENGTH) return null;
  const [head, tail] = [wanted.slice(0, END_LENGTH), wanted.slice(-END_LENGTH)];
  const start = text.indexOf(head);
  // What occurs twice could be either.
  if (start < 0 || text.indexOf(head, start + 1) >= 0) return null;
  const end = text.indexOf(tail, start + END_LENGTH);
  return end >= 0 && end + END_LENGTH - start <= 2 * wanted.length ? [start, end + END_LENGTH] : null;
}

/** A text without blanks, and where each letter of it stood. */
function squash(text: string): { readonly text: string; readonly places: Uint32Array } {
  const places = new Uint32Array(text.length);
  let kept = '';
  let count = 0;
  for (const { 0: run, index } of text.matchAll(/\S+/g)) {
    kept += run;
    for (let at = 0; at < run.length; at++) places[count++] = index + at;
  }
  return { text: kept, places };
}

function sameBefore(text: string, at: number, before: string): number {
  let same = 0;
  while (same < before.length && same < CONTEXT_LENGTH && at - 1 - same >= 0 && text[at - 1 - same] === before[before.length - 1 - same])
    same += 1;
  return same;
}

function sameBehind(text: string, at: number, behind: string): number {
  let same = 0;
  while (same < behind.length && same < CONTEXT_LENGTH && text[at + same] !== undefined && text[at + same] === behind[same]) same += 1;
  return same;
}
