import { Node } from '@tiptap/core';
import { textOf, textUpTo } from './attributes.ts';

export const FOOTNOTE_MAX = 4_000;

/** A note at its place in the sentence. Its number is never stored: it follows from the order in the text. */
export const Footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,

  addAttributes() {
    return {
      text: {
        default: '',
        validate: textUpTo(FOOTNOTE_MAX),
        parseHTML: (element) => textOf(element.getAttribute('data-text'), FOOTNOTE_MAX),
        renderHTML: (attributes) => ({ 'data-text': textOf(attributes['text'], FOOTNOTE_MAX) }),
      },
    };
  },

  parseHTML() {
    return [{ tag: 'span[data-footnote]' }];
  },

  renderHTML({ HTMLAttributes }) {
    return ['span', { ...HTMLAttributes, 'data-footnote': '' }];
  },

  renderText({ node }) {
    return ` (${textOf(node.attrs['text'], FOOTNOTE_MAX)})`;
  },
});
