import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type JsonValue } from '../fingerprints/canonical.ts';
import { sha256 } from '../fingerprints/sha256.ts';
import { difference, shortened, wordsBetween } from './difference.ts';
import { sampleSubstance } from './sample-edition.test-support.ts';
import type { EditionRecommendation, EditionSubstance } from './schema.ts';
import { canonicalText } from './text.ts';

const base = sampleSubstance();
const [first] = base.recommendations as [EditionRecommendation];
const withFirst = (over: Partial<EditionRecommendation>) => sampleSubstance({ recommendations: [{ ...first, ...over }] });
const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const doc = (...texts: string[]) => ({ type: 'doc', content: texts.map(paragraph) });
const hash = (substance: EditionSubstance) => sha256(canonicalJson({ ...substance, edition: 1, previous: null } as unknown as JsonValue));

describe('what makes one text another', () => {
  test('is nothing between equals', () => expect(difference(base, sampleSubstance())).toEqual([]));

  test('is one comma, shown as one comma', () => {
    const [change, ...others] = difference(base, withFirst({ text: doc('Russia’s share rose, to 42.7 % in 2019.', 'It should fall.') }));
    expect(others).toEqual([]);
    expect(change).toMatchObject({ ref: 'REC-7', place: { kind: 'paragraph', number: 1 } });
    expect(change?.words.filter((run) => run.op !== 'same')).toEqual([{ op: 'added', text: ',' }]);
  });

  test('is a word of a translation, told with its language', () => {
    const russian = { title: 'Открыть рынок', statement: 'Открыть рынок к 2025 году.' };
    const translated = withFirst({ translations: { ru: russian } });
    const come = difference(base, translated);
    expect(come.map(({ place, words }) => [place, words])).toEqual([
      [{ kind: 'field', field: 'translations.ru' }, [{ op: 'added', text: russian.title }]],
      [{ kind: 'field', field: 'translations.ru' }, [{ op: 'added', text: russian.statement }]],
    ]);
    const changed = difference(translated, withFirst({ translations: { ru: { ...russian, statement: 'Открыть рынок к 2026 году.' } } }));
    expect(changed).toMatchObject([{ place: { field: 'translations.ru' } }]);
    expect(hash(translated)).not.toBe(hash(base));
  });

  test('is a paragraph that came or went, and the others stay', () => {
    const came = difference(base, withFirst({ text: doc('Russia’s share rose to 42.7 % in 2019.', 'New.', 'It should fall.') }));
    expect(came).toMatchObject([{ place: { kind: 'paragraph', number: 2 }, words: [{ op: 'added', text: 'New.' }] }]);
    const went = difference(base, withFirst({ text: doc('It should fall.') }));
    expect(went).toMatchObject([{ words: [{ op: 'removed' }] }]);
  });

  test('is a form that changed under the same words', () => {
    const bold = {
      type: 'doc',
      content: [
        paragraph('Russia’s share rose to 42.7 % in 2019.'),
        { type: 'paragraph', content: [{ type: 'text', text: 'It should fall.', marks: [{ type: 'bold' }] }] },
      ],
    };
    expect(difference(base, withFirst({ text: bold }))).toMatchObject([{ place: { kind: 'form' } }]);
  });

  test('is a link, an item it points at, a field, an order', () => {
    const link = first.links[0];
    if (!link) throw new Error('the sample has a link');
    expect(difference(base, withFirst({ links: [] }))).toMatchObject([{ place: { kind: 'link', target: 'EVD-4' } }]);
    expect(difference(base, withFirst({ links: [{ ...link, stance: 'opposes' }] }))).toMatchObject([{ place: { kind: 'link' } }]);
    expect(difference(base, withFirst({ strength: 'conditional' }))).toMatchObject([{ place: { kind: 'field', field: 'strength' } }]);
    const withdrawn = sampleSubstance({ records: base.records.map((one) => ({ ...one, fields: { ...one.fields, state: 'withdrawn' } })) });
    expect(difference(base, withdrawn)).toMatchObject([{ ref: 'EVD-4', place: { kind: 'record', field: 'state' } }]);
    const second = { ...first, id: 'q'.repeat(26), ref: 'REC-8' };
    expect(
      difference(sampleSubstance({ recommendations: [first, second] }), sampleSubstance({ recommendations: [second, first] })),
    ).toMatchObject([{ ref: 'SET-1', place: { kind: 'order' } }]);
  });

  const word = fc.constantFrom('open', 'the', 'market', ',', '42.7', 'базар');
  const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
  const substance = fc
    .record({
      title: text,
      statement: text,
      strength: fc.constantFrom('strong', 'conditional', null),
      paragraphs: fc.array(text, { maxLength: 4 }),
      links: fc.constantFrom(first.links, []),
      bold: fc.boolean(),
    })
    .map(({ paragraphs, bold, ...over }) => {
      const marks = bold ? { marks: [{ type: 'bold' }] } : {};
      const content = paragraphs.map((each) => ({ type: 'paragraph', content: [{ type: 'text', text: each, ...marks }] }));
      return withFirst({ ...over, text: canonicalText({ type: 'doc', content }) as unknown as JsonValue } as never);
    });

  test('is empty exactly when the fingerprints are equal', () => {
    fc.assert(
      fc.property(substance, substance, (one, other) => {
        expect(difference(one, other).length === 0).toBe(hash(one) === hash(other));
      }),
      { numRuns: 500 },
    );
  });

  test('put together again gives both texts', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const runs = wordsBetween(one, other);
        const side = (left: 'removed' | 'added') =>
          runs
            .filter((run) => run.op !== left)
            .map((run) => run.text)
            .join('');
        expect(side('added')).toBe(one);
        expect(side('removed')).toBe(other);
      }),
    );
  });

  test('is cut down around the changes for a list', () => {
    const runs = shortened(wordsBetween(`${'x '.repeat(200)}old`, `${'x '.repeat(200)}new`), 10);
    expect(runs[0]?.text.length).toBeLessThanOrEqual(11);
    expect(runs[0]?.text.startsWith('…')).toBe(true);
  });
});

describe('a text in its canonical form', () => {
  const run = (words: string, ...marks: string[]) => ({
    type: 'text',
    text: words,
    ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }),
  });
  const line = (...content: object[]) => canonicalText({ type: 'doc', content: [{ type: 'paragraph', content: content as never }] });

  test('is the same however its runs were typed', () => {
    expect(line(run('one '), run('text'))).toEqual(line(run('one text')));
    expect(line(run('a', 'bold', 'italic'))).toEqual(line(run('a', 'italic', 'bold')));
    expect(line(run('и'), run('\u0306'))).toEqual(line(run('й')));
    expect(line(run(''), run('a'))).toEqual(line(run('a')));
  });

  test('is another with other marks or breaks', () => {
    expect(line(run('a', 'bold'), run('b'))).not.toEqual(line(run('ab')));
    expect(canonicalText({ type: 'doc', content: [paragraph('a'), paragraph('b')] })).not.toEqual(
      canonicalText({ type: 'doc', content: [paragraph('ab')] }),
    );
  });

  test('leaves out values that say nothing', () => {
    expect(canonicalText({ type: 'paragraph', attrs: { textAlign: null } })).toEqual({ type: 'paragraph' });
  });
});
