import { Mark, Node } from '@tiptap/core';
import { textUpTo } from './attributes.ts';
import type { EditorJson } from './json.ts';

const NAME_MAX = 80;
const STORED_MAX = 200_000;

/** Where a newer program's block stands in an older program's reading of the text. */
export const UnknownBlock = Node.create({
  name: 'unknownBlock',
  group: 'block',
  atom: true,
  addAttributes: unknownAttributes,
  renderHTML: ({ node }) => ['div', { 'data-unknown': String(node.attrs['name']) }, String(node.attrs['text'])],
});

export const UnknownInline = Node.create({
  name: 'unknownInline',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: unknownAttributes,
  renderHTML: ({ node }) => ['span', { 'data-unknown': String(node.attrs['name']) }, String(node.attrs['text'])],
});

export const UnknownMark = Mark.create({
  name: 'unknownMark',
  excludes: '',
  addAttributes: () => ({ name: { default: '', rendered: false, validate: textUpTo(NAME_MAX) } }),
  renderHTML: ({ mark }) => ['span', { 'data-unknown': String(mark.attrs['name']) }, 0],
});

function unknownAttributes() {
  return {
    name: { default: '', rendered: false, validate: textUpTo(NAME_MAX) },
    /** Its words, so that a reader misses the form only. */
    text: { default: '', rendered: false, validate: textUpTo(STORED_MAX) },
  };
}

export interface KnownNames {
  readonly nodes: ReadonlySet<string>;
  readonly marks: ReadonlySet<string>;
  readonly inline: ReadonlySet<string>;
}

/**
 * The same text with what this program does not know turned into the `unknown` nodes and mark, words kept. For reading
 * only: the document itself is never written back from it. A foreign node inside a line of text becomes an inline one.
 */
export function tolerate(json: EditorJson, known: KnownNames): EditorJson {
  const inLine = (json.content ?? []).some((child) => child.type === 'text' || known.inline.has(child.type));
  return {
    ...json,
    ...(json.marks
      ? {
          marks: json.marks.map((mark) =>
            known.marks.has(mark.type) ? mark : { type: 'unknownMark', attrs: { name: mark.type.slice(0, NAME_MAX) } },
          ),
        }
      : {}),
    ...(json.content
      ? { content: json.content.map((child) => (known.nodes.has(child.type) ? tolerate(child, known) : unknown(child, inLine))) }
      : {}),
  };
}

function unknown(json: EditorJson, inLine: boolean): EditorJson {
  return {
    type: inLine ? 'unknownInline' : 'unknownBlock',
    attrs: { name: json.type.slice(0, NAME_MAX), text: wordsOf(json).slice(0, STORED_MAX) },
  };
}

function wordsOf(json: EditorJson): string {
  return json.text ?? (json.content ?? []).map(wordsOf).join(' ');
}
