import { type CitationAttributes, readCitation } from './citation.ts';
import type { EditorJson } from './json.ts';

/** A block is what the concordance margin marks: a text block, or a whole table. */
export type BlockKind = 'heading' | 'paragraph' | 'item' | 'quote' | 'table';

export interface TextBlock {
  /** Its place among the blocks of the text, from 0. */
  readonly index: number;
  readonly kind: BlockKind;
  readonly text: string;
  readonly citations: readonly CitationAttributes[];
  /** Claims something and cites nothing: the margin shows a hollow tick. */
  readonly bare: boolean;
}

export interface CitationInText extends CitationAttributes {
  /** `index` of the block it stands in. */
  readonly paragraph: number;
}

/** Below this many words a paragraph without a figure is taken for a caption or a link between paragraphs. */
export const CLAIM_WORDS = 8;

const WORD = /[\p{L}\p{N}]+(?:['’.,\-‑][\p{L}\p{N}]+)*/gu;
const LISTS: ReadonlySet<string> = new Set(['bulletList', 'orderedList', 'taskList']);

/**
 * Which kind of block a node is, or null for a node that only holds blocks. `inside` is the nearest list or quote around it.
 */
export function blockKind(type: string, inside: 'list' | 'quote' | null): BlockKind | null {
  if (type === 'table' || type === 'heading') return type;
  if (type !== 'paragraph') return null;
  if (inside === 'list') return 'item';
  return inside === 'quote' ? 'quote' : 'paragraph';
}

/** What the children of a node stand in. */
export function insideOf(type: string, inside: 'list' | 'quote' | null): 'list' | 'quote' | null {
  if (LISTS.has(type)) return 'list';
  return type === 'blockquote' ? 'quote' : inside;
}

/**
 * Whether a block says something that ought to rest on something: a paragraph or quotation of some length, and anything
 * that states a figure. Headings claim nothing; items of a list, which are mostly what is proposed, only by a figure.
 */
export function claims(kind: BlockKind, text: string): boolean {
  if (kind === 'heading') return false;
  if (/\p{N}/u.test(text)) return true;
  return (kind === 'paragraph' || kind === 'quote') && countWordsOf(text) >= CLAIM_WORDS;
}

/** Reads one block; `index` is left to the caller's count. */
export function readBlock(json: EditorJson, kind: BlockKind, index: number): TextBlock {
  const text = textOfNode(json, false);
  const citations = citationsOf(json);
  return { index, kind, text, citations, bare: citations.length === 0 && claims(kind, text) };
}

/** The blocks of a text in reading order, empty ones included. */
export function blocks(json: EditorJson): TextBlock[] {
  const found: TextBlock[] = [];
  collect(json, null, found);
  return found;
}

export function citations(json: EditorJson): CitationInText[] {
  return blocks(json).flatMap((block) => block.citations.map((citation) => ({ ...citation, paragraph: block.index })));
}

/** The words of a text with a line per block, footnotes in brackets where they stand; citations leave nothing. */
export function plainText(json: EditorJson): string {
  return textOfNode(json, true).replace(/\n+/g, '\n').trim();
}

/** Words of the text itself: lists and tables count, footnotes do not. `10.3` and `value-added` are one word each. */
export function countWords(json: EditorJson): number {
  return countWordsOf(textOfNode(json, false));
}

export function countWordsOf(text: string): number {
  return text.match(WORD)?.length ?? 0;
}

function collect(json: EditorJson, inside: 'list' | 'quote' | null, found: TextBlock[]): void {
  for (const child of json.content ?? []) {
    const kind = blockKind(child.type, inside);
    if (kind) found.push(readBlock(child, kind, found.length));
    else collect(child, insideOf(child.type, inside), found);
  }
}

function citationsOf(json: EditorJson): CitationAttributes[] {
  const own = json.type === 'citation' ? readCitation(json.attrs) : null;
  return [...(own ? [own] : []), ...(json.content ?? []).flatMap(citationsOf)];
}

function textOfNode(json: EditorJson, withFootnotes: boolean): string {
  switch (json.type) {
    case 'text':
      return json.text ?? '';
    case 'hardBreak':
      return '\n';
    case 'mention':
      return `@${String(json.attrs?.['label'] ?? '')}`;
    case 'footnote':
      return withFootnotes ? ` (${String(json.attrs?.['text'] ?? '')})` : '';
    case 'unknownBlock':
    case 'unknownInline':
      return String(json.attrs?.['text'] ?? '');
    default: {
      const inner = (json.content ?? []).map((child) => textOfNode(child, withFootnotes)).join('');
      return json.type === 'paragraph' || json.type === 'heading' ? `${inner}\n` : inner;
    }
  }
}
