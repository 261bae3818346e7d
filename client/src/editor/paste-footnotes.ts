import { FOOTNOTE_MAX } from '@concordance/shared/editor/footnote';

/** Ids of the places where word processors and web pages collect their notes. */
const NOTE_ID = /^(_?(ftn|edn)\d+|ftnt\d+|fn[:-]?[\w-]+|footnote[-_]?\w+|cite_note-.+)$/i;

/**
 * Turns references into footnotes that carry their text, and removes the collected notes. A reference without a note
 * behind it is left as it is.
 */
export function pastedFootnotes(root: Element): void {
  const collected = new Set<Element>();
  for (const reference of [...root.querySelectorAll('a[href*="#"]')]) {
    const id = decode(reference.getAttribute('href')?.split('#')[1] ?? '');
    if (!NOTE_ID.test(id)) continue;
    const note = noteOf(root, id, reference);
    if (!note || note.contains(reference)) continue;
    const text = textOf(note);
    if (text === '') continue;
    const footnote = root.ownerDocument.createElement('span');
    footnote.setAttribute('data-footnote', '');
    footnote.setAttribute('data-text', text.slice(0, FOOTNOTE_MAX));
    const raised = reference.closest('sup') ?? reference;
    raised.replaceWith(footnote);
    collected.add(note);
  }
  for (const note of collected) note.remove();
  for (const rest of root.querySelectorAll(
    '[style*="footnote-list"], [style*="endnote-list"], section.footnotes, ol.footnotes, ol.references',
  )) {
    if (rest.querySelectorAll('[id]').length === 0 || rest.textContent.trim() === '') rest.remove();
  }
}

/** Word names the note's anchor, Google Docs the anchor inside its paragraph, web pages the item itself. */
function noteOf(root: Element, id: string, reference: Element): Element | null {
  const marked = [...root.querySelectorAll('[id], a[name]')].find(
    (element) => element !== reference && (element.id === id || element.getAttribute('name') === id || `_${element.id}` === id),
  );
  if (!marked) return null;
  if (marked.localName !== 'a') return marked;
  return marked.closest('[style*="mso-element:footnote"], [style*="mso-element:endnote"], li, p, div');
}

function textOf(note: Element): string {
  const copy = note.cloneNode(true) as Element;
  for (const back of copy.querySelectorAll('a[href*="#"], sup > a, .footnote-backref')) back.remove();
  return copy.textContent
    .replace(/\s+/gu, ' ')
    .replace(/^\s*(\[\d+\]|\d+[.)]?|↑|\^)\s*/u, '')
    .trim();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
