/**
 * Word puts lists on the clipboard as paragraphs that say their level in a style and begin with the drawn bullet. Makes
 * real, nested lists of each run of them, in place: a run may hold several lists, one right after the other.
 */
export function wordLists(root: Element): void {
  for (const first of [...root.querySelectorAll('p')]) {
    if (!first.isConnected || levelOf(first) === null) continue;
    const run: HTMLElement[] = [];
    for (
      let next: Element | null = first;
      next instanceof HTMLElement && next.localName === 'p' && levelOf(next) !== null;
      next = next.nextElementSibling
    )
      run.push(next);
    for (let at = 0; at < run.length; ) {
      const [list, next] = build(run, at, levelOf(run[at] ?? first) ?? 1);
      first.before(list);
      at = next;
    }
    for (const paragraph of run) paragraph.remove();
  }
}

function levelOf(paragraph: Element): number | null {
  const style = paragraph.getAttribute('style') ?? '';
  const level = /mso-list:[^;]*\blevel(\d+)/.exec(style)?.[1];
  if (level !== undefined) return Number(level);
  return /^MsoListParagraph/.test(paragraph.className) && markerOf(paragraph) !== null ? 1 : null;
}

function listOf(paragraph: Element | undefined): string | undefined {
  return /mso-list:[^;]*\b(lfo\d+)/.exec(paragraph?.getAttribute('style') ?? '')?.[1];
}

function build(run: readonly HTMLElement[], start: number, level: number): readonly [list: HTMLElement, next: number] {
  const document = run[start]?.ownerDocument ?? globalThis.document;
  const numbered = isNumbered(run[start]);
  // Word numbers its lists (`lfo2`): two that follow each other are still two.
  const isOther = (paragraph: Element) => listOf(paragraph) !== listOf(run[start]) || isNumbered(paragraph) !== numbered;
  const list = document.createElement(numbered ? 'ol' : 'ul');
  let at = start;
  while (at < run.length) {
    const paragraph = run[at];
    const own = paragraph ? (levelOf(paragraph) ?? level) : level;
    if (!paragraph || own < level || (own === level && isOther(paragraph))) break;
    if (own > level) {
      const [nested, next] = build(run, at, own);
      (list.lastElementChild ?? list.appendChild(document.createElement('li'))).append(nested);
      at = next;
      continue;
    }
    const item = document.createElement('li');
    const text = document.createElement('p');
    markerElement(paragraph)?.remove();
    text.append(...paragraph.childNodes);
    item.append(text);
    list.append(item);
    at += 1;
  }
  return [list, at];
}

function markerElement(paragraph: Element): Element | null {
  return [...paragraph.querySelectorAll('span')].find((span) => /mso-list:\s*Ignore/i.test(span.getAttribute('style') ?? '')) ?? null;
}

function markerOf(paragraph: Element): string | null {
  return markerElement(paragraph)?.textContent.trim() ?? null;
}

function isNumbered(paragraph: Element | undefined): boolean {
  return paragraph !== undefined && /^\(?([0-9]+|[a-zа-я]|[ivxlc]+)[.)]/iu.test(markerOf(paragraph) ?? '');
}
