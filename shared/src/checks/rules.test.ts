import { describe, expect, it } from 'vitest';
import { risksUnanswered, trendsUnanswered } from './registers.ts';
import { checkRecommendation, checkSet, passed } from './rules.ts';
import { linkFact, soundFacts } from './sample-facts.test-support.ts';
import { type BlockFact, CHECK_CODES, DEFAULT_RULES, RECOMMENDATION_CHECKS, type RecommendationFacts, rulesOf } from './schema.ts';

const found = (changes: Partial<RecommendationFacts>) =>
  checkRecommendation(soundFacts(changes), DEFAULT_RULES).map(({ rule, place, words }) => ({ rule, place, words }));
const codes = (changes: Partial<RecommendationFacts>) => found(changes).map((one) => one.rule);
const block = (text: string, more: Partial<BlockFact> = {}): BlockFact => ({ index: 0, kind: 'paragraph', text, citations: [], ...more });
const sound = soundFacts();
const evidence = sound.links.filter((link) => link.target.kind === 'evidence');
const others = sound.links.filter((link) => link.target.kind !== 'evidence');

describe('the checks of a recommendation', () => {
  it('find nothing in a sound one', () => {
    expect(found({})).toEqual([]);
    expect(passed([], RECOMMENDATION_CHECKS, DEFAULT_RULES)).toEqual(RECOMMENDATION_CHECKS);
  });

  it.each([
    ['no-trend', 'trend', 'answers'],
    ['no-risk', 'risk', 'treats'],
    ['no-evidence', 'evidence', 'rests'],
  ] as const)('%s: nothing of that kind is tied', (rule, kind, section) => {
    const links = sound.links.filter((link) => link.target.kind !== kind);
    expect(found({ links })).toEqual([{ rule, place: { kind: 'links', section }, words: {} }]);
  });

  it('a citation in the text is a tie as well', () => {
    const cited = linkFact({ kind: 'cites', target: { kind: 'trend' } });
    expect(codes({ links: [...sound.links.filter((link) => link.target.kind !== 'trend'), cited] })).toEqual([]);
  });

  it('one-source: everything comes from one source, be it one item only', () => {
    const same = evidence.map((link) => ({ ...link, target: { ...link.target, sourceId: 'only' } }));
    expect(found({ links: [...others, ...same] })).toEqual([
      { rule: 'one-source', place: { kind: 'links', section: 'rests' }, words: { count: 2 } },
    ]);
    expect(codes({ links: [...others, ...evidence.slice(0, 1)] })).toEqual(['one-source']);
    const unknown = evidence.map((link) => ({ ...link, target: { ...link.target, sourceId: null } }));
    expect(codes({ links: [...others, ...unknown] })).toEqual([]);
  });

  it('one-kind: two items or more, all of one kind', () => {
    const same = evidence.map((link) => ({ ...link, target: { ...link.target, evidenceKind: 'speech' } }));
    expect(found({ links: [...others, ...same] })).toEqual([
      { rule: 'one-kind', place: { kind: 'links', section: 'rests' }, words: { count: 2, kind: 'speech' } },
    ]);
  });

  it.each(['low', 'very-low'])('strong-on-low: strong wording on %s certainty asks for a reason', (certainty) => {
    expect(codes({ certainty })).toEqual(['strong-on-low']);
    expect(codes({ certainty, strengthWhy: 'The harm is grave.' })).toEqual([]);
    expect(codes({ certainty, strength: 'conditional' })).toEqual([]);
  });

  it.each([
    ['no-addressee', { addressees: [] }, 'addresseeIds'],
    ['no-horizon', { horizon: null }, 'horizon'],
    ['no-indicator', { indicators: [] }, 'indicators'],
    ['no-responsible', { responsibleId: null }, 'responsibleId'],
  ] as const)('%s: the fact is empty', (rule, changes, field) => {
    expect(found(changes)).toEqual([{ rule, place: { kind: 'field', field }, words: {} }]);
  });

  describe('outside-competence', () => {
    const ministry = { id: 'm', ref: 'BOD-2', title: 'Ministry', addressee: true, competence: '' };
    const why = (body: Partial<typeof ministry>, more: Partial<RecommendationFacts> = {}) =>
      found({ addressees: [{ ...ministry, ...body }], ...more }).map((one) => one.words['why']);

    it.each([
      ['the body is no addressee', { addressee: false, competence: 'Trade' }, 'not-addressee'],
      ['its competence is not noted', {}, 'not-noted'],
      ['none of its competence is named in the advice', { competence: 'Defence and borders' }, 'not-named'],
    ] as const)('%s', (_title, body, expected) => expect(why(body)).toEqual([expected]));

    it('is quiet where the words meet, in another case and number too', () => {
      expect(why({ competence: 'Removes every barrier at the border.' })).toEqual([]);
      const russian = { title: 'Открыть рынок', statement: 'Согласовать перечень барьеров в торговле.', indicators: [] };
      expect(why({ competence: 'Политика торговли.' }, { ...russian, indicators: ['Снятые барьеры'] })).toEqual([]);
      expect(why({ competence: 'Оборона.' }, { ...russian, topic: '', instrument: '', indicators: ['Снятые барьеры'] })).toEqual([
        'not-named',
      ]);
    });

    it('does not compare words of different alphabets', () => {
      expect(why({ title: 'Министерство торговли', competence: 'Торговля.' })).toEqual([]);
    });
  });

  it('figure-uncited: a block with a figure that cites nothing, not a heading', () => {
    const cited = [{ record: 'r', kind: 'evidence' as const, locator: 'p. 2' }];
    expect(found({ blocks: [block('Exports came to 4.4 billion.', { index: 3 })] })).toEqual([
      { rule: 'figure-uncited', place: { kind: 'block', index: 3 }, words: { quote: 'Exports came to 4.4 billion.' } },
    ]);
    expect(codes({ blocks: [block('4.4 billion', { kind: 'heading' }), block('4.4 billion', { citations: cited })] })).toEqual([]);
  });

  it('no-locator: an item cited without a place is named once', () => {
    const [item] = evidence;
    const citation = { record: item?.target.id ?? '', kind: 'evidence' as const, locator: '' };
    const blocks = [block('Words one.', { citations: [citation] }), block('Words two.', { index: 1, citations: [citation] })];
    expect(found({ blocks, links: sound.links })).toEqual([
      {
        rule: 'no-locator',
        place: { kind: 'citation', index: 0, recordId: citation.record },
        words: { ref: item?.target.ref, quote: 'Words one.' },
      },
    ]);
    expect(codes({ blocks: [block('Words', { citations: [{ ...citation, kind: 'trend' as const }] })] })).toEqual([]);
  });

  it.each(['withdrawn', 'superseded'])('evidence-gone: an item is %s', (state) => {
    const gone = linkFact({ target: { state } });
    expect(found({ links: [...sound.links, gone] })).toEqual([
      {
        rule: 'evidence-gone',
        place: { kind: 'link', linkId: gone.id, targetId: gone.target.id },
        words: { ref: gone.target.ref, title: gone.target.title, state },
      },
    ]);
  });

  it('suspect-link: what it was written against has changed', () => {
    const suspect = linkFact({ suspect: true });
    expect(found({ links: [...sound.links, suspect] })[0]).toMatchObject({ rule: 'suspect-link', place: { linkId: suspect.id } });
  });

  it('open-thread and undecided-suggestion: what was said and not ended', () => {
    expect(found({ threads: { open: 2, undecided: 1 } })).toEqual([
      { rule: 'open-thread', place: { kind: 'threads' }, words: { count: 2 } },
      { rule: 'undecided-suggestion', place: { kind: 'threads' }, words: { count: 1 } },
    ]);
  });

  it('likelihood-confidence: names the sentence and its block', () => {
    expect(found({ blocks: [block('Fine. We say with high confidence that it is likely.', { index: 4 })] })).toEqual([
      {
        rule: 'likelihood-confidence',
        place: { kind: 'block', index: 4 },
        words: { quote: 'We say with high confidence that it is likely.' },
      },
    ]);
  });

  it('translation-behind: each language whose original went on', () => {
    expect(found({ translationsBehind: ['kk'] })).toMatchObject([{ rule: 'translation-behind', words: { language: 'kk' } }]);
  });

  it('follow the severity of the programme, what blocks first', () => {
    const facts = soundFacts({ horizon: null, addressees: [], threads: { open: 1, undecided: 0 } });
    const rules = rulesOf({ 'open-thread': 'off', 'no-horizon': 'block', 'no-addressee': 'warn' });
    expect(checkRecommendation(facts, rules).map(({ rule, level }) => [rule, level])).toEqual([
      ['no-horizon', 'block'],
      ['no-addressee', 'warn'],
    ]);
    expect(passed(checkRecommendation(facts, rules), ['open-thread', 'no-horizon', 'no-risk'], rules)).toEqual(['no-risk']);
  });

  it('can all be set', () => {
    const off = Object.fromEntries(CHECK_CODES.map((code) => [code, 'off'])) as Parameters<typeof rulesOf>[0];
    expect(checkRecommendation(soundFacts({ horizon: null, links: [], addressees: [] }), rulesOf(off))).toEqual([]);
  });
});

