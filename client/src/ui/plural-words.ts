type Words = Readonly<Record<string, unknown>>;

/**
 * Adds every plural form to words that only have `_one` and `_other`. A browser without Kazakh plural rules counts by its
 * own language's instead and may ask for `few` or `many`; in Kazakh the noun is the same after any number.
 */
export function withEveryPlural(words: Words): Words {
  const filled: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(words)) {
    filled[name] = value !== null && typeof value === 'object' ? withEveryPlural(value as Words) : value;
    if (!name.endsWith('_other')) continue;
    const stem = name.slice(0, -'_other'.length);
    for (const form of ['zero', 'two', 'few', 'many']) filled[`${stem}_${form}`] ??= words[`${stem}_${form}`] ?? value;
  }
  return filled;
}
