import { expect, it } from 'vitest';
import { substanceWords } from './substance-words.ts';

it.each([
  [null, ''],
  ['It rose.', 'It rose.'],
  [4, '4'],
  [['One', 'Two'], 'One\nTwo'],
  [[{ measure: 'Exports', value: '4.4', unit: 'bn', period: '', place: '' }], 'Exports · 4.4 · bn'],
  [[{ text: 'A signal', evidenceIds: ['0123456789abcdefghjkmnpqrs'] }], 'A signal'],
])('%j reads as words', (value, words) => expect(substanceWords(value)).toBe(words));
