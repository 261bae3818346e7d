import { countWordsOf } from '../editor/read.ts';

/** Fewer words than this, or fewer letters, may stand in two texts without having been copied. */
export const PASTED_WORDS = 5;
export const PASTED_LETTERS = 30;
/** Of places where the same words begin, so many are looked at: a text of one sentence a thousand times must not hold anybody up. */
const PLACES = 16;

/**
 * Words in the order they are read, blocks parted by a line break. `authors` says for each letter whose it is: undefined
 * for what is nobody's to say (a break), null where nobody may be named.
 */
export interface ReadWords {
  readonly text: string;
  readonly authors: readonly (string | null | undefined)[];
}

/** Letters of the pasted words, from the first to behind the last, and where they stand in one of the sources. */
export interface Match {
  readonly from: number;
  readonly to: number;
  /** Which of the sources, and where it begins there. */
  readonly source: number;
  readonly at: number;
}

/**
 * Finds which of the pasted words stand in the sources, letter by letter the same, the longest piece first found from each
 * place on. A source is only asked about what those before it do not have. Words that somebody else wrote go before the
 * same words by `paster`, who may have pasted them twice; where only the paster's own are found, those are told.
 */
export function matchPasted(pasted: string, sources: readonly ReadWords[], paster: string): readonly Match[] {
  const indexes = sources.map(({ text }) => placesOf(text));
  const search = (others: boolean): readonly Match[] => {
    let open: readonly Stretch[] = [{ from: 0, to: pasted.length }];
    const found: Match[] = [];
    for (const [place, source] of sources.entries()) {
      const here = open.flatMap((stretch) => matchStretch(pasted, stretch, source, indexes[place] ?? new Map(), others ? paster : null));
      found.push(...here.map((match) => ({ ...match, source: place })));
      open = open.flatMap((stretch) => without(stretch, here));
    }
    return found.sort((one, other) => one.from - other.from);
  };
  const foreign = search(true);
  return foreign.length > 0 ? foreign : search(false);
}

/** Whether a piece of text is long enough to have been copied. */
export function isCopyable(text: string): boolean {
  return text.length >= PASTED_LETTERS && countWordsOf(text) >= PASTED_WORDS;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}
type Found = Omit<Match, 'source'>;

function placesOf(text: string): ReadonlyMap<string, number[]> {
  const places = new Map<string, number[]>();
  for (let at = 0; at + PASTED_LETTERS <= text.length; at++) {
    const seed = text.slice(at, at + PASTED_LETTERS);
    const known = places.get(seed);
    if (!known) places.set(seed, [at]);
    else if (known.length < PLACES) known.push(at);
  }
  return places;
}

function matchStretch(
  pasted: string,
  { from, to }: Stretch,
  source: ReadWords,
  places: ReadonlyMap<string, number[]>,
  not: string | null,
): readonly Found[] {
  const found: Found[] = [];
  for (let at = from; at + PASTED_LETTERS <= to; ) {
    let best: Found | null = null;
    let reached = 0;
    for (const place of places.get(pasted.slice(at, at + PASTED_LETTERS)) ?? []) {
      const length = commonLength(pasted, at, to, source.text, place);
      reached = Math.max(reached, length);
      if (best && length <= best.to - best.from) continue;
      if (!isCopyable(pasted.slice(at, at + length))) continue;
      if (not !== null && !hasOther(source, place, length, not)) continue;
      best = { from: at, to: at + length, at: place };
    }
    if (best) found.push(best);
    // What matched and was too few words is passed over, so that one endless word costs no more than it is long.
    at = best ? best.to : at + Math.max(1, reached - PASTED_LETTERS + 1);
  }
  return found;
}

function commonLength(pasted: string, at: number, to: number, text: string, place: number): number {
  let length = PASTED_LETTERS;
  while (at + length < to && place + length < text.length && pasted[at + length] === text[place + length]) length += 1;
  return length;
}

function hasOther({ authors }: ReadWords, at: number, length: number, person: string): boolean {
  for (let place = at; place < at + length; place++) {
    const author = authors[place];
    if (author !== undefined && author !== person) return true;
  }
  return false;
}

/** What of a stretch is left beside the matches in it. */
function without(stretch: Stretch, matches: readonly Found[]): readonly Stretch[] {
  const left: Stretch[] = [];
  let at = stretch.from;
  for (const match of matches) {
    if (match.from < stretch.from || match.to > stretch.to) continue;
    if (match.from > at) left.push({ from: at, to: match.from });
    at = match.to;
  }
  if (at < stretch.to) left.push({ from: at, to: stretch.to });
  return left;
}
