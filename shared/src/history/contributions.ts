import { countWordsOf } from '../editor/read.ts';
import type { AuthoredJson, TextState } from './schema.ts';

/** How many of the words that stand now are whose, by section. Words of nobody known are under null. */
export interface Share {
  readonly userId: string | null;
  readonly words: number;
  readonly sections: readonly { readonly title: string; readonly words: number }[];
}

/**
 * Counts the words that stand in a text, by author and by section (a heading begins one; before the first the title is
 * empty). A word written by two counts for whoever wrote more of its beginning. Most words first.
 */
export function sharesOf({ people, doc }: TextState): readonly Share[] {
  const counts = new Map<string | null, Map<string, number>>();
  let section = '';
  const visit = (node: AuthoredJson): void => {
    if (node.type === 'heading') section = wordsIn(node);
    if (node.content?.some((child) => child.type === 'text')) {
      for (const [by, words] of countBlock(node)) {
        const person = by === undefined ? null : (people[by] ?? null);
        const sections = counts.get(person) ?? new Map<string, number>();
        counts.set(person, sections);
        sections.set(section, (sections.get(section) ?? 0) + words);
      }
      return;
    }
    for (const child of node.content ?? []) visit(child);
  };
  visit(doc);
  return [...counts]
    .map(([userId, sections]) => ({
      userId,
      words: [...sections.values()].reduce((sum, words) => sum + words, 0),
      sections: [...sections].map(([title, words]) => ({ title, words })),
    }))
    .sort((one, other) => other.words - one.words);
}

function wordsIn(node: AuthoredJson): string {
  return (node.content ?? [])
    .map((child) => child.text ?? '')
    .join('')
    .trim();
}

/** Words of one block by author: each goes to the author of its first letter. */
function countBlock(node: AuthoredJson): ReadonlyMap<number | undefined, number> {
  const counts = new Map<number | undefined, number>();
  let open: { by: number | undefined; text: string } | null = null;
  const close = () => {
    if (open && countWordsOf(open.text) > 0) counts.set(open.by, (counts.get(open.by) ?? 0) + countWordsOf(open.text));
    open = null;
  };
  for (const child of node.content ?? []) {
    if (child.type !== 'text') {
      close();
      continue;
    }
    for (const piece of (child.text ?? '').split(/(\s+)/u)) {
      if (piece === '') continue;
      if (/^\s/u.test(piece)) close();
      else if (open) open.text += piece;
      else open = { by: child.by, text: piece };
    }
  }
  close();
  return counts;
}
