/** A place in the drawn text: which run of words, and how many letters into it. */
export interface RunPlace {
  readonly run: number;
  readonly offset: number;
}

/** The selected part of a drawn text, by its runs; null where nothing of it is selected. */
export function selectedRuns(root: HTMLElement): { readonly from: RunPlace; readonly to: RunPlace } | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root)) return null;
  const runs = [...root.querySelectorAll<HTMLElement>('[data-run]')].filter((run) => range.intersectsNode(run));
  const [first, last] = [runs[0], runs.at(-1)];
  if (!first || !last) return null;
  const from = first.contains(range.startContainer) ? lettersUpTo(first, range.startContainer, range.startOffset) : 0;
  const to = last.contains(range.endContainer) ? lettersUpTo(last, range.endContainer, range.endOffset) : lettersIn(last);
  return { from: { run: Number(first.dataset['run']), offset: from }, to: { run: Number(last.dataset['run']), offset: to } };
}

/** The place that was pressed in a drawn text; null where none was, or a part of the text is selected. */
export function pressedRun(root: HTMLElement): RunPlace | null {
  const selection = document.getSelection();
  const node = selection?.isCollapsed ? selection.anchorNode : null;
  const run = (node instanceof Element ? node : node?.parentElement)?.closest<HTMLElement>('[data-run]');
  if (!selection || !node || !run || !root.contains(run)) return null;
  return { run: Number(run.dataset['run']), offset: lettersUpTo(run, node, selection.anchorOffset) };
}

function lettersUpTo(run: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange();
  before.setStart(run, 0);
  before.setEnd(node, offset);
  return lettersIn(before.cloneContents());
}

/** Letters of the text itself: proposed wording is drawn in it and no part of it. */
function lettersIn(part: HTMLElement | DocumentFragment): number {
  let letters = part.textContent?.length ?? 0;
  for (const proposed of part.querySelectorAll('ins')) letters -= proposed.textContent?.length ?? 0;
  return letters;
}
