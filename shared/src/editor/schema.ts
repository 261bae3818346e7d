import { type AnyExtension, type Attributes, type Extensions, getSchema, Mark, Node } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Code } from '@tiptap/extension-code';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, OrderedList, TaskItem, TaskList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Strike } from '@tiptap/extension-strike';
import { Text } from '@tiptap/extension-text';
import { Underline } from '@tiptap/extension-underline';
import type { Schema } from '@tiptap/pm/model';
import { oneOf, wholeNumber } from './attributes.ts';
import { Citation } from './citation-node.ts';
import { Footnote } from './footnote.ts';
import { Link } from './link.ts';
import { Mention } from './mention.ts';
import { tableExtensions } from './tables.ts';
import { UnknownBlock, UnknownInline, UnknownMark } from './unknown.ts';

/** Kinds of numbers a list can count with, by their letter in HTML. */
const NUMBERINGS: ReadonlyMap<string, string> = new Map([
  ['1', 'decimal'],
  ['a', 'lower-alpha'],
  ['A', 'upper-alpha'],
  ['i', 'lower-roman'],
  ['I', 'upper-roman'],
]);

export const HEADING_LEVELS = [1, 2, 3] as const;

/**
 * The one schema of the co-edited text, for server and client alike; views, menus and shortcuts are added by the client
 * on top and never change it. Adding a node, a mark or an attribute here means raising `SCHEMA_VERSION`: a program that
 * does not know a node deletes it from everybody's document.
 *
 * Items of lists take any block first. Two people who work in one item can leave it with a nested list only; where a
 * paragraph is demanded, the binding would delete that item with all it holds.
 */
export function schemaExtensions(): Extensions {
  return [
    Document,
    Text,
    Paragraph,
    HardBreak,
    HorizontalRule,
    Blockquote,
    Heading.configure({ levels: [...HEADING_LEVELS] }).extend({
      addAttributes: () => ({ level: { default: 1, rendered: false, validate: oneOf(HEADING_LEVELS) } }),
    }),
    BulletList,
    OrderedList.extend({ addAttributes: orderedListAttributes }),
    ListItem.extend({ content: 'block+' }),
    TaskList,
    TaskItem.configure({ nested: true }).extend({ content: 'block+', addAttributes: taskItemAttributes }),
    ...tableExtensions,
    Bold,
    Italic,
    Underline,
    Strike,
    Code,
    Link,
    Footnote,
    Mention,
    Citation,
    UnknownBlock,
    UnknownInline,
    UnknownMark,
  ];
}

/**
 * The same schema without the checks of attributes, for an editor that is bound to a shared document. ProseMirror checks
 * when a node is made, and where that throws, the binding deletes the node, or a mark's whole run of words, from
 * everybody's document. So here a bad value is let in, and whatever renders it reads it with care.
 */
export function boundExtensions(): Extensions {
  return schemaExtensions().map((extension): AnyExtension => {
    if (extension instanceof Node) return extension.extend({ addAttributes: withoutChecks });
    return extension instanceof Mark ? extension.extend({ addAttributes: withoutChecks }) : extension;
  });
}

function withoutChecks(this: { readonly parent?: (() => Attributes | object) | null | undefined }): Attributes {
  const attributes = Object.entries((this.parent?.() ?? {}) as Attributes);
  return Object.fromEntries(attributes.map(([name, attribute]) => [name, { ...attribute, validate: undefined }]));
}

export function editorSchema(): Schema {
  return getSchema(schemaExtensions());
}

interface ParsedElement {
  getAttribute(name: string): string | null;
}

function taskItemAttributes() {
  return {
    checked: {
      default: false,
      keepOnSplit: false,
      validate: 'boolean',
      parseHTML: (element: ParsedElement) => ['', 'true'].includes(element.getAttribute('data-checked') ?? 'false'),
      renderHTML: (attributes: Record<string, unknown>) => ({ 'data-checked': String(attributes['checked'] === true) }),
    },
  };
}

function orderedListAttributes() {
  return {
    start: {
      default: 1,
      validate: wholeNumber(0, 1_000_000),
      parseHTML: (element: ParsedElement) =>
        Math.min(Math.max(Number.parseInt(element.getAttribute('start') ?? '1', 10) || 1, 0), 1_000_000),
    },
    type: {
      default: null,
      validate: oneOf([null, ...NUMBERINGS.keys()]),
      parseHTML: (element: ParsedElement) => [...NUMBERINGS.keys()].find((known) => known === element.getAttribute('type')) ?? null,
      // Style sheets cannot tell `a` from `A` in this attribute of HTML, so the kind of number is said in words as well.
      renderHTML: ({ type }: Record<string, unknown>) =>
        typeof type === 'string' && NUMBERINGS.has(type) ? { type, 'data-numbers': NUMBERINGS.get(type) } : {},
    },
  };
}
