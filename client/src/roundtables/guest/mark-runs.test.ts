import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import { anchorAt } from '@concordance/shared/threads/anchors';
import { readText } from '@concordance/shared/threads/flat-text';
import type { Thread } from '@concordance/shared/threads/schema';
import { expect, it } from 'vitest';
import { paragraph, seeded } from '../../editor/editors.test-support.ts';
import { sampleThread } from '../../threads/sample-thread.test-support.ts';
import { markRuns, threadRanges } from './mark-runs.ts';
import { readDoc } from './read-doc.ts';

const doc = seeded(paragraph('In the ', { type: 'text', text: 'east', marks: [{ type: 'bold' }] }, ' exports fell.'), paragraph('More.'));
const flat = readText(doc.getXmlFragment(TEXT_ROOT));
const read = readDoc(doc);

function threadOn(id: string, words: string, proposal?: string): Thread {
  const from = flat.text.indexOf(words);
  return { ...sampleThread(id, proposal === undefined ? {} : { proposal }), anchor: anchorAt(flat, from, from + words.length) };
}

/** The drawn words of the first paragraph, those of a thread in brackets and proposed ones in braces. */
function drawn(threads: readonly Thread[]): string {
  const marked = markRuns(read.json, threadRanges(threads, read, flat), null);
  const words = marked.content?.[0]?.content?.[0]?.content ?? [];
  return words
    .map(({ text = '', marks = [] }) => {
      if (marks.some(({ type }) => type === 'proposed')) return `{${text}}`;
      return marks.some(({ type }) => type === 'thread') ? `[${text}]` : text;
    })
    .join('');
}

it('marks the words of a thread, also where their emphasis changes', () => {
  expect(drawn([threadOn('a', 'the east exports')])).toBe('In [the ][east][ exports] fell.');
});

it('draws proposed wording behind the words it would replace', () => {
  expect(drawn([threadOn('a', 'fell', 'rose')])).toBe('In the east exports [fell]{rose}.');
});

it('leaves what has ended, and what lost its words, as it is', () => {
  const ended = { ...threadOn('a', 'fell'), life: sampleThread('a', { ended: 'rejected' }).life };
  const lost = { ...threadOn('b', 'fell'), anchor: { start: 'AAAA', end: 'AAAA', quote: 'never written here', prefix: '', suffix: '' } };
  expect(drawn([ended, lost])).toBe('In the east exports fell.');
});

it('of two threads the one about fewer words is pressed', () => {
  const ranges = threadRanges([threadOn('wide', 'east exports fell'), threadOn('narrow', 'exports')], read, flat);
  const marked = markRuns(read.json, ranges, null);
  const words = marked.content?.[0]?.content?.[0]?.content ?? [];
  expect(words.find(({ text }) => text === 'exports')?.marks?.at(-1)?.attrs?.['id']).toBe('narrow');
});
