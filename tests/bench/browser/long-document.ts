import * as Y from 'yjs';
import { Seeded } from '../../support/seeded.ts';

const SYLLABLES = ['in', 'te', 'gra', 'tion', 'po', 'li', 'cy', 'ka', 'zakh', 'mi', 'grant', 'la', 'bour', 'ed', 'u', 'ca', 'ser', 'vice'];
/** A printed page of such a text. */
const PARAGRAPHS_PER_PAGE = 5;
const WORDS_PER_PARAGRAPH = 80;

/** A text of so many pages: headings, paragraphs of 80 words, a list on every fourth page, some words in bold. */
export function writePages(root: Y.XmlFragment, pages: number): { readonly words: number; readonly blocks: number } {
  const random = new Seeded(60);
  let words = 0;
  const sentence = (count: number): string => {
    words += count;
    return Array.from({ length: count }, () => Array.from({ length: 1 + random.below(4) }, () => random.pick(SYLLABLES)).join('')).join(
      ' ',
    );
  };
  const blocks: Y.XmlElement[] = [];
  for (let page = 0; page < pages; page++) {
    const heading = block('heading', sentence(5));
    heading.setAttribute('level', 2 as unknown as string);
    blocks.push(heading);
    for (let number = 0; number < PARAGRAPHS_PER_PAGE; number++) {
      const list = page % 4 === 0 && number === 2;
      blocks.push(
        list ? listOf([0, 1, 2, 3].map(() => sentence(WORDS_PER_PARAGRAPH / 4))) : block('paragraph', sentence(WORDS_PER_PARAGRAPH)),
      );
    }
  }
  root.insert(0, blocks);
  for (const element of blocks) {
    const text = element.get(0);
    if (text instanceof Y.XmlText && random.chance(0.3)) text.format(random.below(100), 20, { bold: {} });
  }
  return { words, blocks: blocks.length };
}

function block(name: string, words: string): Y.XmlElement {
  const element = new Y.XmlElement(name);
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

function listOf(items: readonly string[]): Y.XmlElement {
  const list = new Y.XmlElement('bulletList');
  list.insert(
    0,
    items.map((words) => {
      const item = new Y.XmlElement('listItem');
      item.insert(0, [block('paragraph', words)]);
      return item;
    }),
  );
  return list;
}