describe('the multi-vector check of a set', () => {
  const naming = (...names: readonly string[]) => ({
    links: [linkFact({ target: { powers: names.map((title) => ({ id: title, title })) } })],
  });
  const powers = (...recommendations: readonly ReturnType<typeof naming>[]) =>
    checkSet({ id: 'set', recommendations }, DEFAULT_RULES).map(({ rule, words }) => [rule, words['power']]);

  it('finds a set that speaks of one power only', () => {
    expect(powers(naming('Russia'), naming('Russia'), naming())).toEqual([['one-power', 'Russia']]);
  });

  it('is quiet about several powers, none, or a single recommendation', () => {
    expect(powers(naming('Russia'), naming('China'))).toEqual([]);
    expect(powers(naming(), naming())).toEqual([]);
    expect(powers(naming('Russia'))).toEqual([]);
  });
});

describe('the checks of the registers', () => {
  const records = [
    { id: 'a', ref: 'RSK-1', title: 'Taken', taken: true },
    { id: 'b', ref: 'RSK-2', title: 'Left', taken: false },
  ];

  it('name what no recommendation takes up', () => {
    expect(risksUnanswered(records).map((one) => one.words['ref'])).toEqual(['RSK-2']);
    expect(trendsUnanswered(records)).toMatchObject([{ rule: 'trend-unanswered', place: { kind: 'record', id: 'b' } }]);
  });
});
