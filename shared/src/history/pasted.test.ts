import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPasted, type ReadWords } from './pasted.ts';

const by = (author: string | null, text: string): ReadWords => ({ text, authors: Array.from(text, () => author) });
const both = (...parts: readonly ReadWords[]): ReadWords => ({
  text: parts.map((part) => part.text).join(''),
  authors: parts.flatMap((part) => part.authors),
});
const WATER = 'The river is shared by five states and by nobody owned.';
const TRADE = 'Trade across the border grew faster than the roads did.';
const found = (pasted: string, sources: readonly ReadWords[], paster = 'paster') =>
  matchPasted(pasted, sources, paster).map(({ from, to, source, at }) => [pasted.slice(from, to), source, at]);

describe('pasted words', () => {
  it('are found where they stand in the source, whole', () => {
    expect(found(WATER, [by('ann', `First. ${WATER} Last.`)])).toEqual([[WATER, 0, 7]]);
  });

  it('are found in pieces where they were edited since', () => {
    const edited = `${TRADE} ${WATER}`.replace('shared by five', 'crossed by six');
    const rest = ' states and by nobody owned.';
    expect(found(edited, [by('ann', `${TRADE} ${WATER}`)])).toEqual([[`${TRADE} The river is `, 0, 0]]);
    expect(found(`${edited} And so on.`, [by('ann', `${TRADE} ${WATER} And so on.`)])).toEqual([
      [`${TRADE} The river is `, 0, 0],
      [`${rest} And so on.`, 0, TRADE.length + 1 + WATER.indexOf(rest)],
    ]);
  });

  it('are nobody else’s when they are few: names and turns of phrase are in everybody’s mouth', () => {
    expect(found('Shanghai Cooperation Organisation members', [by('ann', 'Shanghai Cooperation Organisation members')])).toEqual([]);
    expect(found('a b c d e f g h', [by('ann', 'a b c d e f g h')])).toEqual([]);
    expect(found(WATER, [by('ann', TRADE)])).toEqual([]);
  });

  it('go over the end of a paragraph', () => {
    const text = 'Water\nThe river\nis shared by five states';
    expect(found(text, [by('ann', `Before\n${text}\nBehind`)])).toEqual([[text, 0, 7]]);
  });

  it('come from whoever wrote them rather than from the paster, who may have pasted them twice', () => {
    expect(found(WATER, [both(by('paster', `${WATER}\n`), by('ann', WATER))])).toEqual([[WATER, 0, WATER.length + 1]]);
    expect(found(WATER, [by('paster', WATER), by('ann', WATER)])).toEqual([[WATER, 1, 0]]);
  });

  it('are found as the paster’s own where nobody else wrote them', () => {
    expect(found(WATER, [by('paster', WATER)])).toEqual([[WATER, 0, 0]]);
  });

  it('of nobody who may be named are somebody else’s all the same', () => {
    expect(found(WATER, [by(null, WATER), by('paster', WATER)])).toEqual([[WATER, 0, 0]]);
  });

  it('are looked for in a further source where the ones before do not have them', () => {
    expect(found(`${WATER}\n${TRADE}`, [by('ann', TRADE), by('ben', WATER)])).toEqual([
      [WATER, 1, 0],
      [TRADE, 0, 0],
    ]);
  });

  it('match letter by letter and never overlap, whatever is pasted', () => {
    const text = fc.array(fc.constantFrom(WATER, TRADE, 'a ', '\n', 'Five states. '), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 3 }), (pasted, sources) => {
        let end = 0;
        for (const { from, to, source, at } of matchPasted(
          pasted,
          sources.map((one) => by('ann', one)),
          'paster',
        )) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(sources[source]?.slice(at, at + to - from)).toBe(pasted.slice(from, to));
          end = to;
        }
      }),
    );
  });

  it('of one sentence a thousand times, or one endless word, hold nobody up', () => {
    const often = WATER.repeat(1000);
    expect(matchPasted(often, [by('ann', often)], 'paster')).toHaveLength(1);
    const endless = 'a'.repeat(50_000);
    expect(matchPasted(endless, [by('ann', endless)], 'paster')).toEqual([]);
  });
});
