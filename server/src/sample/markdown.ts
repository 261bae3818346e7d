import type { CitedKind } from '@concordance/shared/editor/citation';
import type { EditorJson } from '@concordance/shared/editor/json';
import { Marked, type Token, type TokenizerAndRendererExtension, type Tokens } from 'marked';

/** The record a key stands for. */
export interface Cited {
  readonly id: string;
  readonly kind: CitedKind;
}

/** Finds the record of a key; throws when there is none, so that no citation is lost on the way. */
export type Resolve = (key: string) => Cited;

type Mark = NonNullable<EditorJson['marks']>[number];

/** Stands for the bar of `[[key | locator]]` while the text is read: in a table a bar would end the cell. */
const BAR = '\uE000';

const citation: TokenizerAndRendererExtension = {
  name: 'citation',
  level: 'inline',
  start: (source) => source.indexOf('[['),
  tokenizer(source) {
    const match = new RegExp(`^\\[\\[([^\\]${BAR}]+)(?:${BAR}([^\\]]*))?\\]\\]`, 'u').exec(source);
    return match ? { type: 'citation', raw: match[0], key: match[1]?.trim(), locator: match[2]?.trim() ?? '' } : undefined;
  },
};

const footnote: TokenizerAndRendererExtension = {
  name: 'footnote',
  level: 'inline',
  start: (source) => source.indexOf('^['),
  tokenizer(source) {
    const match = /^\^\[((?:[^[\]]|\[[^[\]]*\])+)\]/u.exec(source);
    return match ? { type: 'footnote', raw: match[0], text: match[1]?.trim() } : undefined;
  },
};

const reader = new Marked({ gfm: true, extensions: [citation, footnote] });

/**
 * Turns a text of the sample into editor JSON. `[[key | locator]]` becomes a citation, `^[words]` a footnote.
 * Throws for Markdown that the editor has no node for, and whatever `resolve` throws.
 */
export function readMarkdown(markdown: string, resolve: Resolve): EditorJson {
  const barred = markdown.normalize('NFC').replace(/\[\[([^\]|]+)\|([^\]]*)\]\]/gu, `[[$1${BAR}$2]]`);
  return { type: 'doc', content: blocks(reader.lexer(barred), resolve) };
}

function blocks(tokens: readonly Token[], resolve: Resolve): EditorJson[] {
  return tokens.flatMap((token) => block(token, resolve));
}

function block(token: Token, resolve: Resolve): readonly EditorJson[] {
  switch (token.type) {
    case 'space':
    case 'checkbox':
      return [];
    case 'heading':
      return [{ type: 'heading', attrs: { level: Math.min((token as Tokens.Heading).depth, 3) }, content: inline(token.tokens, resolve) }];
    case 'paragraph':
      return [paragraph(token.tokens, resolve)];
    // The words of an item in a tight list.
    case 'text':
      return [paragraph(token.tokens ?? [token], resolve)];
    case 'blockquote':
      return [{ type: 'blockquote', content: blocks(token.tokens ?? [], resolve) }];
    case 'hr':
      return [{ type: 'horizontalRule' }];
    case 'list':
      return [list(token as Tokens.List, resolve)];
    case 'table':
      return [table(token as Tokens.Table, resolve)];
    default:
      throw new Error(`the editor has no block for Markdown of the kind ${token.type}: ${token.raw.slice(0, 60)}`);
  }
}

function paragraph(tokens: readonly Token[] | undefined, resolve: Resolve): EditorJson {
  const content = inline(tokens, resolve);
  return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };
}

function list(token: Tokens.List, resolve: Resolve): EditorJson {
  const tasks = token.items.every((item) => item.task);
  const content = token.items.map((item) => ({
    type: tasks ? 'taskItem' : 'listItem',
    ...(tasks ? { attrs: { checked: item.checked === true } } : {}),
    content: blocks(item.tokens, resolve),
  }));
  if (tasks) return { type: 'taskList', content };
  return token.ordered ? { type: 'orderedList', attrs: { start: Number(token.start) || 1 }, content } : { type: 'bulletList', content };
}

function table(token: Tokens.Table, resolve: Resolve): EditorJson {
  const row = (cells: readonly Tokens.TableCell[], type: string): EditorJson => ({
    type: 'tableRow',
    content: cells.map((cell) => ({ type, attrs: { align: cell.align }, content: [paragraph(cell.tokens, resolve)] })),
  });
  return { type: 'table', content: [row(token.header, 'tableHeader'), ...token.rows.map((cells) => row(cells, 'tableCell'))] };
}

function inline(tokens: readonly Token[] | undefined, resolve: Resolve, marks: readonly Mark[] = []): EditorJson[] {
  return (tokens ?? []).flatMap((token) => inlineNode(token, resolve, marks));
}

function inlineNode(token: Token, resolve: Resolve, marks: readonly Mark[]): readonly EditorJson[] {
  const within = (mark: Mark) => inline('tokens' in token ? token.tokens : [], resolve, [...marks, mark]);
  switch (token.type) {
    case 'text':
      return token.tokens ? inline(token.tokens, resolve, marks) : words(token.text, marks);
    case 'escape':
      return words(token.text, marks);
    case 'strong':
      return within({ type: 'bold' });
    case 'em':
      return within({ type: 'italic' });
    case 'del':
      return within({ type: 'strike' });
    case 'codespan':
      return words(token.text, [...marks, { type: 'code' }]);
    case 'link':
      return within({ type: 'link', attrs: { href: (token as Tokens.Link).href } });
    case 'br':
      return [{ type: 'hardBreak' }];
    case 'checkbox':
      return [];
    case 'citation':
      return [cite(token as Tokens.Generic, resolve)];
    case 'footnote':
      return [{ type: 'footnote', attrs: { text: String((token as Tokens.Generic)['text']) } }];
    default:
      throw new Error(`the editor has no place for Markdown of the kind ${token.type}: ${token.raw.slice(0, 60)}`);
  }
}

/** Lines of a paragraph are one line to the editor. */
function words(text: string, marks: readonly Mark[]): readonly EditorJson[] {
  if (text === '') return [];
  const line = text.replace(/\s*\n\s*/gu, ' ');
  return [marks.length > 0 ? { type: 'text', text: line, marks } : { type: 'text', text: line }];
}

function cite(token: Tokens.Generic, resolve: Resolve): EditorJson {
  const { id, kind } = resolve(String(token['key']));
  return { type: 'citation', attrs: { record: id, kind, locator: String(token['locator']) } };
}
