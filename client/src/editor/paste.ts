import { allowedHref } from '@concordance/shared/editor/hrefs';
import { pastedFootnotes } from './paste-footnotes.ts';
import { wordLists } from './paste-lists.ts';

const DROPPED =
  'script, style, meta, link, title, xml, template, iframe, object, embed, svg, math, form, button, input:not([type=checkbox]), select, textarea, img, picture, video, audio, canvas, noscript, head';
const KEPT_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  ol: ['start', 'type'],
  td: ['colspan', 'rowspan', 'align', 'data-align'],
  th: ['colspan', 'rowspan', 'align', 'data-align'],
  li: ['data-type', 'data-checked'],
  ul: ['data-type'],
  input: ['type', 'checked'],
  span: [
    'data-citation',
    'data-record',
    'data-kind',
    'data-locator',
    'data-footnote',
    'data-text',
    'data-mention',
    'data-id',
    'data-label',
  ],
};
/** Larger clippings are pasted as plain text: cleaning them would hold the page. */
export const PASTE_HTML_MAX = 5_000_000;

/**
 * Makes clean HTML of what a word processor or a page put on the clipboard: headings, lists, tables, footnotes, links and
 * plain emphasis stay; styling, scripts, images and the machinery of Office go. What comes out still passes the schema.
 */
export function cleanPastedHtml(html: string): string {
  if (html.length > PASTE_HTML_MAX) return '';
  // Our own clipboard says how the piece was cut; it is clean, and the schema judges it all the same.
  if (html.includes('data-pm-slice')) return html;
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  dropComments(body);
  pastedFootnotes(body);
  wordLists(body);
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  for (const element of [...body.querySelectorAll('*')]) tidy(element);
  for (const paragraph of body.querySelectorAll('p')) if (isBlank(paragraph)) paragraph.remove();
  return body.innerHTML;
}

function tidy(element: Element): void {
  const name = element.localName;
  if (element.nodeName.includes(':')) {
    unwrap(element);
    return;
  }
  const heading = headingOf(element);
  if (heading) {
    rename(element, heading);
    return;
  }
  const unbold = isBoldTag(name) && isUnbold(element);
  emphasise(element);
  if (name === 'a') {
    const href = allowedHref(element.getAttribute('href'));
    if (href === null) {
      unwrap(element);
      return;
    }
    element.setAttribute('href', href);
  }
  const kept = KEPT_ATTRIBUTES[name] ?? [];
  for (const attribute of [...element.attributes]) if (!kept.includes(attribute.name)) element.removeAttribute(attribute.name);
  if (name === 'font' || name === 'center' || (name === 'span' && element.attributes.length === 0) || unbold) unwrap(element);
}

/** Word writes titles and its headings in other languages as styled paragraphs; levels below the third become the third. */
function headingOf(element: Element): string | null {
  const outline = /mso-outline-level:\s*(\d)/.exec(element.getAttribute('style') ?? '')?.[1];
  const level =
    /^h([1-6])$/.exec(element.localName)?.[1] ??
    (element.localName === 'p'
      ? (/^Mso(?:Heading|Title)(\d)?$/.exec(element.className)?.[1] ?? (element.className === 'MsoTitle' ? '1' : outline))
      : undefined);
  return level === undefined ? null : `h${Math.min(Number(level), 3)}`;
}

const EMPHASIS: readonly (readonly [RegExp, string])[] = [
  [/font-weight:\s*(bold|[6-9]00)/, 'strong'],
  [/font-style:\s*italic/, 'em'],
  [/text-decoration[^;]*underline/, 'u'],
  [/text-decoration[^;]*line-through/, 's'],
];

/** Emphasis that was said by style is said by element, because the style goes. Links are underlined by themselves. */
function emphasise(element: Element): void {
  if (element.localName !== 'span') return;
  const style = element.getAttribute('style') ?? '';
  for (const [pattern, tag] of EMPHASIS) {
    if (!pattern.test(style) || (tag === 'u' && element.closest('a'))) continue;
    const wrapper = element.ownerDocument.createElement(tag);
    wrapper.append(...element.childNodes);
    element.append(wrapper);
  }
}

function isBoldTag(name: string): boolean {
  return name === 'b' || name === 'strong';
}

/** Google Docs wraps everything it copies in a `b` that is not bold. */
function isUnbold(element: Element): boolean {
  return /font-weight:\s*(normal|400)/.test(element.getAttribute('style') ?? '') || element.id.startsWith('docs-internal-guid');
}

function isBlank(paragraph: Element): boolean {
  return (
    paragraph.textContent.replace(/\u00A0/g, ' ').trim() === '' &&
    !paragraph.querySelector('span[data-footnote], span[data-citation]') &&
    !paragraph.closest('td, th, li')
  );
}

function dropComments(root: Element): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function rename(element: Element, name: string): void {
  const renamed = element.ownerDocument.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}
