import { Node } from '@tiptap/core';
import { ID_PATTERN } from '../ids.ts';
import { oneOf, textLike, textOf, textUpTo } from './attributes.ts';
import { CITED_KINDS, LOCATOR_MAX, readCitation } from './citation.ts';

/** A citation carries an id only: name, state and rating belong to the register and are looked up where it is shown. */
export const Citation = Node.create({
  name: 'citation',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,

  addAttributes() {
    return {
      record: {
        default: '',
        validate: textLike(ID_PATTERN),
        parseHTML: (element) => element.getAttribute('data-record') ?? '',
        renderHTML: (attributes) => ({ 'data-record': textOf(attributes['record'], 26) }),
      },
      kind: {
        default: 'evidence',
        validate: oneOf(CITED_KINDS),
        parseHTML: (element) => element.getAttribute('data-kind') ?? '',
        renderHTML: (attributes) => ({ 'data-kind': textOf(attributes['kind'], 10) }),
      },
      locator: {
        default: '',
        validate: textUpTo(LOCATOR_MAX),
        parseHTML: (element) => textOf(element.getAttribute('data-locator'), LOCATOR_MAX),
        renderHTML: (attributes) => ({ 'data-locator': textOf(attributes['locator'], LOCATOR_MAX) }),
      },
    };
  },

  parseHTML() {
    return [
      {
        tag: 'span[data-citation]',
        getAttrs: (element) =>
          readCitation({ record: element.getAttribute('data-record'), kind: element.getAttribute('data-kind') }) ? null : false,
      },
    ];
  },

  renderHTML({ HTMLAttributes, node }) {
    return ['span', { ...HTMLAttributes, 'data-citation': '' }, `[${textOf(node.attrs['locator'], LOCATOR_MAX)}]`];
  },

  renderText({ node }) {
    return `[${textOf(node.attrs['locator'], LOCATOR_MAX)}]`;
  },
});
