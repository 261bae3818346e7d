import { perBlock } from './per-block.ts';
import type { AddresseeFact, Found, RecommendationFacts, Rule } from './schema.ts';

const missing = (rule: Found['rule'], field: string): Found => ({ rule, place: { kind: 'field', field }, words: {} });

const noAddressee: Rule = ({ addressees }) => (addressees.length === 0 ? [missing('no-addressee', 'addresseeIds')] : []);
const noHorizon: Rule = ({ horizon }) => (horizon === null ? [missing('no-horizon', 'horizon')] : []);
const noIndicator: Rule = ({ indicators }) => (indicators.length === 0 ? [missing('no-indicator', 'indicators')] : []);
const noResponsible: Rule = ({ responsibleId }) => (responsibleId === null ? [missing('no-responsible', 'responsibleId')] : []);

/** GRADE: strong wording on low or very low certainty is for named situations only, so the reason is to be written down. */
const strongOnLow: Rule = ({ strength, certainty, strengthWhy }) =>
  strength === 'strong' && (certainty === 'low' || certainty === 'very-low') && strengthWhy.trim() === ''
    ? [{ rule: 'strong-on-low', place: { kind: 'field', field: 'strengthWhy' }, words: { certainty } }]
    : [];

const outsideCompetence: Rule = (facts) => {
  const said = stems([facts.title, facts.statement, facts.topic, facts.instrument, ...facts.indicators].join(' '));
  const asked = [said, ...facts.blocks.map(stemsOf)];
  return facts.addressees.flatMap((body): Found[] => {
    const why = competenceGap(body, asked);
    return why
      ? [{ rule: 'outside-competence', place: { kind: 'field', field: 'addresseeIds' }, words: { ref: body.ref, title: body.title, why } }]
      : [];
  });
};

/**
 * Why an addressee may be the wrong one: the register does not mark it as one, says nothing of its competence, or no
 * word of that competence occurs in what is advised. Words are compared only where both are written in the same letters.
 */
function competenceGap(body: AddresseeFact, asked: readonly ReadonlySet<string>[]): 'not-addressee' | 'not-noted' | 'not-named' | null {
  if (!body.addressee) return 'not-addressee';
  if (body.competence.trim() === '') return 'not-noted';
  const noted = stems(`${body.title} ${body.competence}`);
  const letters = new Set(asked.flatMap((some) => [...lettersOf(some)]));
  const comparable = [...noted].filter((stem) => letters.has(isCyrillic(stem)));
  if (comparable.length === 0) return null;
  return comparable.some((stem) => asked.some((some) => some.has(stem))) ? null : 'not-named';
}

const STEM = 5;
const isCyrillic = (stem: string) => /\p{Script=Cyrillic}/u.test(stem);

/** The beginnings of the longer words: enough to see the same word in another case or number in the three languages. */
export function stems(text: string): ReadonlySet<string> {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return new Set(words.filter((word) => word.length >= STEM && !COMMON.has(word)).map((word) => word.slice(0, STEM)));
}

const stemsOf = perBlock((block) => stems(block.text));

const letters = new WeakMap<ReadonlySet<string>, ReadonlySet<boolean>>();

/** Whether some of these stems are Cyrillic, and whether some are not. */
function lettersOf(some: ReadonlySet<string>): ReadonlySet<boolean> {
  const known = letters.get(some) ?? new Set([...some].map(isCyrillic));
  letters.set(some, known);
  return known;
}

/** Words of five letters and more that stand in every competence and every advice. */
const COMMON: ReadonlySet<string> = new Set(
  'their there these those which where about within other republic kazakhstan state states national казахстан казахстана республики республика государственных государства қазақстан қазақстанның республикасы мемлекеттік'.split(
    ' ',
  ),
);

/** What a recommendation has to say about itself. */
export const factRules: readonly Rule[] = [noAddressee, outsideCompetence, noResponsible, noHorizon, noIndicator, strongOnLow];

/** A translation that was made from an older original. */
export const translationBehind: Rule = ({ translationsBehind }: RecommendationFacts) =>
  translationsBehind.map((language) => ({
    rule: 'translation-behind',
    place: { kind: 'field', field: 'translations' },
    words: { language },
  }));
