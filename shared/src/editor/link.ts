import { Mark } from '@tiptap/core';
import { allowedHref } from './hrefs.ts';

function checkHref(value: unknown): void {
  if (allowedHref(value) === null) throw new RangeError('A link has an address that is not allowed.');
}

/**
 * Words with an address. A mark that came from another copy of the document passes no parser and no command, so the
 * address is judged again each time it is rendered: a refused one leaves the words without a link.
 */
export const Link = Mark.create({
  name: 'link',
  inclusive: false,
  priority: 1000,

  addAttributes() {
    return { href: { default: null, validate: checkHref } };
  },

  parseHTML() {
    return [
      {
        tag: 'a[href]',
        getAttrs: (element) => {
          const href = allowedHref(element.getAttribute('href'));
          return href === null ? false : { href };
        },
      },
    ];
  },

  renderHTML({ HTMLAttributes }) {
    const href = allowedHref(HTMLAttributes['href']);
    return href === null ? ['span', {}, 0] : ['a', { href, rel: 'noopener noreferrer nofollow', target: '_blank' }, 0];
  },
});
