import { Node } from '@tiptap/core';
import { ID_PATTERN } from '../ids.ts';
import { textLike, textOf, textUpTo } from './attributes.ts';

export const MENTION_MAX = 120;

/** A person by id; the label is the name at the time of writing, for readers who cannot look the person up. */
export const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,

  addAttributes() {
    return {
      id: {
        default: '',
        validate: textLike(ID_PATTERN),
        parseHTML: (element) => element.getAttribute('data-id') ?? '',
        renderHTML: (attributes) => ({ 'data-id': textOf(attributes['id'], 26) }),
      },
      label: {
        default: '',
        validate: textUpTo(MENTION_MAX),
        parseHTML: (element) => textOf(element.getAttribute('data-label'), MENTION_MAX),
        renderHTML: (attributes) => ({ 'data-label': textOf(attributes['label'], MENTION_MAX) }),
      },
    };
  },

  parseHTML() {
    return [{ tag: 'span[data-mention]', getAttrs: (element) => (ID_PATTERN.test(element.getAttribute('data-id') ?? '') ? null : false) }];
  },

  renderHTML({ HTMLAttributes, node }) {
    return ['span', { ...HTMLAttributes, 'data-mention': '' }, `@${textOf(node.attrs['label'], MENTION_MAX)}`];
  },

  renderText({ node }) {
    return `@${textOf(node.attrs['label'], MENTION_MAX)}`;
  },
});
