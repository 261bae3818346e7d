import type { JsonValue } from '@concordance/shared/fingerprints/canonical';

/**
 * A value of a record's substance as plain words: numbers and texts as they are, lists in lines, figures by their parts.
 * Identities of other records say nothing to a reader and are left out.
 */
export function substanceWords(value: unknown): string {
  return wordsOf(value as JsonValue);
}

function wordsOf(value: JsonValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return /^[0-9a-hjkmnp-tv-z]{26}$/.test(value) ? '' : value;
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join('\n');
  return Object.values(value as { readonly [key: string]: JsonValue })
    .map((part) => wordsOf(part).replaceAll('\n', ', '))
    .filter(Boolean)
    .join(' · ');
}
