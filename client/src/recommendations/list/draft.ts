import type { RecommendationDraft } from '@concordance/shared/recommendations/schema';

/** A title longer than this is hard to say aloud; the sentence then becomes the statement. */
const TITLE_LENGTH = 110;

/**
 * A recommendation from its first sentence. A short sentence is the title; of a long one the title takes the beginning,
 * up to a word's end, and the statement keeps the whole.
 */
export function draftFrom(sentence: string): RecommendationDraft {
  const whole = sentence.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const bare = whole.replace(/[.。!]+$/u, '');
  if (bare.length <= TITLE_LENGTH) return { title: bare };
  const start = bare.slice(0, TITLE_LENGTH);
  const end = start.lastIndexOf(' ');
  const title = (end > TITLE_LENGTH / 2 ? start.slice(0, end) : start).replace(/[\s,;:–—-]+$/u, '');
  return { title: `${title}…`, statement: whole };
}
