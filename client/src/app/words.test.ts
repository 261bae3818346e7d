import { describe, expect, it } from 'vitest';

type Words = Readonly<Record<string, unknown>>;

const files = import.meta.glob<Words>('/src/*/locales/*.json', { import: 'default', eager: true });
const features = [...new Set(Object.keys(files).map((path) => path.split('/')[2] ?? ''))];

/** Plural forms differ by language: `words_few` and `words_other` are one key here. */
function keysOf(words: Words, before = ''): readonly string[] {
  return Object.entries(words).flatMap(([name, value]) => {
    const key = `${before}${name.replace(/_(zero|one|two|few|many|other)$/u, '')}`;
    return value !== null && typeof value === 'object' ? keysOf(value as Words, `${key}.`) : [key];
  });
}

function valuesOf(words: Words): readonly unknown[] {
  return Object.values(words).flatMap((value) => (value !== null && typeof value === 'object' ? valuesOf(value as Words) : [value]));
}

const wordsOf = (feature: string, language: string): Words => files[`/src/${feature}/locales/${language}.json`] ?? {};
const sorted = (keys: readonly string[]) => [...new Set(keys)].sort();

describe.each(features)('the words of %s', (feature) => {
  it.each(['ru', 'kk'])('are all there in %s', (language) => {
    expect(sorted(keysOf(wordsOf(feature, language)))).toEqual(sorted(keysOf(wordsOf(feature, 'en'))));
  });

  it.each(['en', 'ru', 'kk'])('are never empty in %s', (language) => {
    expect(valuesOf(wordsOf(feature, language)).filter((value) => typeof value !== 'string' || value.trim() === '')).toEqual([]);
  });
});
