/** Two wordings side by side: what both begin and end with, and what differs between. */
export interface Wording {
  readonly before: string;
  readonly removed: string;
  readonly added: string;
  readonly after: string;
}

/** Compares by whole words, so that nobody has to read a word put together from halves. */
export function compareWording(old: string, next: string): Wording {
  const [olds, nexts] = [wordsOf(old), wordsOf(next)];
  let start = 0;
  while (start < Math.min(olds.length, nexts.length) && olds[start] === nexts[start]) start += 1;
  let end = 0;
  while (end < Math.min(olds.length, nexts.length) - start && olds[olds.length - 1 - end] === nexts[nexts.length - 1 - end]) end += 1;
  return {
    before: olds.slice(0, start).join(''),
    removed: olds.slice(start, olds.length - end).join(''),
    added: nexts.slice(start, nexts.length - end).join(''),
    after: olds.slice(olds.length - end).join(''),
  };
}

const wordsOf = (text: string): readonly string[] => text.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];
