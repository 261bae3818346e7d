import type { Anchor, SuggestionDraft } from '@concordance/shared/threads/schema';

const WORD = /[\p{L}\p{M}\p{N}]/u;

/** Words that are put in between two others keep a space to each of them. */
export function spacedFor({ prefix, suffix }: Pick<Anchor, 'prefix' | 'suffix'>, text: string): string {
  const words = text.trim();
  if (words === '') return '';
  const [before, behind] = [[...prefix].at(-1) ?? '', [...suffix][0] ?? ''];
  const first = [...words][0] ?? '';
  const last = [...words].at(-1) ?? '';
  const closes = /[\p{L}\p{M}\p{N}.,;:!?)»”]/u;
  return `${closes.test(before) && WORD.test(first) ? ' ' : ''}${words}${closes.test(last) && WORD.test(behind) ? ' ' : ''}`;
}

export interface ProposalDraft {
  readonly anchor: Anchor;
  readonly suggestion: SuggestionDraft;
}

/** What is proposed: other words in place of the selected ones, none, or some at the caret; null where nothing would change. */
export function proposalDraft(words: Anchor | null, caret: Anchor, text: string): ProposalDraft | null {
  if (words === null) {
    const put = spacedFor(caret, text);
    return put === '' ? null : { anchor: caret, suggestion: { kind: 'insert', text: put } };
  }
  const next = text.trim();
  if (next === words.quote) return null;
  return { anchor: words, suggestion: next === '' ? { kind: 'delete', text: '' } : { kind: 'replace', text: next } };
}

/** Citations and footnotes among the words cannot be proposed anew, so they would be lost. */
export const holdsObjects = (anchor: Anchor | null): boolean => anchor?.quote.includes('\uFFFC') ?? false;
