import { fingerprint } from '@concordance/server/fingerprint';
import { baseOf, pack } from '@concordance/server/history/pack';
import type { EditorJson } from '@concordance/shared/editor/json';
import { differenceOf } from '@concordance/shared/history/difference';
import { Seeded } from '../support/seeded.ts';

export const HISTORY_USAGE = `npm run bench -- history
  what 5,000 versions of a text of 60 pages cost, and how long its difference takes`;

/** Sixty pages of five hundred words. */
const PARAGRAPHS = 400;
const WORDS = 75;
const VERSIONS = 5_000;

/** Prints the two figures that are wanted of histories. */
export async function benchHistory(): Promise<void> {
  const seed = new Seeded(7);
  const random = () => seed.next();
  const word = () => WORDBOOK[Math.floor(random() * WORDBOOK.length)] ?? '';
  const paragraphs = Array.from({ length: PARAGRAPHS }, () => Array.from({ length: WORDS }, word));
  const state = () => JSON.stringify({ people: ['a'.repeat(26), 'b'.repeat(26)], doc: docOf(paragraphs) });
  const first = docOf(paragraphs);
  const size = Buffer.byteLength(state());
  // What a later version may lean on: the one before, every 16th of the last 256, every 256th.
  const states = new Map<number, string>();
  let bytes = 0;
  let slowest = 0;
  for (let number = 0; number < VERSIONS; number++) {
    // Each version: a sentence of eight words written somewhere, and one word changed somewhere else.
    paragraphs[Math.floor(random() * PARAGRAPHS)]?.splice(Math.floor(random() * WORDS), 8, ...Array.from({ length: 8 }, word));
    paragraphs[Math.floor(random() * PARAGRAPHS)]?.splice(Math.floor(random() * WORDS), 1, word());
    const json = state();
    const base = baseOf(number);
    const began = process.cpuUsage();
    bytes += (await pack(json, base === null ? null : (states.get(base) ?? null))).bytes.length;
    const { user, system } = process.cpuUsage(began);
    slowest = Math.max(slowest, (user + system) / 1000);
    states.set(number, json);
    if ((number - 1) % 16 !== 0) states.delete(number - 1);
    if ((number - 256) % 256 !== 0) states.delete(number - 256);
  }
  console.log(
    `one state of 60 pages: ${kB(size)}; ${VERSIONS} versions: ${kB(bytes)} = ${(bytes / size).toFixed(2)} x its size, wanted at most 5`,
  );
  console.log(`packing one version: at most ${slowest.toFixed(1)} ms of CPU`);
  const last = docOf(paragraphs);
  const times = Array.from({ length: 9 }, () => timed(() => differenceOf(first, last))).sort((one, other) => one - other);
  const near = docOf(paragraphs.map((words, place) => (place % 10 === 0 ? [...words, word()] : words)));
  const small = Array.from({ length: 9 }, () => timed(() => differenceOf(last, near))).sort((one, other) => one - other);
  console.log(
    `difference of two 60-page versions, CPU: everything rewritten over ${VERSIONS} versions ${times[4]?.toFixed(0)} ms, every tenth paragraph ${small[4]?.toFixed(0)} ms (medians of 9), wanted at most 300 ms`,
  );
  console.log(`fingerprint of a record: ${timed(() => fingerprint({ kind: 'evidence', text: 'x'.repeat(2000) })).toFixed(2)} ms`);
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;

/** Milliseconds of this process's CPU: other work on the machine does not count. */
function timed(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function docOf(paragraphs: readonly (readonly string[])[]): EditorJson {
  return { type: 'doc', content: paragraphs.map((words) => ({ type: 'paragraph', content: [{ type: 'text', text: words.join(' ') }] })) };
}

const SYLLABLES = 'ка зах стан эко но ми ка ин те гра ци я то рго вля сау да бо лу кер ек пол ити ка раз ви ти е'.split(' ');
const WORDBOOK = Array.from({ length: 4_000 }, (_, place) =>
  [place % 31, Math.floor(place / 31) % 31, Math.floor(place / 7) % 31].map((at) => SYLLABLES[at % SYLLABLES.length]).join(''),
);
