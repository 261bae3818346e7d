import { afterEach, expect, it } from 'vitest';
import { pressedRun, selectedRuns } from './text-selection.ts';

afterEach(() => {
  document.body.innerHTML = '';
});

function drawn(html: string): HTMLElement {
  document.body.innerHTML = `<div id="text">${html}</div>`;
  return document.getElementById('text') as HTMLElement;
}

function select(start: Node, from: number, end: Node, to: number): void {
  const range = document.createRange();
  range.setStart(start, from);
  range.setEnd(end, to);
  const selection = document.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

it('a selection is told by runs and letters, across marks and paragraphs', () => {
  const root = drawn('<p><span data-run="0">In the <strong>east</strong> exports</span></p><p><span data-run="1">fell.</span></p>');
  const strong = root.querySelector('strong')?.firstChild as Node;
  const second = root.querySelector('[data-run="1"]')?.firstChild as Node;
  select(strong, 1, second, 4);
  expect(selectedRuns(root)).toEqual({ from: { run: 0, offset: 8 }, to: { run: 1, offset: 4 } });
});

it('proposed wording that is drawn in the text counts no letters', () => {
  const root = drawn('<p><span data-run="0">exports <mark>fell</mark><ins>rose</ins> sharply</span></p>');
  const last = root.querySelector('[data-run]')?.lastChild as Node;
  select(last, 1, last, 8);
  expect(selectedRuns(root)).toEqual({ from: { run: 0, offset: 13 }, to: { run: 0, offset: 20 } });
});

it('nothing is told of a selection elsewhere, or of none', () => {
  const root = drawn('<p><span data-run="0">exports</span></p>');
  document.getSelection()?.removeAllRanges();
  expect(selectedRuns(root)).toBeNull();
  document.body.append('outside');
  const outside = document.body.lastChild as Node;
  select(outside, 0, outside, 3);
  expect(selectedRuns(root)).toBeNull();
});

it('a pressed place is told by its run and letters, and is none while something is selected', () => {
  const root = drawn('<p><span data-run="0">exports <mark>fell</mark><ins>rose</ins> sharply</span></p><p>no run</p>');
  const last = root.querySelector('[data-run]')?.lastChild as Node;
  select(last, 2, last, 2);
  expect(pressedRun(root)).toEqual({ run: 0, offset: 14 });
  select(last, 1, last, 2);
  expect(pressedRun(root)).toBeNull();
  const outside = root.querySelectorAll('p')[1]?.firstChild as Node;
  select(outside, 1, outside, 1);
  expect(pressedRun(root)).toBeNull();
});
