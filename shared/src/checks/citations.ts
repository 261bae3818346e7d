import { statesFigure } from './figures.ts';
import { perBlock } from './per-block.ts';
import type { Found, Rule } from './schema.ts';

/** So much of a block stands in the sentence of a finding. */
const QUOTE = 64;

/** The beginning of a block's words, cut at a word. */
export function quoteOf(text: string): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  if (flat.length <= QUOTE) return flat;
  return `${flat.slice(0, QUOTE).replace(/\s\S*$/u, '')}…`;
}

const hasFigure = perBlock((block) => statesFigure(block.text));

const figureUncited: Rule = ({ blocks }) =>
  blocks
    .filter((block) => block.kind !== 'heading' && block.citations.length === 0 && hasFigure(block))
    .map((block) => ({ rule: 'figure-uncited', place: { kind: 'block', index: block.index }, words: { quote: quoteOf(block.text) } }));

/** Once for each item: a text that cites it ten times without a place is mended in one sitting. */
const noLocator: Rule = ({ blocks, links }) => {
  const seen = new Set<string>();
  return blocks.flatMap((block) =>
    block.citations.flatMap((citation): Found[] => {
      if (citation.kind !== 'evidence' || citation.locator !== '' || seen.has(citation.record)) return [];
      seen.add(citation.record);
      const target = links.find((link) => link.target.id === citation.record)?.target;
      return [
        {
          rule: 'no-locator',
          place: { kind: 'citation', index: block.index, recordId: citation.record },
          words: { ref: target?.ref ?? '', quote: quoteOf(block.text) },
        },
      ];
    }),
  );
};

/** What the text says and where it leans on something. */
export const citationRules: readonly Rule[] = [figureUncited, noLocator];
