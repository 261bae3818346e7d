import { describe, expect, it } from 'vitest';
import { FIELD_SENTENCES, fieldSentence, PROBLEM_SENTENCES, problemSentence } from './problem-sentences.ts';
import { PROBLEMS, type ProblemCode } from './problems.ts';
import { LANGUAGES } from './programmes/schema.ts';

const CYRILLIC = /\p{Script=Cyrillic}/u;
/** The letters that Kazakh has and Russian has not. */
const KAZAKH = /[әғқңөұүһі]/iu;

describe.each(Object.keys(PROBLEMS) as ProblemCode[])('the problem %s', (code) => {
  const { en, ru, kk } = PROBLEM_SENTENCES[code];

  it('has a sentence in every language, each in its own letters', () => {
    expect(en).toMatch(/^[A-Z][^\p{Script=Cyrillic}]*\.$/u);
    expect(ru).toMatch(CYRILLIC);
    expect(ru).not.toMatch(KAZAKH);
    expect(kk).toMatch(KAZAKH);
    expect(new Set([en, ru, kk]).size).toBe(3);
  });

  it('is said in whole sentences', () => {
    for (const sentence of [en, ru, kk]) expect(sentence).toMatch(/\.$/);
  });
});

it.each([
  ['en', 'Too many attempts. Try again in 15 min.'],
  ['ru', 'Слишком много попыток. Повторите через 15 мин.'],
  ['kk', 'Әрекет тым көп болды. 15 мин кейін қайта көріңіз.'],
] as const)('who must wait for a quarter of an hour is told so in %s', (language, words) => {
  expect(problemSentence('too-many-attempts', language, { retryAfter: 899 })).toBe(words);
  expect(problemSentence('too-many-attempts', language, { retryAfter: 60 })).toBe(PROBLEM_SENTENCES['too-many-attempts'][language]);
});

describe.each(Object.entries(FIELD_SENTENCES))('the rule %s', (rule, sentences) => {
  it('has a sentence in every language', () => {
    expect(sentences.en).not.toBe('');
    expect(sentences.ru).toMatch(CYRILLIC);
    expect(sentences.kk).toMatch(CYRILLIC);
  });

  it('says its number where it has one, in every language or in none', () => {
    const withLimit = LANGUAGES.filter((language) => sentences[language].includes('{limit}'));
    expect([0, LANGUAGES.length]).toContain(withLimit.length);
    const said = fieldSentence({ path: 'x', rule: rule as keyof typeof FIELD_SENTENCES, limit: 37 }, 'kk');
    expect(said).not.toContain('{');
    expect(said.includes('37')).toBe(withLimit.length > 0);
  });
});
