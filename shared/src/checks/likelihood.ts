import { quoteOf } from './citations.ts';
import { perBlock } from './per-block.ts';
import type { Rule } from './schema.ts';

/** Words alone: `\b` knows Latin letters only. */
const words = (...patterns: readonly string[]) => new RegExp(`(?<![\\p{L}\\p{N}-])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, 'iu');

/** How probable something is. */
const LIKELIHOOD = words(
  'likel(?:y|ier|iest|ihood)|unlikely|probabl[ey]|probabilit(?:y|ies)|improbabl[ey]|almost certain(?:ly)?|(?:even|remote|slim) chances?',
  '(?:мало)?вероят(?:ен|н\\p{L}*)|скорее всего|почти наверняка|шанс\\p{L}*',
  'ықтимал\\p{L}*|бәлкім|мүмкін|сірә',
);
/** How sure the writer is. Trust between people (`confidence-building`, `investor confidence`) is another thing. */
const CONFIDENCE = words(
  '(?:very )?(?:high|moderate|medium|low|great|full|limited|little|some|more|less|our|with|level of|degree of) confidence(?!-)',
  '(?:is|are|am|feel|remain) (?:\\p{L}+ )?confident|confidently',
  'уверен\\p{L}*|неуверен\\p{L}*|степень\\p{L}* достоверности|с (?:высокой|средней|низкой) достоверностью',
  'сеніммен|сенімді(?:міз|мін)|сенімділі\\p{L}+|сенім (?:деңгейі|дәрежесі)\\p{L}*|(?:толық|жоғары|орташа|төмен) сенім\\p{L}*',
);

const SENTENCE = /(?<=[.!?…]["»”)]?)\s+(?=["«“(]?[\p{Lu}\p{N}])|\n+/u;

/** The sentences that say in one breath how probable something is and how sure the writer is of it (ICD 203, D.6.e.2.a). */
export function mixedSentences(text: string): readonly string[] {
  return text.split(SENTENCE).filter((sentence) => LIKELIHOOD.test(sentence) && CONFIDENCE.test(sentence));
}

const mixedIn = perBlock((block) => mixedSentences(block.text));

const likelihoodConfidence: Rule = ({ blocks }) =>
  blocks.flatMap((block) =>
    mixedIn(block).map((sentence) => ({
      rule: 'likelihood-confidence' as const,
      place: { kind: 'block' as const, index: block.index },
      words: { quote: quoteOf(sentence) },
    })),
  );

export const likelihoodRules: readonly Rule[] = [likelihoodConfidence];
